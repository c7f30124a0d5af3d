using Creneau.Jobs;
using Creneau.Storage.Checks;

namespace Creneau.Booking.Checks;

/// <summary>I7: no draft is past its deletion date.</summary>
internal sealed class DraftDeletion : IInvariantCheck
{
    public string Invariant => "I7";

    public async Task RunAsync(Rows rows, DateTime nowUtc, CancellationToken ct)
    {
        await rows.NoneAsync(
            "draft kept too long, until",
            "SELECT delete_after_utc AS id FROM draft WHERE delete_after_utc < {0}",
            ct,
            Purge.MissedBeforeUtc(nowUtc));
    }
}
