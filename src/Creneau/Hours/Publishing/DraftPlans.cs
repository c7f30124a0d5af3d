using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Hours.Drafts;
using Creneau.Scheduling;

namespace Creneau.Hours.Publishing;

/// <summary>Plannings at their sites with the hours as they would be, for starts that are looked for in a draft.</summary>
/// <param name="states">What each desk has taken.</param>
internal sealed class DraftPlans(
    PlaceDirectory places, IReadOnlyList<ComparedSite> sites, Func<int, DeskState?> states, DateOnly firstDay)
{
    private readonly Dictionary<(int Planning, int Site), SitePlan> _plans = [];

    /// <summary>The plan of a planning at a site with the hours as they would be; null when no change touches it.</summary>
    public SitePlan? After(int planningId, int siteId)
    {
        var key = (planningId, siteId);
        if (!_plans.TryGetValue(key, out var plan)
            && sites.FirstOrDefault(site => (site.PlanningId, site.SiteId) == key) is { } compared)
        {
            _plans[key] = plan = PlanOf(compared);
        }

        return plan;
    }

    /// <summary>What the people of an appointment ask of a plan.</summary>
    public bool TryAsk(SitePlan plan, IReadOnlyList<int> serviceIds, out Ask ask)
    {
        Span<int> ordinals = stackalloc int[Math.Min(serviceIds.Count, PartyDuration.MostPeople)];
        for (var i = 0; i < ordinals.Length; i++)
        {
            ordinals[i] = places.Services.TryGetValue(serviceIds[i], out var service) ? service.Ordinal : -1;
        }

        return plan.TryAskServices(ordinals, atCounter: true, out ask);
    }

    /// <summary>Where an appointment would come to lie, at the desks that leave the fewest gaps.</summary>
    /// <returns>Null when that start is not to be had.</returns>
    public PlacedStart? Place(Appointment appointment, ProposedStart to, DateTime nowLocal)
    {
        if (After(appointment.PlanningId, to.SiteId) is not { } plan || !TryAsk(plan, appointment.ServiceIds, out var ask))
        {
            return null;
        }

        var start = new SlotStart(to.Date, to.StartMinute);
        var ranked = SlotRanking.LeastFragmentingByGroup(plan, start, ask, nowLocal, ignoreWindow: true);
        var taken = ranked.Select(group => TakenRange.Of(
            group[0].Desk.DeskId, start, group[0].DurationMinutes, plan.AskAt(group[0].Desk.Group, ask))).ToList();
        if (taken.Count == 0)
        {
            return null;
        }

        var told = taken[0].Told;
        var slot = new SlotTime(
            plan.TownHallId, plan.PlanningId, plan.SiteId, told.DeskId, told.Date, told.StartMinute, told.EndMinute);
        return new PlacedStart(to, slot, [.. taken.Select(range => range.Taken)]);
    }

    private SitePlan PlanOf(ComparedSite site)
    {
        var days = places.LongestHorizonDays + 2;
        var open = Enumerable.Range(0, days).Select(day => site.After.On(firstDay.AddDays(day))).ToList();
        var place = places.Sites[site.SiteId];
        return new SitePlan(
            site.Services,
            places.DesksOf(site.PlanningId, site.SiteId).Select((desk, index) => new DeskView(desk.Desk.Id, desk.Group)
            {
                Calendar = DeskCalendar.Create(
                    firstDay,
                    [.. open.Select(day => day[index])],
                    [.. Enumerable.Range(0, days).Select(day => OccupiedOn(states(desk.Desk.Id), site.PlanningId, firstDay.AddDays(day)))]),
            }))
        {
            SiteId = site.SiteId,
            PlanningId = site.PlanningId,
            TownHallId = place.TownHallId,
            Place = place.Place,
            Window = places.Plannings[site.PlanningId].Window,
            ZoneIndex = places.ZoneIndexOf(places.TownHalls[place.TownHallId]),
        };
    }

    private static DayBits OccupiedOn(DeskState? state, int planningId, DateOnly date) =>
        state?.CalendarOf(planningId).OccupiedOn(date) ?? DayBits.Full;
}

/// <summary>A start with the desks that it would take.</summary>
internal sealed record PlacedStart(ProposedStart Start, SlotTime Slot, IReadOnlyList<DeskRange> Ranges);
