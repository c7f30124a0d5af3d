namespace Creneau.Jobs;

/// <summary>Rows that are deleted once their time has come. Each room registers its own with `AddPurge`.</summary>
/// <param name="Table">Name in the database.</param>
/// <param name="Key">
/// Columns of the primary key, parted by commas. The last one is what the log calls a row that cannot be deleted: it must
/// tell nothing of a person.
/// </param>
/// <param name="Where">SQL for both databases; `{0}` is the present instant less <paramref name="Kept"/>.</param>
/// <param name="Kept">How long rows are kept beyond the instant that <paramref name="Where"/> compares.</param>
public sealed record PurgeRule(string Table, string Key, string Where, TimeSpan Kept = default);
