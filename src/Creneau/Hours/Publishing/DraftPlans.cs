using Creneau.Availability;
using Creneau.Availability.Openings;
using Creneau.Hours.Drafts;
using Creneau.Scheduling;

namespace Creneau.Hours.Publishing;

/// <summary>The touched plannings at their sites, with their hours as they are and as they would be.</summary>
internal sealed class DraftPlans
{
    private readonly PlaceDirectory _places;
    private readonly IReadOnlyList<(ComparedSite Site, SitePlan After)> _plans;

    /// <param name="states">What each desk has taken.</param>
    public DraftPlans(
        PlaceDirectory places,
        PublishedHours published,
        IReadOnlyList<DraftChange> changes,
        Func<int, DeskState?> states,
        DateOnly firstDay)
    {
        _places = places;
        var rows = published.Rows(changes);
        var (before, after) = (
            new OpeningCalendars(places, rows.Before, firstDay, 0), new OpeningCalendars(places, rows.After, firstDay, 0));
        _plans =
        [
            .. TouchedPlaces.By(changes, places).Offers.Select(offer =>
            {
                var desks = places.DesksOf(offer.Planning, offer.Site);
                var services = Services(offer.Planning);
                var site = new ComparedSite(
                    offer.Planning,
                    offer.Site,
                    services,
                    before.Setup(offer.Planning, offer.Site, desks, published.IsStaffed(offer.Planning, null)),
                    after.Setup(offer.Planning, offer.Site, desks, published.IsStaffed(offer.Planning, changes)))
                {
                    Groups = desks.ToDictionary(desk => desk.Desk.Id, desk => desk.Group),
                };
                return (site, PlanOf(site, desks, states, firstDay));
            }),
        ];
    }

    public IReadOnlyList<ComparedSite> Sites => [.. _plans.Select(plan => plan.Site)];

    /// <summary>The plan of a planning at a site with the hours as they would be; null when no change touches it.</summary>
    public SitePlan? After(int planningId, int siteId) =>
        _plans.FirstOrDefault(plan => (plan.Site.PlanningId, plan.Site.SiteId) == (planningId, siteId)).After;

    /// <summary>What the people of an appointment ask of a plan.</summary>
    public bool TryAsk(SitePlan plan, IReadOnlyList<int> serviceIds, out Ask ask)
    {
        Span<int> ordinals = stackalloc int[Math.Min(serviceIds.Count, PartyDuration.MostPeople)];
        for (var i = 0; i < ordinals.Length; i++)
        {
            ordinals[i] = _places.Services.TryGetValue(serviceIds[i], out var service) ? service.Ordinal : -1;
        }

        return plan.TryAskServices(ordinals, atCounter: true, out ask);
    }

    private SitePlan PlanOf(ComparedSite site, IReadOnlyList<PlanningDesk> desks, Func<int, DeskState?> states, DateOnly firstDay)
    {
        var days = _places.LongestHorizonDays + 2;
        var open = Enumerable.Range(0, days).Select(day => site.After.On(firstDay.AddDays(day))).ToList();
        var place = _places.Sites[site.SiteId];
        return new SitePlan(
            site.Services,
            desks.Select((desk, index) => new DeskView(desk.Desk.Id, desk.Group)
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
            Window = _places.Plannings[site.PlanningId].Window,
            ZoneIndex = _places.ZoneIndexOf(_places.TownHalls[place.TownHallId]),
        };
    }

    private static DayBits OccupiedOn(DeskState? state, int planningId, DateOnly date) =>
        state?.CalendarOf(planningId).OccupiedOn(date) ?? DayBits.Full;

    private List<SiteService> Services(int planningId) =>
    [
        .. _places.Plannings[planningId].Services.Select(service =>
            new SiteService(service.KindId ?? SiteService.NoKind, service.Ordinal, service.Minutes)
            {
                Groups = (byte)service.Groups,
                BeforeMinutes = service.BeforeMinutes,
                AfterMinutes = service.AfterMinutes,
            }),
    ];
}
