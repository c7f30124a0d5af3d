using Creneau.Availability;
using Creneau.Hours.Drafts;
using Creneau.Scheduling;

namespace Creneau.Web.Pages.Agents.Hours;

/// <summary>A planning at a site as the engine sees it, published and with a draft.</summary>
public sealed class HoursSetups(PlaceDirectory places, IReadOnlyList<ShownItem> items, int planningId, int siteId)
{
    public SiteSetup Before { get; } = Of(places, [.. items.Select(shown => shown.Published).OfType<HoursItem>()], planningId, siteId);

    public SiteSetup After { get; } = Of(places, [.. items.Select(shown => shown.Item).OfType<HoursItem>()], planningId, siteId);

    /// <summary>Starts of one person for the first service of the planning on a date, before and after.</summary>
    public (int Before, int After) StartsOn(DateOnly date)
    {
        var services = places.Plannings[planningId].Services.OrderBy(service => service.Ordinal).ToList();
        if (services.Count == 0)
        {
            return default;
        }

        var first = services[0];
        var counted = new SiteService(first.KindId ?? SiteService.NoKind, first.Ordinal, first.Minutes)
        {
            Groups = (byte)first.Groups,
            BeforeMinutes = first.BeforeMinutes,
            AfterMinutes = first.AfterMinutes,
        };
        var site = new ComparedSite(planningId, siteId, [counted], Before, After)
        {
            Groups = places.DesksOf(planningId, siteId).ToDictionary(desk => desk.Desk.Id, desk => desk.Group),
        };
        return (
            HoursComparison.StartsOn(site, counted, Before.On(date)),
            HoursComparison.StartsOn(site, counted, After.On(date)));
    }

    private static SiteSetup Of(PlaceDirectory places, IReadOnlyList<HoursItem> items, int planningId, int siteId)
    {
        var site = places.Sites[siteId];
        var rules = items.OfType<RuleItem>().Where(rule => (rule.PlanningId, rule.SiteId) == (planningId, siteId)).ToList();
        var closures = items.OfType<ClosureItem>().ToList();
        var isStaffed = items.OfType<WindowItem>().FirstOrDefault(window => window.PlanningId == planningId)?.Staffed == true;
        return new SiteSetup(
            [.. places.DesksOf(planningId, siteId).Select(desk => new DeskSetup(
                desk.Desk.Id,
                desk.Rank,
                [.. rules.Where(rule => rule.DeskId is null || rule.DeskId == desk.Desk.Id).Select(rule => rule.ToOpening())],
                [
                    .. closures.Where(closure => closure.DeskId == desk.Desk.Id || closure.SiteId == siteId
                        || closure.TownHallId == site.TownHallId).Select(closure => closure.When),
                    .. places.Retirements.ClosingsOf(desk.Desk, planningId, site.TownHallId),
                ]))],
            isStaffed
                ? [.. items.OfType<ShiftItem>().Where(shift => (shift.PlanningId, shift.SiteId) == (planningId, siteId))
                    .Select(shift => shift.ToPresence())]
                : null,
            places.HolidaysOf(places.TownHalls[site.TownHallId]))
        {
            Retired = places.Retirements.ServicesOf(places.Plannings[planningId]),
        };
    }
}
