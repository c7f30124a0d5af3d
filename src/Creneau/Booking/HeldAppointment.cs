using Creneau.Appointments;
using Creneau.Storage;

namespace Creneau.Booking;

/// <summary>A live hold of the actor's session, locked with its desks.</summary>
/// <param name="Hold">The tracked appointment with its people; null when there is none such.</param>
/// <param name="IsLocked">False when it moved while this waited: start again.</param>
internal readonly record struct HeldAppointment(Appointment? Hold, bool IsLocked)
{
    public static async Task<HeldAppointment> LockAsync(Transaction transaction, AppointmentLocks locks, Guid holdId, CancellationToken ct)
    {
        var (hold, isLocked) = await locks.LoadAsync(transaction, holdId, [], ct);
        var isOwn = hold is not null && hold.SessionHash == transaction.Actor.SessionHash && hold.IsLiveHold(transaction.NowUtc);
        return new HeldAppointment(isOwn ? hold : null, isLocked);
    }
}
