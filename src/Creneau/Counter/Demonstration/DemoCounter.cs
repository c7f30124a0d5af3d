using Creneau.Acting;
using Creneau.Agents;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Availability.Openings;
using Creneau.Catalogue;
using Creneau.Scheduling;
using Creneau.Storage;
using Creneau.Storage.Demonstration;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Counter.Demonstration;

/// <summary>
/// The counter's day in the demonstration, at town halls that have agents, as far as it has come at the moment of making it: under
/// way while a site is open, all noted once it has closed, nothing before it opens. Days to come stand as booked.
/// </summary>
internal sealed class DemoCounter(StorageProvider storage)
{
    private const int SignOnBefore = 5;

    /// <summary>Adds visits, sign-ons, events and audit to the demonstration, and lets appointments stand as they do.</summary>
    public async Task AddAsync(DemoRun run, CancellationToken ct)
    {
        var places = await AvailabilityLoader.ReadPlacesAsync(run.Db, ct);
        var staffed = Staffed(places, await MembershipsAsync(run.Db, ct));
        if (staffed.Count == 0)
        {
            return;
        }

        Desk[] desks = [.. staffed.Keys.OrderBy(id => id).Select(id => places.Desks[id])];
        var calendars = new OpeningCalendars(places, await ScheduleRows.OfAsync(run.Db, places, desks, ct), run.Today, 1);
        var booked = (await run.Db.Appointments.Where(row => row.Date == run.Today && staffed.Keys.Contains(row.DeskId)).WithPeople()
            .OrderBy(row => row.StartMinute).ThenBy(row => row.Id).ToListAsync(ct)).ToLookup(row => row.SiteId);
        foreach (var site in desks.GroupBy(desk => desk.SiteId))
        {
            await NoteAsync(run, places, staffed, new SiteOfToday([.. site], OpenTimes(site, calendars), booked[site.Key]), ct);
        }

        // Whoever filled this context before has turned the comparison off
        run.Db.ChangeTracker.DetectChanges();
    }

    private static Task<List<AgentMembership>> MembershipsAsync(CreneauDb db, CancellationToken ct) =>
        db.AgentMemberships.AsNoTracking().Where(row => row.TownHallId != null).OrderBy(row => row.Id).ToListAsync(ct);

    /// <summary>Who calls to which desk: each agent to one.</summary>
    private static Dictionary<int, Actor> Staffed(PlaceDirectory places, List<AgentMembership> memberships)
    {
        Dictionary<int, Actor> staffed = [];
        HashSet<int> placed = [];
        foreach (var desk in places.Desks.Values.OrderBy(desk => desk.Id))
        {
            var townHall = places.Sites[desk.SiteId].TownHallId;
            var agent = memberships.Find(row => row.TownHallId == townHall && row.Role.Rights().HasFlag(Rights.Appointments)
                && !placed.Contains(row.AgentId));
            if (agent is not null)
            {
                placed.Add(agent.AgentId);
                staffed.Add(desk.Id, Actor.Agent(agent.AgentId, townHall, agent.Role.Rights(), "", ""));
            }
        }

        return staffed;
    }

    private async Task NoteAsync(
        DemoRun run, PlaceDirectory places, Dictionary<int, Actor> staffed, SiteOfToday site, CancellationToken ct)
    {
        if (site.Open.Count == 0)
        {
            return;
        }

        var first = site.Desks[0];
        var now = (int)WallClock.ToLocal(run.NowUtc, places.ZoneOf(places.Sites[first.SiteId])).TimeOfDay.TotalSeconds;
        var services = places.Plannings[first.Plannings[0].PlanningId].Services;
        var service = services.FirstOrDefault(one => ServiceKind.Collection.Equals(one.Kind)) ?? services[0];
        var stays = new DemoSiteDay(site.Open, now, run.Random).Of(site.Booked.Select(StayOf), service, first.Id);
        var steps = new DemoSteps(run, storage, places, staffed);
        foreach (var desk in site.Desks)
        {
            steps.SignOn(desk.Id, (site.Open[0].Start - SignOnBefore) * 60, LeftBy(desk, site.Open, stays));
        }

        steps.Stay(stays);
        await steps.NoteUntilAsync(now, ct);
    }

    /// <summary>When the site has closed and nobody is left at the desk.</summary>
    private static int LeftBy(Desk desk, IReadOnlyList<MinuteRange> open, IReadOnlyList<DemoStay> stays) => stays
        .Where(stay => stay.DeskId == desk.Id && stay.Ends < DemoStay.Never).Select(stay => stay.Ends).Append(open[^1].End * 60).Max();

    private static DemoStay StayOf(Appointment appointment) => new()
    {
        Appointment = appointment,
        DeskId = appointment.DeskId,
        Turn = appointment.StartMinute * 60,
        PlannedSeconds = (appointment.EndMinute - appointment.StartMinute) * 60,
    };

    private static List<MinuteRange> OpenTimes(IEnumerable<Desk> desks, OpeningCalendars calendars) =>
    [
        .. desks.SelectMany(desk => desk.Plannings, (desk, use) => calendars.Of(desk, use.PlanningId)[0].Open)
            .Aggregate(DayBits.Empty, (all, one) => all | one).Ranges(),
    ];

    /// <param name="Desks">Those that somebody calls to, by id.</param>
    private sealed record SiteOfToday(IReadOnlyList<Desk> Desks, IReadOnlyList<MinuteRange> Open, IEnumerable<Appointment> Booked);
}
