using Creneau.Availability.Openings;
using Creneau.Catalogue;
using Creneau.Places;
using Creneau.Scheduling;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Availability;

/// <summary>Reads desks from the database into the form that memory and decisions use.</summary>
internal sealed class AvailabilityLoader(CreneauDb db, PlaceDirectory places, DateOnly firstDay)
{
    private int Days => places.LongestHorizonDays + 2;

    /// <summary>Directory of everything that can be booked; call inside a snapshot.</summary>
    public static async Task<PlaceDirectory> ReadPlacesAsync(CreneauDb db, CancellationToken ct) => new(new DirectoryRows(
        await VersionAsync(db, ct),
        await db.TownHalls.AsNoTracking().ToListAsync(ct),
        await db.Sites.AsNoTracking().ToListAsync(ct),
        await db.Plannings.AsNoTracking()
            .Include(planning => planning.Services)
            .ThenInclude(service => service.Kind)
            .AsSplitQuery()
            .ToListAsync(ct),
        await db.Desks.AsNoTracking().Include(desk => desk.Plannings).AsSplitQuery().ToListAsync(ct),
        await db.ServiceKinds.AsNoTracking().ToListAsync(ct),
        await db.SchoolHolidays.AsNoTracking().ToListAsync(ct))
    {
        Retirements = await db.Retirements.AsNoTracking().ToListAsync(ct),
        Notices = await db.Notices.AsNoTracking().ToListAsync(ct),
    });

    public static Task<long> VersionAsync(CreneauDb db, CancellationToken ct) =>
        db.DirectoryVersions.AsNoTracking().Select(row => row.Version).SingleAsync(ct);

    /// <summary>Every desk; call inside a snapshot.</summary>
    public async Task<IReadOnlyList<DeskState>> AllAsync(CancellationToken ct) =>
        await SomeAsync([.. places.Desks.Values], db.Occupancies, await ScheduleRows.AllAsync(db, ct), ct);

    /// <summary>Desks that memory does not have yet, with the hours of their sites alone; call inside a snapshot.</summary>
    public async Task<IReadOnlyList<DeskState>> TheseAsync(IReadOnlyList<Desk> desks, CancellationToken ct)
    {
        if (desks.Count == 0)
        {
            return [];
        }

        var ids = desks.Select(desk => desk.Id).ToArray();
        var schedule = await ScheduleRows.OfAsync(db, places, desks, ct);
        return await SomeAsync(desks, db.Occupancies.Where(occupancy => ids.Contains(occupancy.DeskId)), schedule, ct);
    }

    /// <summary>
    /// One desk at its locked or snapshotted revision. When only bookings changed since <paramref name="known"/>, the
    /// openings are taken from it.
    /// </summary>
    public async Task<DeskState> OneAsync(DeskLock row, DeskState? known, CancellationToken ct)
    {
        var desk = places.Desks[row.Id];
        var occupied = new DayBits[Days];
        var rows = await db.Occupancies.AsNoTracking()
            .Where(occupancy => occupancy.DeskId == row.Id && occupancy.Date >= firstDay)
            .ToListAsync(ct);
        rows.ForEach(occupancy => Mark(occupied, occupancy.Range));
        var open = known is not null
            && known.ScheduleRevision == row.ScheduleRevision
            && known.Calendars.All(one => one.Calendar.FirstDay == firstDay)
            ? known.Calendars.Select(one =>
                (one.PlanningId, Open: Enumerable.Range(0, Days).Select(day => one.Calendar.OpenOn(firstDay.AddDays(day))).ToArray()))
            : OpenOf(desk, new OpeningCalendars(places, await ScheduleRows.OfAsync(db, places, [desk], ct), firstDay, Days));
        return new DeskState(
            row.Id,
            row.Revision,
            row.ScheduleRevision,
            [.. open.Select(one => new PlanningCalendar(one.PlanningId, DeskCalendar.Create(firstDay, one.Open, occupied)))],
            [.. rows.Select(Span).OfType<HoldSpan>()]);
    }

    private static IEnumerable<(int PlanningId, OpenDay[] Open)> OpenOf(Desk desk, OpeningCalendars open) =>
        desk.Plannings.OrderBy(use => use.PlanningId).Select(use => (use.PlanningId, open.Of(desk, use.PlanningId)));

    private static HoldSpan? Span(Occupancy occupancy) =>
        occupancy.Hold is { } terms ? new HoldSpan(occupancy.AppointmentId, occupancy.Range, terms) : null;

    private async Task<IReadOnlyList<DeskState>> SomeAsync(
        IReadOnlyList<Desk> desks, IQueryable<Occupancy> occupancies, ScheduleRows schedule, CancellationToken ct)
    {
        var open = new OpeningCalendars(places, schedule, firstDay, Days);
        var occupied = desks.ToDictionary(desk => desk.Id, _ => new DayBits[Days]);
        var holds = new Dictionary<int, List<HoldSpan>>();
        await foreach (
            var occupancy in occupancies.AsNoTracking().Where(row => row.Date >= firstDay).AsAsyncEnumerable().WithCancellation(ct))
        {
            if (occupied.TryGetValue(occupancy.DeskId, out var days))
            {
                Mark(days, occupancy.Range);
            }

            if (Span(occupancy) is { } span)
            {
                holds.TryAdd(occupancy.DeskId, []);
                holds[occupancy.DeskId].Add(span);
            }
        }

        return
        [
            .. desks.Select(desk => new DeskState(
                desk.Id,
                desk.Revision,
                desk.ScheduleRevision,
                [
                    .. OpenOf(desk, open).Select(
                        one => new PlanningCalendar(one.PlanningId, DeskCalendar.Create(firstDay, one.Open, occupied[desk.Id]))),
                ],
                holds.GetValueOrDefault(desk.Id) ?? [])),
        ];
    }

    private void Mark(DayBits[] days, DeskRange range)
    {
        var day = range.Date.DayNumber - firstDay.DayNumber;
        if (day >= 0 && day < days.Length)
        {
            days[day] = days[day].With(range.StartMinute / DayBits.UnitMinutes, range.EndMinute / DayBits.UnitMinutes);
        }
    }
}
