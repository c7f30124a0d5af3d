using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Appointments.Auditing;
using Creneau.Notifications;
using Creneau.Storage;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Changes;

public enum ContactResult
{
    Changed,

    /// <summary>It was like that before; nothing more to do.</summary>
    AsBefore,

    /// <summary>Cancelled, begun, past, or not open to this right (any more).</summary>
    Gone,
}

/// <summary>
/// Gives an appointment another contact, or takes it away, and notes the commune of residence. Another contact makes every link
/// before worthless, and is sent the appointment as it is.
/// </summary>
public sealed class ChangeContact(Transactions transactions, AppointmentLocks locks, ChangeMessages messages)
{
    private const string Replaced = "The contact was changed meanwhile.";

    /// <summary>Changes the contact; a refusal has written nothing.</summary>
    /// <param name="contact">As read by <see cref="ContactReader"/>; null: nobody can be written to.</param>
    /// <param name="communeInsee">Null when nobody said.</param>
    /// <param name="silent">« Ne pas prévenir »: the new contact is sent nothing.</param>
    public Task<ContactResult> RunAsync(
        Actor actor, AppointmentAccess access, Contact? contact, string? communeInsee, bool silent, CancellationToken ct) =>
        transactions.RunAsync(actor, "contact", transaction =>
        {
            transaction.Audit(AppointmentAudit.Of("contact", access.AppointmentId));
            return locks.ByAgentAsync(transaction, access, ContactResult.Gone, async appointment =>
                messages.IsAhead(appointment, transaction.NowUtc)
                    ? await ChangeAsync(transaction, appointment, contact, communeInsee, silent, ct)
                    : Refuse(ContactResult.Gone), ct);
        }, ct);

    private async Task<TransactionResult<ContactResult>> ChangeAsync(
        Transaction transaction, Appointment appointment, Contact? contact, string? communeInsee, bool silent, CancellationToken ct)
    {
        var isOther = contact is null ? appointment.Contact is not null : !appointment.HasContact(contact);
        if (!isOther && appointment.CommuneInsee == communeInsee)
        {
            return Refuse(ContactResult.AsBefore);
        }

        // Whoever tells the contact before that somebody tried comes first
        await AppointmentLocks.LockRowsAsync(transaction, [appointment.Id], ct);
        appointment.ChangeContact(contact, communeInsee, transaction.NowUtc, EventReasons.OfSilence(silent && isOther));
        if (isOther)
        {
            await Outbox.WithdrawAsync(transaction.Db, appointment.Id, Replaced, ct);
        }

        if (isOther && !silent)
        {
            await messages.AddAsync(transaction, appointment, MessagePurpose.Confirmation, ct);
        }

        return Commit(ContactResult.Changed);
    }
}
