using Creneau.Appointments;
using Creneau.Appointments.Auditing;
using Creneau.Availability;
using Creneau.Notifications;
using Creneau.OnePerPerson;
using Creneau.Storage;

namespace Creneau.Changes.Cancelling;

/// <summary>How a cancellation ends, whoever asked for it: desks and rights come free, and what waits to be sent is withdrawn.</summary>
public sealed class CancellationEnd(DeskLocks desks, ChangeMessages messages)
{
    /// <summary>Frees everything that a locked appointment has.</summary>
    internal async Task FreeAsync(Transaction transaction, Appointment appointment, CancellationToken ct)
    {
        // Who is telling its contact just now that somebody tried comes first, and nothing is written to it afterwards
        await AppointmentLocks.LockRowsAsync(transaction, [appointment.Id], ct);
        await desks.FreeAsync(transaction, appointment.Id, ct);
        await DuplicateCheck.ReleaseAsync(transaction, appointment.Id, ct);
        await Outbox.WithdrawAsync(transaction.Db, appointment.Id, Outbox.Cancelled, ct);
    }

    /// <summary>Carries out what an agent asked for, and tells the contact unless the agent chose otherwise.</summary>
    internal async Task CarryOutAsync(Transaction transaction, Appointment appointment, CancellationToken ct)
    {
        await FreeAsync(transaction, appointment, ct);
        appointment.CarryOutCancellation(transaction.NowUtc);
        if (appointment.CancelNotifies)
        {
            await messages.AddAsync(transaction, appointment, MessagePurpose.Cancelled, ct);
        }

        transaction.Audit(AppointmentAudit.Of("cancel", appointment.Id, AppointmentAudit.Text(appointment.Slot)));
    }
}
