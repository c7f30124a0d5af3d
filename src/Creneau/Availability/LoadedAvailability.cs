using Creneau.Scheduling;

namespace Creneau.Availability;

/// <summary>What a node has loaded: immutable but for the desks' states, which are swapped one by one.</summary>
internal sealed record LoadedAvailability(
    PlaceDirectory Places,
    Dictionary<int, IndexedDesk> Desks,
    Dictionary<(int Site, int Planning), SitePlan> Plans,
    SearchMap Map,
    DateOnly FirstDay)
{
    public ILookup<int, SitePlan> PlansOfSite { get; } = Plans.Values.ToLookup(plan => plan.SiteId);

    public static LoadedAvailability Of(PlaceDirectory places, IReadOnlyList<DeskState> states, DateOnly firstDay)
    {
        var desks = states.ToDictionary(state => state.DeskId, state => new IndexedDesk(state, GroupsOf(places.Desks[state.DeskId])));
        var plans = places.Offers.Select(offer => PlanOf(places, offer, desks, firstDay)).ToList();
        return new LoadedAvailability(
            places, desks, plans.ToDictionary(plan => (plan.SiteId, plan.PlanningId)), new SearchMap(plans), firstDay);
    }

    private static Func<int, int> GroupsOf(Desk desk) => planningId => desk.Plannings.First(use => use.PlanningId == planningId).Group;

    private static SitePlan PlanOf(
        PlaceDirectory places, (int Planning, int Site) offer, Dictionary<int, IndexedDesk> desks, DateOnly firstDay)
    {
        var (planningId, siteId) = offer;
        var planning = places.Plannings[planningId];
        var site = places.Sites[siteId];
        return new SitePlan(
            planning.Services.Select(service => service.ToSiteService()),
            places.DesksOf(planningId, siteId).Select(desk => desks[desk.Desk.Id].ViewFor(planningId)))
        {
            SiteId = siteId,
            PlanningId = planningId,
            TownHallId = site.TownHallId,
            Place = site.Place,
            Wheelchair = site.Wheelchair,
            IsPublic = places.IsPublic(planningId, siteId, firstDay),
            Window = planning.Window,
            ZoneIndex = places.ZoneIndexOf(places.TownHalls[site.TownHallId]),
        };
    }
}
