using Creneau.Booking;
using Creneau.Scheduling;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Availability;

/// <summary>Reads desks from the database into the form that memory and decisions use.</summary>
internal sealed class AvailabilityLoader(CreneauDb db, PlaceDirectory places, DateOnly firstDay)
{
    private int Days => places.LongestHorizonDays + 2;

    /// <summary>Directory of everything that can be booked.</summary>
    public static async Task<PlaceDirectory> ReadPlacesAsync(CreneauDb db, CancellationToken ct) => new(
        await db.TownHalls.AsNoTracking().ToListAsync(ct),
        await db.Sites.AsNoTracking().ToListAsync(ct),
        await db.Plannings.AsNoTracking().Include(planning => planning.Services).AsSplitQuery().ToListAsync(ct),
        await db.Desks.AsNoTracking().ToListAsync(ct));

    /// <summary>Every desk; call inside a snapshot.</summary>
    public async Task<IReadOnlyList<DeskState>> AllAsync(CancellationToken ct)
    {
        var open = new OpeningCalendars(places, await ScheduleRows.AllAsync(db, ct), firstDay, Days);
        var occupied = places.Desks.Keys.ToDictionary(id => id, _ => new DayBits[Days]);
        await foreach (var span in db.Occupancies.AsNoTracking()
            .Where(occupancy => occupancy.Date >= firstDay)
            .Select(occupancy => new { occupancy.DeskId, occupancy.Date, occupancy.StartMinute, occupancy.EndMinute })
            .AsAsyncEnumerable().WithCancellation(ct))
        {
            if (occupied.TryGetValue(span.DeskId, out var days))
            {
                Mark(days, span.Date, span.StartMinute, span.EndMinute);
            }
        }

        var holds = (await HoldsAsync(null, ct)).ToLookup(hold => hold.DeskId, hold => hold.Span);
        return [.. places.Desks.Values.Select(desk => new DeskState(
            desk.Id,
            desk.Revision,
            desk.ScheduleRevision,
            DeskCalendar.Create(firstDay, open.Of(desk), occupied[desk.Id]),
            [.. holds[desk.Id]]))];
    }

    /// <summary>
    /// One desk at its locked or snapshotted revision. When only bookings changed since <paramref name="known"/>, the
    /// openings are taken from it.
    /// </summary>
    public async Task<DeskState> OneAsync(DeskLock row, DeskState? known, CancellationToken ct)
    {
        var desk = places.Desks[row.Id];
        var open = known is not null && known.ScheduleRevision == row.ScheduleRevision && known.Calendar.FirstDay == firstDay
            ? [.. Enumerable.Range(0, Days).Select(day => known.Calendar.OpenOn(firstDay.AddDays(day)))]
            : new OpeningCalendars(places, await ScheduleRows.OfAsync(db, places, desk, ct), firstDay, Days).Of(desk);
        var occupied = new DayBits[Days];
        var spans = await db.Occupancies.AsNoTracking()
            .Where(occupancy => occupancy.DeskId == row.Id && occupancy.Date >= firstDay)
            .Select(occupancy => new { occupancy.Date, occupancy.StartMinute, occupancy.EndMinute })
            .ToListAsync(ct);
        spans.ForEach(span => Mark(occupied, span.Date, span.StartMinute, span.EndMinute));
        var holds = await HoldsAsync(row.Id, ct);
        return new DeskState(row.Id, row.Revision, row.ScheduleRevision, DeskCalendar.Create(firstDay, open, occupied), [.. holds.Select(hold => hold.Span)]);
    }

    private async Task<List<(int DeskId, HoldSpan Span)>> HoldsAsync(int? deskId, CancellationToken ct)
    {
        var rows = await db.Appointments.AsNoTracking()
            .Where(held => held.Status == AppointmentStatus.Held && (deskId == null || held.DeskId == deskId))
            .Select(held => new { held.DeskId, held.Id, held.Date, held.StartMinute, held.EndMinute, held.HeldUntilUtc, held.BrowserHash })
            .ToListAsync(ct);
        return [.. rows.Select(row => (row.DeskId, new HoldSpan(row.Id, row.Date, row.StartMinute, row.EndMinute, row.HeldUntilUtc!.Value, row.BrowserHash)))];
    }

    private void Mark(DayBits[] days, DateOnly date, int startMinute, int endMinute)
    {
        var day = date.DayNumber - firstDay.DayNumber;
        if (day < days.Length)
        {
            days[day] = days[day].With(startMinute / DayBits.UnitMinutes, endMinute / DayBits.UnitMinutes);
        }
    }
}
