using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Storage.Checks;

/// <summary>Asks for violations of one invariant in SQL that both databases understand, set by set, and keeps what was found.</summary>
public sealed class Rows(CreneauDb db)
{
    // Trimmed of hexadecimal digits nothing may be left: what else is in a hash is no hash
    private const string NoHashCondition = "(length({0}) <> 64 OR length(rtrim({0}, '0123456789abcdef')) > 0)";

    private readonly List<string> _violations = [];
    private readonly List<(long Count, string What)> _counted = [];

    /// <summary>For what SQL alone cannot tell.</summary>
    public CreneauDb Db => db;

    /// <summary>The condition that a column holds no keyed hash (which is 64 hexadecimal digits).</summary>
    public static string NoHash(string column) => NoHashCondition.Replace("{0}", column, StringComparison.Ordinal);

    /// <param name="what">What is wrong with the rows found, without names.</param>
    /// <param name="sql">Selects one column, called id; {0}, {1}… stand for <paramref name="values"/>.</param>
    public async Task NoneAsync(string what, string sql, CancellationToken ct, params object[] values)
    {
        var limited = string.Concat(
            "SELECT CAST(found.id AS text) AS \"Value\" FROM (",
            sql,
            ") AS found LIMIT ",
            CheckResult.MostListed.ToString(CultureInfo.InvariantCulture));
        Found(what, await db.Database.SqlQueryRaw<string>(limited, values).ToListAsync(ct));
    }

    /// <param name="what">What is wrong, without names; nothing is when there are no <paramref name="ids"/>.</param>
    public void Found(string what, IEnumerable<string> ids)
    {
        if (ids.Take(CheckResult.MostListed).ToList() is { Count: > 0 } listed)
        {
            _violations.Add($"{what} {string.Join(' ', listed)}");
        }
    }

    /// <summary>Says how much was looked at.</summary>
    /// <param name="what">What the rows are called, in the plural.</param>
    /// <param name="table">The table, with a condition if not all of its rows count.</param>
    public async Task CountAsync(string what, string table, CancellationToken ct)
    {
        var counting = string.Concat("SELECT count(*) AS \"Value\" FROM ", table);
        _counted.Add((await db.Database.SqlQueryRaw<long>(counting).SingleAsync(ct), what));
    }

    internal CheckResult ToResult(string invariant) => CheckResult.Of(invariant, _violations, [.. _counted]);
}
