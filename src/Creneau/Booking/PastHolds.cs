using Creneau.Availability;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Booking;

/// <summary>Turns holds past their end into Expired; by the sweeper, and by a booking that meets one.</summary>
internal static class PastHolds
{
    /// <summary>Expires what lies in the way of a slot at a locked desk.</summary>
    public static async Task ExpireAsync(DoorTransaction transaction, DeskState desk, SlotTime slot, CancellationToken ct)
    {
        var inTheWay = desk.Holds
            .Where(hold => hold.Date == slot.Date && hold.StartMinute < slot.EndMinute && slot.StartMinute < hold.EndMinute)
            .Select(hold => hold.AppointmentId)
            .ToList();
        if (inTheWay.Count > 0)
        {
            await ExpireAsync(transaction, transaction.Db.Appointments.Where(held => inTheWay.Contains(held.Id)), ct);
        }
    }

    /// <summary>Expires those of the given appointments whose hold is past; their desks must be locked.</summary>
    /// <returns>How many.</returns>
    public static async Task<int> ExpireAsync(DoorTransaction transaction, IQueryable<Appointment> among, CancellationToken ct)
    {
        var nowUtc = transaction.NowUtc;
        var past = await among.Where(held => held.Status == AppointmentStatus.Held && held.HeldUntilUtc <= nowUtc).ToListAsync(ct);
        foreach (var hold in past)
        {
            await transaction.FreeAsync(hold.Id, hold.Slot, ct);
            hold.Expire(nowUtc);
        }

        return past.Count;
    }
}
