using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Appointments.Auditing;
using Creneau.Availability;
using Creneau.Notifications;
using Creneau.Storage;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Booking;

/// <summary>Gives a hold back before it expires.</summary>
public sealed class GiveUpHold(Transactions transactions, AppointmentLocks locks, DeskLocks desks)
{
    /// <summary>Frees a hold of the actor's session and forgets what was typed for it; a refusal has written nothing.</summary>
    /// <returns>False when there was no live hold of this session.</returns>
    public Task<bool> RunAsync(Actor actor, Guid holdId, CancellationToken ct) =>
        transactions.RunAsync(actor, "give-up-hold", async transaction =>
    {
        transaction.Audit(AppointmentAudit.Of("give-up-hold", holdId));
        var (hold, isLocked) = await HeldAppointment.LockAsync(transaction, locks, holdId, ct);
        if (!isLocked)
        {
            return StartAgain<bool>();
        }

        if (hold is null)
        {
            return Refuse(false);
        }

        await desks.FreeAsync(transaction, hold.Id, ct);
        hold.Cancel(transaction.NowUtc, HoldReasons.GivenUp);
        await Outbox.WithdrawAsync(transaction.Db, hold.Id, Outbox.Cancelled, ct);
        await ForgetDetails.ForgetAsync(transaction, hold, ct);
        return Commit(true);
    }, ct);
}
