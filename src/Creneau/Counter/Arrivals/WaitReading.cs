using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Counter.Visits;
using Creneau.Scheduling;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Counter.Arrivals;

/// <summary>Tells somebody who waits with an appointment where they stand.</summary>
public sealed class WaitReading(
    IDbContextFactory<CreneauDb> contexts, StorageProvider storage, AvailabilityIndex availability, TimeProvider clock)
{
    /// <returns>Null when nobody waits with it, or it is over.</returns>
    public async Task<CheckInResult?> ReadAsync(Guid id, int siteId, DateOnly today, CancellationToken ct)
    {
        var (room, signedOn) = await contexts.ReadAsync(
            storage,
            async db => (
                await RoomAsync(db, siteId, today, ct),
                await db.DeskSignOns.Where(one => one.Date == today).Select(one => one.DeskId).ToListAsync(ct)),
            ct);
        if (room.Find(stay => stay.Visit.Id == id) is not { Visit.Ticket: { } ticket } mine)
        {
            return null;
        }

        var places = availability.Places;
        if (mine.Visit.AtDeskId is { } called)
        {
            return new CheckInResult.IsCalled(ticket, places.DeskName(called));
        }

        var nowUtc = clock.GetUtcNow().UtcDateTime;
        var desks = places.DesksOf(mine.Visit.PlanningId, siteId).Select(desk => desk.Desk.Id).ToHashSet();
        var free = signedOn.Where(desks.Contains).Select(desk => room.Find(stay => stay.Visit.AtDeskId == desk) is { } served
            ? served.PlannedMinutes - (int)served.Visit.Course.ActiveUntil(nowUtc).TotalMinutes
            : 0);
        var before = room.Where(stay => stay.Visit.Status == VisitStatus.Waiting && stay.Visit.Id != id)
            .Where(stay => stay.IsBefore(mine) && places.DesksOf(stay.Visit.PlanningId, siteId).Any(desk => desks.Contains(desk.Desk.Id)))
            .OrderBy(stay => stay.Turn)
            .Select(stay => stay.PlannedMinutes);
        var now = (int)WallClock.ToLocal(nowUtc, places.ZoneOf(places.Sites[siteId])).TimeOfDay.TotalMinutes;
        return new CheckInResult.Waits(ticket, mine.Turn, WaitEstimate.Minutes(free, before, mine.Turn - now));
    }

    private async Task<List<Stay>> RoomAsync(CreneauDb db, int siteId, DateOnly today, CancellationToken ct)
    {
        var places = availability.Places;
        VisitStatus[] here = [VisitStatus.Waiting, VisitStatus.InProgress, VisitStatus.Paused];
        var visits = await db.Visits.AsNoTracking()
            .Where(visit => visit.SiteId == siteId && visit.Date == today && here.Contains(visit.Status)).ToListAsync(ct);
        var ids = visits.Select(visit => visit.Id).ToArray();
        var booked = await db.Appointments.Where(row => ids.Contains(row.Id))
            .Select(row => new { row.Id, row.StartMinute, row.EndMinute }).ToDictionaryAsync(row => row.Id, ct);
        return [.. visits.Select(visit => booked.TryGetValue(visit.Id, out var one)
            ? new Stay(visit, one.StartMinute, one.EndMinute - one.StartMinute)
            : new Stay(visit, WalkIns.TurnOf(visit, places), WalkIns.PlannedMinutesOf(visit, places)))];
    }

    /// <param name="Turn">Minute of the day by which it is called.</param>
    private sealed record Stay(Visit Visit, int Turn, int PlannedMinutes)
    {
        public bool IsBefore(Stay other) => (Turn, Visit.ArrivedUtc) is var (turn, arrived)
            && (turn < other.Turn || (turn == other.Turn && arrived < other.Visit.ArrivedUtc));
    }
}
