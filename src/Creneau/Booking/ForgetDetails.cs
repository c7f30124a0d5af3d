using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Booking;

/// <summary>« Tout effacer »: a slot that is kept, or was, names nobody any more, and no code of it counts.</summary>
public sealed class ForgetDetails(Door door)
{
    /// <returns>False when there is none such of this browser, or it has become an appointment; then nothing is changed.</returns>
    public Task<bool> RunAsync(Guid appointmentId, Visitor visitor, CancellationToken ct) => door.RunAsync<bool>(null, false, async transaction =>
    {
        var hold = await LockedAppointment.LoadAsync(transaction, appointmentId, ct);
        if (hold is null || hold.BrowserHash != visitor.BrowserHash || hold.Status is not (AppointmentStatus.Held or AppointmentStatus.Expired))
        {
            return Decide.Refuse(false);
        }

        await transaction.Db.WriteAsync(
            $"UPDATE one_time_code SET revoked_utc = {transaction.NowUtc} WHERE appointment_id = {appointmentId} AND used_utc IS NULL AND revoked_utc IS NULL",
            ct);
        await ForgetAsync(transaction.Db, appointmentId, ct);
        return Decide.Keep(true);
    }, ct);

    /// <summary>Nobody is noted any more, as when the slot was taken; but with what was an appointment once, its people stay until their day to be deleted.</summary>
    internal static async Task ForgetAsync(CreneauDb db, Guid holdId, CancellationToken ct)
    {
        if (await db.AppointmentEvents.AnyAsync(happened => happened.AppointmentId == holdId && happened.Kind == AppointmentEventKind.Confirmed, ct))
        {
            return;
        }

        await db.Applicants.Where(applicant => applicant.AppointmentId == holdId).ExecuteDeleteAsync(ct);
        await db.Appointments.Where(hold => hold.Id == holdId).ExecuteUpdateAsync(
            row => row.SetProperty(hold => hold.Email, (string?)null).SetProperty(hold => hold.Phone, (string?)null).SetProperty(hold => hold.ContactProvenUtc, (DateTime?)null),
            ct);
    }
}
