using Creneau.Acting;
using Creneau.Jobs;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Counter.Visits;

/// <summary>
/// From 03:00 of the next day on: a visit of which nobody noted how it ended is unrecorded, nobody is signed on any more, and the
/// day's numbers are forgotten. Any number of nodes may do it.
/// </summary>
public sealed class CloseVisits(
    Transactions transactions, VisitLocks locks, IDbContextFactory<CreneauDb> contexts, StorageProvider storage, TimeProvider clock)
{
    private static readonly VisitStatus[] Open = [VisitStatus.Waiting, VisitStatus.InProgress, VisitStatus.Paused];

    /// <returns>How many visits.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var last = locks.Places.LastClosedDay(clock.GetUtcNow().UtcDateTime);
        var open = await contexts.ReadAsync(
            storage,
            db => db.Visits.Where(visit => visit.Date <= last && Open.Contains(visit.Status)).Select(visit => visit.Id).ToListAsync(ct),
            ct);
        var closed = await EachInTurn.RunAsync(open, id => transactions.RunAsync(Actor.Platform, "close-visit", async transaction =>
        {
            var visit = await transaction.Db.Visits.SingleOrDefaultAsync(row => row.Id == id, ct);
            if (visit is null || !Open.Contains(visit.Status))
            {
                return Refuse(0);
            }

            visit.Add(new VisitStep(VisitStepKind.Unrecorded, transaction.NowUtc));
            return Commit(1);
        }, ct));
        await transactions.RunAsync(Actor.Platform, "close-counter", async transaction =>
        {
            await transaction.Db.DeskSignOns.Where(one => one.Date <= last).ExecuteDeleteAsync(ct);
            await transaction.Db.WriteAsync($"DELETE FROM ticket_counter WHERE date <= {last}", ct);
            return Commit(0);
        }, ct);
        return closed;
    }
}
