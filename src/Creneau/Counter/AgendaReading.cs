using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Availability.Openings;
using Creneau.Places;
using Creneau.Scheduling;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Counter;

/// <summary>
/// Reads days of a site for its agents. Appointments and closures come from the database in one round trip, hours from memory,
/// and free starts from both: what is read as taken is never shown as free.
/// </summary>
public sealed class AgendaReading(
    IDbContextFactory<CreneauDb> contexts, StorageProvider storage, AvailabilityIndex availability, TimeProvider clock)
{
    /// <param name="actor">Sees the sites of their own town hall only; « no such site » is the same answer.</param>
    public async Task<AgendaResult> ReadAsync(Actor actor, AgendaQuery query, CancellationToken ct)
    {
        var places = availability.Places;
        if (!places.Sites.TryGetValue(query.SiteId, out var site) || !actor.May(Rights.Appointments, site.TownHallId))
        {
            return new AgendaResult.Refused(AgendaRefusal.NotFound);
        }

        if (query.Days is < 1 or > AgendaQuery.MostDays)
        {
            return new AgendaResult.Refused(query.Days < 1 ? AgendaRefusal.Reversed : AgendaRefusal.TooLong);
        }

        return new AgendaResult.Found(await contexts.ReadAsync(storage, db => ReadAsync(db, places, site, query, ct), ct));
    }

    private async Task<Agenda> ReadAsync(CreneauDb db, PlaceDirectory places, Site site, AgendaQuery query, CancellationToken ct)
    {
        var nowUtc = clock.GetUtcNow().UtcDateTime;
        var now = WallClock.ToLocal(nowUtc, places.ZoneOf(site));
        var today = DateOnly.FromDateTime(now);
        var (rows, closures) = await db.ReadAsync(
            AgendaRows.Appointments(query),
            AgendaRows.Closures(site, query.From < today ? query.From : today, query.To > today ? query.To : today),
            ct);
        // A hold past its end is nobody's, though the sweeper has not met it yet
        rows.RemoveAll(row => row.Head.Status == AppointmentStatus.Held && !(row.HeldUntilUtc > nowUtc));
        Desk[] desks =
        [
            .. places.DesksAt(site.Id).OrderBy(Rank).Where(desk => !places.Retirements.IsRetired(RetiredKind.Desk, desk.Id, query.From)
                || rows.Exists(row => row.Head.DeskId == desk.Id)),
        ];
        var hours = await HoursAsync(db, places, desks, query, ct);
        return new Agenda(
            site,
            query,
            now,
            [.. desks.Select(desk => DeskClosures.Stands(desk, availability.Desk(desk.Id)?.State, closures, WallClock.Split(now)))],
            AgendaRows.Joined(rows))
        {
            Free = FreeStarts.Of(Plans(site.Id), hours, TakenTimes.Of(rows), now),
            Open = [.. DeskClosures.OpenTimes(desks, hours)],
            Closures = [.. DeskClosures.ClosedTimes(desks, hours, closures, HolidaysOf(places.TownHalls[site.TownHallId], query))],
        };
    }

    private static int Rank(Desk desk) => desk.Plannings.Select(use => use.Rank).DefaultIfEmpty(int.MaxValue).Min();

    private IEnumerable<SitePlan> Plans(int siteId) => availability.Places.Offers
        .Where(offer => offer.Site == siteId)
        .Select(offer => availability.Plan(siteId, offer.Planning))
        .OfType<SitePlan>()
        .OrderBy(plan => plan.PlanningId);

    /// <summary>From memory; days that memory does not hold are computed from the rules.</summary>
    private async Task<DeskHours> HoursAsync(
        CreneauDb db, PlaceDirectory places, Desk[] desks, AgendaQuery query, CancellationToken ct)
    {
        var last = availability.FirstDay.AddDays(places.LongestHorizonDays + 1);
        if (query.From >= availability.FirstDay && query.To <= last)
        {
            return DeskHours.Known(desks, query, availability);
        }

        var rows = await ScheduleRows.OfAsync(db, places, desks, ct);
        return DeskHours.Computed(desks, query, new OpeningCalendars(places, rows, query.From, query.Days));
    }

    private static ILookup<DateOnly, HolidayName> HolidaysOf(TownHall townHall, AgendaQuery query) =>
        Enumerable.Range(query.From.Year, query.To.Year - query.From.Year + 1)
            .SelectMany(year => FrenchHolidays.Of(year, Enum.Parse<HolidayRegion>(townHall.HolidayRegion), townHall.GoodFriday))
            .ToLookup(holiday => holiday.Date, holiday => holiday.Name);
}
