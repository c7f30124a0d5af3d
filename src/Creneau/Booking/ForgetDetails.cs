using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Appointments.Auditing;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Booking;

/// <summary>« Tout effacer »: a slot that is kept, or was, names nobody any more, and no code of it counts.</summary>
public sealed class ForgetDetails(Transactions transactions, AppointmentLocks locks)
{
    /// <summary>Empties a hold of the actor's session; a refusal has written nothing.</summary>
    /// <returns>False when there is none such of this session, or it has become an appointment.</returns>
    public Task<bool> RunAsync(Actor actor, Guid holdId, CancellationToken ct) =>
        transactions.RunAsync(actor, "forget-details", async transaction =>
    {
        transaction.Audit(AppointmentAudit.Of("forget-details", holdId));
        var (hold, isLocked) = await locks.LoadAsync(transaction, holdId, [], ct);
        if (!isLocked)
        {
            return StartAgain<bool>();
        }

        if (hold is null
            || hold.SessionHash != actor.SessionHash
            || hold.Status is not (AppointmentStatus.Held or AppointmentStatus.Expired))
        {
            return Refuse(false);
        }

        await transaction.Db.WriteAsync(
            $"""
            UPDATE one_time_code SET revoked_utc = {transaction.NowUtc}
            WHERE appointment_id = {holdId} AND used_utc IS NULL AND revoked_utc IS NULL
            """,
            ct);
        await ForgetAsync(transaction, hold, ct);
        return Commit(true);
    }, ct);

    /// <summary>
    /// Nobody is named any more, as when the slot was taken; but of what was an appointment once, the people stay until
    /// their day to be deleted.
    /// </summary>
    internal static async Task ForgetAsync(Transaction transaction, Appointment hold, CancellationToken ct)
    {
        var db = transaction.Db;
        if (
            !await db.AppointmentEvents.AnyAsync(
                happened => happened.AppointmentId == hold.Id && happened.Kind == AppointmentEventKind.Confirmed, ct))
        {
            hold.ForgetDetails();
            // Of who is not audited there are none
            await (transaction.Actor.IsAudited
                ? db.Set<AuditDetail>().Where(detail => detail.AppointmentId == hold.Id).ExecuteDeleteAsync(ct)
                : Task.CompletedTask);
        }
    }
}
