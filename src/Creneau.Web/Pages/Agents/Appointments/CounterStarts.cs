using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Availability.Search;
using Creneau.Catalogue;
using Creneau.Scheduling;
using Creneau.Text;
using Creneau.Web.Search;

namespace Creneau.Web.Pages.Agents.Appointments;

/// <summary>A free start that an agent can give.</summary>
/// <param name="Minutes">Length of the appointment there.</param>
/// <param name="Km">From where the agent is; 0 at their own town hall.</param>
public sealed record CounterStart(SlotValue Slot, int Minutes, double Km)
{
    /// <summary>« mercredi 25 novembre 2026 à 9 h 00 ».</summary>
    public string Moment => Wording.Current.LongMoment(Slot.Date, Slot.Minute);

    public static CounterStart Of(Alternative start) => new(SlotValue.Of(start), 0, start.Km);
}

/// <summary>Where starts of other member communes are looked for.</summary>
/// <param name="NearestFirst">False: the soonest first.</param>
/// <param name="From">First day; null: as early as can be booked.</param>
public sealed record OtherPlaces(GeoPoint Near, bool NearestFirst, DateOnly? From);

/// <summary>
/// Free starts for a party, by memory: at the agent's own sites what is kept for the counter too, elsewhere what the public has.
/// </summary>
public sealed class CounterStarts(AvailabilityIndex availability, SlotSearch search, TimeProvider clock)
{
    private DateTime NowUtc => clock.GetUtcNow().UtcDateTime;

    /// <summary>The first ones at the sites of a town hall, from a date on.</summary>
    public IReadOnlyList<CounterStart> Next(Actor agent, WantedSlot wanted, DateOnly? from, int most) =>
    [
        .. SitesOf(wanted).SelectMany(site => At(agent, site, wanted, from, null).Take(most))
            .OrderBy(start => start.Slot.Date).ThenBy(start => start.Slot.Minute).ThenBy(start => start.Slot.SiteId)
            .Take(most),
    ];

    /// <summary>All of one day at one site.</summary>
    public IReadOnlyList<CounterStart> OnDay(Actor agent, WantedSlot wanted, DateOnly day) =>
        [.. At(agent, wanted.SiteId, wanted, day, day)];

    /// <summary>All of the day and site of an appointment that moves: its own time counts as free.</summary>
    /// <param name="deskId">A desk that is meant: its own start is another one there. Null: it is none.</param>
    public IReadOnlyList<CounterStart> AroundIt(Actor agent, Appointment moving, int? deskId)
    {
        var taker = new Taker(NowUtc, null)
        {
            Leaving = [new DeskRange(moving.DeskId, moving.Date, moving.StartMinute, moving.EndMinute)],
        };
        return
        [
            .. Enumerable.Range(0, DayBits.Units).Select(unit => unit * DayBits.UnitMinutes)
                .Where(minute => DesksAt(agent, moving, minute, taker) is { Count: > 0 } desks
                    && (minute != moving.StartMinute || (deskId is { } meant && meant != moving.DeskId && desks.Contains(meant))))
                .Select(minute => new CounterStart(new SlotValue(moving.SiteId, moving.Date, minute), moving.Slot.Minutes, 0)),
        ];
    }

    private IReadOnlyList<int> DesksAt(Actor agent, Appointment moving, int minute, Taker taker)
    {
        var wanted = new WantedSlot(moving.SiteId, moving.PlanningId, moving.ServiceIds, moving.Date, minute);
        var atCounter = availability.IsAtCounter(agent, wanted.SiteId);
        return availability.PlanFor(wanted, atCounter) is { } plan
            && new SlotCheck(availability, plan, wanted, atCounter).Candidates(taker) is [var first, ..]
            ? first
            : [];
    }

    /// <summary>The first one of each site of the other member communes.</summary>
    /// <returns>Empty when a service has no kind, or must stay where it was filed.</returns>
    public IReadOnlyList<CounterStart> Elsewhere(Actor agent, WantedSlot wanted, OtherPlaces where, int most)
    {
        if (KindsElsewhere(agent, wanted) is not { } kinds)
        {
            return [];
        }

        var found = search.Find(new SlotRequest(where.Near, kinds)
        {
            RadiusKm = double.PositiveInfinity,
            Sort = where.NearestFirst ? SlotSort.Nearest : SlotSort.Soonest,
            From = where.From,
            MaxSites = most + availability.Places.Sites.Values.Count(site => agent.AtCounterOf(site.TownHallId)),
            StartsPerSite = 1,
        });
        return
        [
            .. found.Sites.Where(site => site.Starts.Count > 0 && !agent.AtCounterOf(site.TownHall.Id)).Take(most)
                .Select(site => new CounterStart(
                    new SlotValue(site.Site.Id, site.Starts[0].Date, site.Starts[0].Minute), site.Minutes, site.Km)),
        ];
    }

