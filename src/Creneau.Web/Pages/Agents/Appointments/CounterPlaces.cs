using System.Globalization;
using Creneau.Acting;
using Creneau.Availability;
using Creneau.Availability.Openings;
using Creneau.Catalogue;
using Creneau.Places;
using Creneau.Scheduling;

namespace Creneau.Web.Pages.Agents.Appointments;

/// <summary>A planning at a site, as an agent books there.</summary>
/// <param name="IsOwn">Of the town hall for which the agent acts, with the right to deal with its appointments.</param>
public sealed record CounterPlace(SitePlan Plan, Site Site, Planning Planning, bool IsOwn)
{
    /// <summary>« 12/5 »: site and planning.</summary>
    public string Key => KeyOf(Site.Id, Planning.Id);

    /// <summary>Those that are offered today.</summary>
    public IReadOnlyList<Service> Services { get; init; } = [];

    public static string KeyOf(int siteId, int planningId) =>
        string.Create(CultureInfo.InvariantCulture, $"{siteId}/{planningId}");
}

/// <summary>Where an agent books: at their own sites first; from a commune without desks, at the nearest that has some.</summary>
public sealed class CounterPlaces(AvailabilityIndex availability, CommuneDirectory communes)
{
    /// <summary>Their own, by site and planning; without one, the nearest place of another member commune.</summary>
    public IReadOnlyList<CounterPlace> Of(Actor agent)
    {
        var own = availability.Map.Plans.Where(plan => agent.AtCounterOf(plan.TownHallId) && IsInUse(plan))
            .Select(plan => PlaceOf(plan, isOwn: true))
            .OrderBy(place => place.Site.Id)
            .ThenBy(place => place.Planning.Id)
            .ToList();
        return own.Count > 0 ? own : Nearest(agent);
    }

    /// <summary>The middle of the agent's commune.</summary>
    public GeoPoint? MiddleOf(Actor agent) =>
        agent.TownHallId is { } id && availability.Places.TownHalls.GetValueOrDefault(id) is { } townHall
            ? communes.Find(townHall.InseeCode)?.Position
                ?? availability.Places.Sites.Values.FirstOrDefault(site => site.TownHallId == id)?.Place
            : null;

    private IReadOnlyList<CounterPlace> Nearest(Actor agent)
    {
        var middle = MiddleOf(agent) ?? (availability.Map.Plans is [var first, ..] ? first.Place : null);
        var nearest = middle is null
            ? null
            : availability.Map.Plans.Where(plan => plan.Services.Count > 0 && plan.IsPublic).MinBy(plan => plan.Place.KmTo(middle.Value));
        return nearest is null ? [] : [PlaceOf(nearest, isOwn: false)];
    }

    private CounterPlace PlaceOf(SitePlan plan, bool isOwn) =>
        new(plan, availability.Places.Sites[plan.SiteId], availability.Places.Plannings[plan.PlanningId], isOwn)
        {
            Services =
            [
                .. availability.Places.Plannings[plan.PlanningId].Services
                    .Where(service => !availability.IsRetired(RetiredKind.Service, service.Id)).OrderBy(service => service.Ordinal),
            ],
        };

    private bool IsInUse(SitePlan plan) =>
        !availability.IsRetired(RetiredKind.Site, plan.SiteId) && !availability.IsRetired(RetiredKind.Planning, plan.PlanningId);
}
