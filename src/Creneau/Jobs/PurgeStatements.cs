using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Creneau.Jobs;

/// <summary>The statements of one rule at one instant. Keys travel as they were read, whatever their types are.</summary>
internal sealed class PurgeStatements(PurgeRule rule, DateTime nowUtc)
{
    private readonly DateTime _beforeUtc = nowUtc - rule.Kept;
    private readonly int _columns = rule.Key.Split(',').Length;

    public string Table => rule.Table;

    /// <summary>The keys of the next rows that are due, in their order.</summary>
    /// <param name="after">The last key that was dealt with; null: from the first.</param>
    public FormattableString NextKeys(object[]? after, int most)
    {
        var due = rule.Where + (after is null ? "" : Compared(">", 1));
        var limit = most.ToString(CultureInfo.InvariantCulture);
        return FormattableStringFactory.Create(
            $"SELECT {rule.Key} FROM {rule.Table} WHERE {due} ORDER BY {rule.Key} LIMIT {limit}", [_beforeUtc, .. after ?? []]);
    }

    /// <summary>Deletes what is still due of a part of the table, both ends included.</summary>
    public FormattableString DeleteBetween(object[] first, object[] last) => FormattableStringFactory.Create(
        $"DELETE FROM {rule.Table} WHERE {rule.Where}{Compared(">=", 1)}{Compared("<=", 1 + _columns)}",
        [_beforeUtc, .. first, .. last]);

    public object[] KeyOf(DbDataReader row)
    {
        var key = new object[_columns];
        row.GetValues(key);
        return key;
    }

    /// <summary>Compares the key with values that stand from a place of the parameters on.</summary>
    private string Compared(string how, int firstPlace)
    {
        var places = Enumerable.Range(firstPlace, _columns).Select(place => string.Create(CultureInfo.InvariantCulture, $"{{{place}}}"));
        return $" AND ({rule.Key}) {how} ({string.Join(", ", places)})";
    }
}