    /// <summary>Sites of other member communes that have the services at all, the nearest first.</summary>
    public IReadOnlyList<(int SiteId, double Km)> Sites(Actor agent, WantedSlot wanted, GeoPoint near) =>
        KindsElsewhere(agent, wanted) is null
            ? []
            :
            [
                .. availability.Map.Plans
                    .Where(plan => !agent.AtCounterOf(plan.TownHallId) && PlanOf(wanted, plan.SiteId) is not null)
                    .Select(plan => (plan.SiteId, Km: plan.Place.KmTo(near))).DistinctBy(one => one.SiteId).OrderBy(one => one.Km),
            ];

    /// <summary>The first ones at one site of another member commune.</summary>
    public IReadOnlyList<CounterStart> NextAt(
        Actor agent, WantedSlot wanted, (int Site, GeoPoint Near) where, DateOnly? from, int most) =>
        KindsElsewhere(agent, wanted) is null || PlanOf(wanted, where.Site) is not { } plan || agent.AtCounterOf(plan.TownHallId)
            ? []
            : [.. At(agent, where.Site, wanted, from, null).Take(most).Select(start => start with { Km = plan.Place.KmTo(where.Near) })];

    private SitePlan? PlanOf(WantedSlot wanted, int siteId) => availability.PlanFor(
        availability.WantedAt(siteId, wanted.PlanningId, wanted.ServiceIds, (wanted.Date, wanted.StartMinute)));

    private IReadOnlyList<ServiceKind>? KindsElsewhere(Actor agent, WantedSlot wanted)
    {
        var places = availability.Places;
        var staysHere = agent.May(Rights.Appointments, agent.TownHallId ?? 0)
            && wanted.ServiceIds.Any(id => places.Services[id].OnlyWhereFiled);
        return staysHere ? null : places.KindsOf(wanted.ServiceIds);
    }

    private IEnumerable<int> SitesOf(WantedSlot wanted)
    {
        var places = availability.Places;
        var townHall = places.Sites[wanted.SiteId].TownHallId;
        return places.SitesOf(townHall).OrderByDescending(site => site.Id == wanted.SiteId).Select(site => site.Id);
    }

    private IEnumerable<CounterStart> At(Actor agent, int siteId, WantedSlot wanted, DateOnly? from, DateOnly? until)
    {
        var atCounter = availability.IsAtCounter(agent, siteId);
        var there = availability.WantedAt(
            siteId, wanted.PlanningId, wanted.ServiceIds, (wanted.Date, wanted.StartMinute), atCounter);
        if (availability.PlanFor(there, atCounter) is not { } plan)
        {
            yield break;
        }

        var ordinals = there.ServiceIds.Select(id => availability.Places.Services[id].Ordinal).ToArray();
        if (!plan.TryAskServices(ordinals, atCounter, out var ask))
        {
            yield break;
        }

        var now = availability.Places.LocalNow(NowUtc)[plan.ZoneIndex];
        var bounds = plan.Bounds(now, ask.AtCounter);
        var first = from > bounds.FirstDate ? from.Value : bounds.FirstDate;
        var last = until < bounds.LastDate ? until.Value : bounds.LastDate;
        for (var date = first; date <= last; date = date.AddDays(1))
        {
            foreach (var minute in MinutesOn(plan, date, ask, now))
            {
                yield return new CounterStart(
                    new SlotValue(siteId, date, minute), plan.DurationAt(new SlotStart(date, minute), ask, now), 0);
            }
        }
    }

    private static List<int> MinutesOn(SitePlan plan, DateOnly date, Ask ask, DateTime now)
    {
        List<int> minutes = [];
        foreach (var unit in plan.StartsOn(date, ask, now))
        {
            minutes.Add(unit * DayBits.UnitMinutes);
        }

        return minutes;
    }
}
