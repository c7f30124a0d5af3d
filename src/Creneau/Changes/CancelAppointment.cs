using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Appointments.Auditing;
using Creneau.Changes.Cancelling;
using Creneau.Keys;
using Creneau.Notifications;
using Creneau.Storage;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Changes;

public enum CancelResult
{
    Cancelled,
    /// <summary>It was cancelled before; nothing more to do.</summary>
    AlreadyCancelled,
    /// <summary>Begun, past, or not open to this right (any more).</summary>
    Gone,
}

/// <summary>
/// Cancels and frees the slot at once, whatever an agent asked for meanwhile; the person's right to a new appointment comes back
/// in the same transaction.
/// </summary>
public sealed class CancelAppointment(
    Transactions transactions, AppointmentLocks locks, CancellationEnd end, ChangeMessages messages, PlatformKeys keys)
{
    /// <summary>Cancels until the start (rule 14); a refusal has written nothing.</summary>
    /// <param name="formId">Random id of the form; a double click gets the same answer.</param>
    public Task<CancelResult> RunAsync(Actor actor, AppointmentAccess access, string formId, CancellationToken ct)
    {
        var form = FormKey.Of(keys, "cancel", actor, formId, access.AppointmentId.ToString());
        return transactions.RunAsync(actor, form, CancelResult.Gone, async transaction =>
        {
            transaction.Audit(AppointmentAudit.Of("cancel", access.AppointmentId));
            var (appointment, isLocked) = await locks.LoadAsync(transaction, access.AppointmentId, [], ct);
            if (!isLocked)
            {
                return StartAgain<CancelResult>();
            }

            if (appointment is null || !access.Opens(appointment))
            {
                return Refuse(CancelResult.Gone);
            }

            if (!messages.IsAhead(appointment, transaction.NowUtc))
            {
                return Refuse(appointment.Status == AppointmentStatus.Cancelled ? CancelResult.AlreadyCancelled : CancelResult.Gone);
            }

            await end.FreeAsync(transaction, appointment, ct);
            appointment.Cancel(transaction.NowUtc);
            await messages.AddAsync(transaction, appointment, MessagePurpose.Cancelled, ct);
            transaction.Audit(AppointmentAudit.Of("cancel", appointment.Id, AppointmentAudit.Text(appointment.Slot)));
            return Commit(CancelResult.Cancelled);
        }, ct);
    }
}
