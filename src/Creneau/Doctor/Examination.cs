using Creneau.Keys;
using Creneau.OnePerPerson;
using Creneau.Storage;

namespace Creneau.Doctor;

/// <summary>
/// Looks whether the invariants I1 to I8 hold in a live database, and whether what guards them is there. Reads only;
/// it may run beside servers and beside traffic.
/// </summary>
public sealed class Examination(StorageProvider storage, PlatformKeys keys, TimeProvider clock)
{
    private static readonly TimeSpan LongestQuery = TimeSpan.FromMinutes(10);

    /// <param name="askNode">Asks one node for its view; null leaves I8 unchecked.</param>
    /// <returns>One result per check as it is done, the backstops first.</returns>
    public async IAsyncEnumerable<CheckResult> RunAsync(
        Func<CancellationToken, Task<NodeView>>? askNode, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var nowUtc = clock.GetUtcNow().UtcDateTime;
        yield return await BackstopsAsync(ct);
        yield return await ReadAsync(db => SlotChecks.OccupanciesAsync(db, ct), ct);
        yield return await ReadAsync(db => SlotChecks.PartiesAsync(db, ct), ct);
        yield return await ReadAsync(db => new ClaimCheck(db, new PersonClaims(keys)).RunAsync(ct), ct);
        yield return await ReadAsync(db => LifeChecks.EventsAsync(db, ct), ct);
        yield return await ReadAsync(db => LifeChecks.MessagesAsync(db, nowUtc, ct), ct);
        yield return await ReadAsync(db => PrivacyChecks.SecretsAsync(db, nowUtc, ct), ct);
        yield return await ReadAsync(db => PrivacyChecks.DeletionAsync(db, nowUtc, ct), ct);
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

    /// <summary>Every check sees one moment, so that bookings in between are no violation.</summary>
    private async Task<CheckResult> ReadAsync(Func<CreneauDb, Task<CheckResult>> check, CancellationToken ct)
    {
        await using var db = OpenDatabase.ContextOf(storage);
        Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.SetCommandTimeout(db.Database, LongestQuery);
        await using var snapshot = await storage.SnapshotAsync(db, ct);
        return await check(db);
    }
}
