using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Booking;

public enum ProlongResult
{
    Prolonged,
    AlreadyProlonged,

    /// <summary>Expired, replaced, or not of this browser.</summary>
    Gone,
}

/// <summary>Fifteen minutes more, once (rule 5).</summary>
public sealed class ProlongHold(Door door)
{
    public Task<ProlongResult> RunAsync(Guid appointmentId, Visitor visitor, CancellationToken ct) =>
        door.RunAsync<ProlongResult>(null, ProlongResult.Gone, async transaction =>
        {
            if (await HoldOfVisitor.LockAsync(transaction, appointmentId, visitor, ct) is not { } hold)
            {
                return Decide.Refuse(ProlongResult.Gone);
            }

            if (!hold.Prolong(transaction.NowUtc))
            {
                return Decide.Refuse(hold.Prolonged ? ProlongResult.AlreadyProlonged : ProlongResult.Gone);
            }

            transaction.Restate(hold);
            return Decide.Keep(ProlongResult.Prolonged);
        }, ct);
}

/// <summary>A hold, locked with its desk, if it is live and of this browser.</summary>
internal static class HoldOfVisitor
{
    /// <returns>The tracked appointment with its people; null when there is none such.</returns>
    public static async Task<Appointment?> LockAsync(DoorTransaction transaction, Guid appointmentId, Visitor visitor, CancellationToken ct)
    {
        var hold = await LockedAppointment.LoadAsync(transaction, appointmentId, ct);
        return hold is not null && hold.BrowserHash == visitor.BrowserHash && hold.IsLiveHold(transaction.NowUtc) ? hold : null;
    }
}

/// <summary>An appointment read after its desk was locked, so that nobody changes it meanwhile.</summary>
internal static class LockedAppointment
{
    /// <param name="otherDesks">Desks that the decision needs as well, locked in the same breath.</param>
    /// <returns>Null when it does not exist.</returns>
    public static async Task<Appointment?> LoadAsync(DoorTransaction transaction, Guid appointmentId, CancellationToken ct, params int[] otherDesks)
    {
        await transaction.LockDeskOfAsync(appointmentId, otherDesks, ct);
        var appointment = await transaction.Db.Appointments
            .Include(row => row.Applicants.OrderBy(applicant => applicant.Ordinal)).ThenInclude(applicant => applicant.PreRequests)
            .SingleOrDefaultAsync(row => row.Id == appointmentId, ct);
        return appointment is null || transaction.Locked(appointment.DeskId) is not null ? appointment : throw Decide.StartOver();
    }
}
