using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Availability.Openings;
using Creneau.Scheduling;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Administration.Retiring;

/// <summary>The appointments and holds ahead, from a date on, of what is to be retired.</summary>
internal static class LyingAfter
{
    /// <summary>What a town hall that cancelled keeps for somebody is not among them: it stays theirs.</summary>
    /// <param name="nowLocal">What has begun by then is settled at the counter.</param>
    public static async Task<List<Appointment>> OfAsync(
        CreneauDb db, RetiredThing thing, DateOnly from, DateTime nowLocal, CancellationToken ct)
    {
        var (today, minute) = WallClock.Split(nowLocal);
        var (id, taken) = (thing.Id, db.Occupancies);
        var active = db.Appointments.WithPeople()
            .Where(row => (row.Status == AppointmentStatus.Confirmed && row.CancelAtUtc == null)
                || (row.Status == AppointmentStatus.Held && row.ReplacesId == null))
            .Where(row => row.Date >= from && (row.Date > today || (row.Date == today && row.StartMinute > minute)));
        var own = thing.Kind switch
        {
            RetiredKind.Desk => active.Where(row => taken.Any(range => range.AppointmentId == row.Id && range.DeskId == id)),
            RetiredKind.Site => active.Where(row => row.SiteId == id),
            RetiredKind.Planning => active.Where(row => row.PlanningId == id),
            RetiredKind.Service => active.Where(row => row.Applicants.Any(person => person.ServiceId == id)),
            RetiredKind.TownHall => active.Where(row => row.TownHallId == id),
            _ => throw new ArgumentOutOfRangeException(nameof(thing)),
        };
        return await own.OrderBy(row => row.Date).ThenBy(row => row.StartMinute).ThenBy(row => row.Id).ToListAsync(ct);
    }

    /// <summary>The same, locked with the desks that they occupy.</summary>
    public static async Task<List<Appointment>> LockedAsync(
        Transaction transaction, DeskLocks desks, (RetiredThing Thing, DateOnly From) retired, DateTime nowLocal, CancellationToken ct)
    {
        var found = await OfAsync(transaction.Db, retired.Thing, retired.From, nowLocal, ct);
        Guid[] ids = [.. found.Select(one => one.Id)];
        if (ids.Length == 0)
        {
            return [];
        }

        await desks.LockOfAsync(transaction, ids, [], ct);
        await AppointmentLocks.LockRowsAsync(transaction, ids, ct);
        transaction.Db.ChangeTracker.Clear();
        return await OfAsync(transaction.Db, retired.Thing, retired.From, nowLocal, ct);
    }

    /// <summary>Ends the holds among them: nobody can book those starts any more.</summary>
    /// <returns>How many there were.</returns>
    public static async Task<int> EndHoldsAsync(
        Transaction transaction, DeskLocks desks, IEnumerable<Appointment> after, CancellationToken ct)
    {
        var held = after.Where(one => one.Status == AppointmentStatus.Held).ToList();
        foreach (var hold in held)
        {
            await desks.FreeAsync(transaction, hold.Id, ct);
            hold.Expire(transaction.NowUtc);
        }

        return held.Count;
    }
}
