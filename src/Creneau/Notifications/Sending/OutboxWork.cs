using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Notifications.Sending;

/// <summary>One round of a node: what was not answered is asked about, what is due is sent, and both are counted.</summary>
public sealed class OutboxWork(
    OutboxSender sender,
    UnansweredMessages unanswered,
    IDbContextFactory<CreneauDb> contexts,
    StorageProvider storage,
    SendingMetrics metrics,
    TimeProvider clock)
{
    public async Task<OutboxCounts> RunAsync(CancellationToken ct)
    {
        await unanswered.SettleAsync(ct);
        var counts = await sender.SendDueAsync(ct);
        metrics.Ended(counts);
        var now = clock.GetUtcNow().UtcDateTime;
        var (waiting, oldest) = await contexts.ReadAsync(storage, db => QueueState.DueAsync(db, now, ct), ct);
        metrics.Waiting(waiting, oldest is { } since ? now - since : TimeSpan.Zero);
        return counts;
    }
}
