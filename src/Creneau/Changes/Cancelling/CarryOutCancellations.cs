using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Jobs;
using Creneau.Offers;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Changes.Cancelling;

/// <summary>
/// Carries out, within seconds, the cancellations whose delay is over, one per transaction. Any number of nodes may do so: one
/// of which somebody else has a desk locked is left to them, or to the next turn. Those of one moment come in the order of their
/// starts, so that the first has the nearest start instead.
/// </summary>
public sealed class CarryOutCancellations(
    Transactions transactions, DeskLocks desks, CancellationEnd end, IDbContextFactory<CreneauDb> contexts, TimeProvider clock)
{
    /// <returns>How many were carried out.</returns>
    public async Task<int> CarryOutDueAsync(CancellationToken ct)
    {
        var due = await DueAsync(ct);
        return await EachInTurn.RunAsync(due, id =>
        {
            var attempt = new OfferAttempt();
            return transactions.RunAsync(
                Actor.Platform, "carry-out-cancellation", transaction => CarryOutAsync(transaction, attempt, id, ct), ct);
        });
    }

    private async Task<List<Guid>> DueAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var nowUtc = clock.GetUtcNow().UtcDateTime;
        return await db.Appointments.Where(row => row.CancelAtUtc <= nowUtc)
            .OrderBy(row => row.CancelAtUtc).ThenBy(row => row.Date).ThenBy(row => row.StartMinute).ThenBy(row => row.Id)
            .Select(row => row.Id)
            .ToListAsync(ct);
    }

    private async Task<TransactionResult<int>> CarryOutAsync(
        Transaction transaction, OfferAttempt attempt, Guid id, CancellationToken ct)
    {
        await end.ChooseAsync(transaction, attempt, await AppointmentMove.ReadAsync(transaction, id, ct), ct);
        if (!await desks.TryLockOfAsync(transaction, id, ct, attempt.Wanted))
        {
            return Refuse(0);
        }

        var appointment = await transaction.Db.Appointments.WithPeople().SingleOrDefaultAsync(row => row.Id == id, ct);
        return appointment is { Status: AppointmentStatus.Confirmed } && appointment.CancelAtUtc <= transaction.NowUtc
            ? await end.CarryOutAsync(transaction, appointment, attempt, 1, ct)
            : Refuse(0);
    }
}
