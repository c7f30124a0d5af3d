using Creneau.Availability;
using Creneau.Notifications;
using Creneau.Privacy;
using Creneau.Storage;

namespace Creneau.Booking;

public enum CancelResult
{
    Cancelled,

    /// <summary>It was cancelled before; nothing more to do.</summary>
    AlreadyCancelled,

    /// <summary>Begun, past, or unknown.</summary>
    Gone,
}

/// <summary>Cancels and frees the slot at once; the person's right to a new appointment comes back in the same transaction.</summary>
public sealed class CancelAppointment(Door door, AvailabilityIndex availability, Keys keys)
{
    /// <param name="appointmentId">Whoever calls has checked the link's token, or reference and contact.</param>
    public Task<CancelResult> RunAsync(Guid appointmentId, Visitor visitor, string formId, CancellationToken ct)
    {
        var form = FormKey.Of(keys, "cancel", visitor.BrowserHash, formId, appointmentId.ToString());
        return door.RunAsync<CancelResult>(form, CancelResult.Gone, async transaction =>
        {
            var appointment = await LockedAppointment.LoadAsync(transaction, appointmentId, ct);
            if (appointment?.Status == AppointmentStatus.Cancelled)
            {
                return Decide.Refuse(CancelResult.AlreadyCancelled);
            }

            if (appointment is null || !ChangeableAppointment.IsSo(appointment, availability.Places, transaction.NowUtc))
            {
                return Decide.Refuse(CancelResult.Gone);
            }

            // Who is telling its contact just now that somebody tried comes first, and nothing is written to it afterwards
            await transaction.LockAppointmentsAsync([appointment.Id], ct);
            await transaction.FreeAsync(appointment.Id, appointment.Slot, ct);
            await Claims.DeleteAsync(transaction.Db, appointment.Id, ct);
            appointment.Cancel(By.CitizenOnline, transaction.NowUtc);
            await ChangeableAppointment.TellAsync(transaction, appointment, MessagePurpose.Cancelled, availability.Places, ct);
            return Decide.Keep(CancelResult.Cancelled);
        }, ct);
    }
}

/// <summary>Gives a hold back before it expires.</summary>
public sealed class GiveUpHold(Door door)
{
    /// <returns>False when there was no live hold of this browser.</returns>
    public Task<bool> RunAsync(Guid appointmentId, Visitor visitor, CancellationToken ct) => door.RunAsync(null, false, async transaction =>
    {
        if (await HoldOfVisitor.LockAsync(transaction, appointmentId, visitor, ct) is not { } hold)
        {
            return Decide.Refuse(false);
        }

        await transaction.FreeAsync(hold.Id, hold.Slot, ct);
        hold.Cancel(By.CitizenOnline with { Why = HoldReasons.GivenUp }, transaction.NowUtc);
        await ForgetDetails.ForgetAsync(transaction.Db, hold.Id, ct);
        return Decide.Keep(true);
    }, ct);
}
