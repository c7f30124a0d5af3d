using Creneau.Storage;
using Creneau.Storage.Checks;

namespace Creneau.Jobs.Checks;

/// <summary>I7: of what the storage itself keeps, nothing is past its deletion date.</summary>
internal sealed class StorageDeletion : IInvariantCheck
{
    public string Invariant => "I7";

    public async Task RunAsync(Rows rows, DateTime nowUtc, CancellationToken ct)
    {
        var missedUtc = Purge.MissedBeforeUtc(nowUtc);
        await rows.NoneAsync(
            "limit kept too long, from", "SELECT occasion AS id FROM limit_use WHERE delete_after_utc < {0}", ct, missedUtc);
        await rows.NoneAsync(
            "answer kept too long, from",
            "SELECT created_utc AS id FROM idempotency WHERE created_utc < {0}",
            ct,
            missedUtc - IdempotencyRecord.Kept);
        await rows.NoneAsync("audit kept too long", "SELECT id FROM audit WHERE delete_after_utc < {0}", ct, missedUtc);
        await rows.CountAsync("limits", "limit_use", ct);
    }
}
