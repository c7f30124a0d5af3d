using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Jobs;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Changes.Cancelling;

/// <summary>
/// Carries out, within seconds, the cancellations whose delay is over, one per transaction. Any number of nodes may do so: one
/// of which somebody else has a desk locked is left to them, or to the next turn.
/// </summary>
public sealed class CarryOutCancellations(
    Transactions transactions, DeskLocks desks, CancellationEnd end, IDbContextFactory<CreneauDb> contexts, TimeProvider clock)
{
    /// <returns>How many were carried out.</returns>
    public async Task<int> CarryOutDueAsync(CancellationToken ct)
    {
        var due = await DueAsync(ct);
        return await EachInTurn.RunAsync(due, id => transactions.RunAsync(Actor.Platform, "carry-out-cancellation", async transaction =>
            await desks.TryLockOfAsync(transaction, id, ct) && await CarryOutAsync(transaction, id, ct) ? Commit(1) : Refuse(0), ct));
    }

    private async Task<List<Guid>> DueAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var nowUtc = clock.GetUtcNow().UtcDateTime;
        return await db.Appointments.Where(row => row.CancelAtUtc <= nowUtc).OrderBy(row => row.CancelAtUtc).Select(row => row.Id)
            .ToListAsync(ct);
    }

    private async Task<bool> CarryOutAsync(Transaction transaction, Guid id, CancellationToken ct)
    {
        var appointment = await transaction.Db.Appointments.WithPeople().SingleOrDefaultAsync(row => row.Id == id, ct);
        if (appointment is not { Status: AppointmentStatus.Confirmed } || !(appointment.CancelAtUtc <= transaction.NowUtc))
        {
            return false;
        }

        await end.CarryOutAsync(transaction, appointment, ct);
        return true;
    }
}
