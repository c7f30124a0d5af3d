using Creneau.Storage;
using Creneau.Storage.Checks;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Doctor;

/// <summary>
/// Looks whether the invariants I1 to I8 hold in a live database, and whether what guards them is there. Reads only;
/// it may run beside servers and beside traffic.
/// </summary>
/// <param name="checks">What the rooms registered, from the ground upwards; a line speaks of the highest room first.</param>
public sealed class Examination(StorageProvider storage, IEnumerable<IInvariantCheck> checks, TimeProvider clock)
{
    private static readonly TimeSpan LongestQuery = TimeSpan.FromMinutes(10);

    /// <param name="askNode">Asks one node for its view; null leaves I8 unchecked.</param>
    /// <returns>One result per check as it is done, the backstops first.</returns>
    public async IAsyncEnumerable<CheckResult> RunAsync(
        Func<CancellationToken, Task<NodeView>>? askNode, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var nowUtc = clock.GetUtcNow().UtcDateTime;
        yield return await BackstopsAsync(ct);
        foreach (var parts in checks.Reverse().GroupBy(check => check.Invariant).OrderBy(parts => parts.Key, StringComparer.Ordinal))
        {
            yield return await ReadAsync(parts, nowUtc, ct);
        }

        yield return askNode is null
            ? new CheckResult("I8", CheckState.NotChecked, "give --node URL to compare a server's memory", [])
            : await new NodeCheck(storage).RunAsync(askNode, ct);
    }

    private async Task<CheckResult> BackstopsAsync(CancellationToken ct)
    {
        await using var db = OpenDatabase.ContextOf(storage);
        var missing = await storage.MissingBackstopsAsync(db, ct);
        return missing.Count == 0
            ? new CheckResult("backstops", CheckState.Ok, $"in place on {storage.Name}", [])
            : new CheckResult("backstops", CheckState.Broken, "missing", missing);
    }

    /// <summary>All parts of an invariant see one moment, so that bookings in between are no violation.</summary>
    private async Task<CheckResult> ReadAsync(IGrouping<string, IInvariantCheck> parts, DateTime nowUtc, CancellationToken ct)
    {
        await using var db = OpenDatabase.ContextOf(storage);
        db.Database.SetCommandTimeout(LongestQuery);
        await using var snapshot = await storage.SnapshotAsync(db, ct);
        var rows = new Rows(db);
        foreach (var part in parts)
        {
            await part.RunAsync(rows, nowUtc, ct);
        }

        return rows.ToResult(parts.Key);
    }
}
