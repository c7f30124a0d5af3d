using Creneau.Storage;

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
        hold.Forget();
        return Decide.Keep(true);
    }, ct);
}
