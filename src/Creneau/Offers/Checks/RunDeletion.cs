using Creneau.Jobs;
using Creneau.Storage.Checks;

namespace Creneau.Offers.Checks;

/// <summary>I7: a cancellation of several goes with the last of its appointments, with the reason that was typed.</summary>
internal sealed class RunDeletion : IInvariantCheck
{
    public string Invariant => "I7";

    public async Task RunAsync(Rows rows, DateTime nowUtc, CancellationToken ct)
    {
        await rows.NoneAsync(
            "cancellation kept too long",
            "SELECT id FROM cancellation_run WHERE delete_after_utc < {0}",
            ct,
            Purge.MissedBeforeUtc(nowUtc));
        await rows.CountAsync("cancellations", "cancellation_run", ct);
    }
}
