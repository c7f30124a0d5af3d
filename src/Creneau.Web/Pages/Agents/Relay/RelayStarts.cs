using Creneau.Acting;
using Creneau.Availability.Search;
using Creneau.Catalogue;
using Creneau.Scheduling;
using Creneau.Web.Pages.Agents.Appointments;
using Creneau.Web.Search;

namespace Creneau.Web.Pages.Agents.Relay;

/// <summary>A site around the commune, with its first start for each kind of service; null: none.</summary>
public sealed record RelayStart(int SiteId, double Km, IReadOnlyList<SlotValue?> First);

/// <summary>What a commune without desks tells its residents: where they are received soonest, and how far that is.</summary>
public sealed class RelayStarts(CounterPlaces places, SlotSearch search)
{
    private const int SitesShown = 12;

    /// <summary>Of the documents that are asked for at home town halls; a collection is only where it was filed.</summary>
    public IReadOnlyList<ServiceKind> Kinds => [ServiceKind.IdCard, ServiceKind.Passport];

    public IReadOnlyList<RelayStart> Around(Actor agent)
    {
        if (places.MiddleOf(agent) is not { } middle)
        {
            return [];
        }

        var found = Kinds.Select(kind => search.Find(new SlotRequest(middle, [kind])
        {
            RadiusKm = double.PositiveInfinity,
            Sort = SlotSort.Nearest,
            MaxSites = SitesShown,
            StartsPerSite = 1,
        }).Sites).ToList();
        return
        [
            .. found.SelectMany(sites => sites).DistinctBy(site => site.Site.Id).OrderBy(site => site.Km).Take(SitesShown)
                .Select(site => new RelayStart(site.Site.Id, site.Km, [.. found.Select(sites => FirstAt(sites, site.Site.Id))])),
        ];
    }

    private static SlotValue? FirstAt(IReadOnlyList<SiteFound> sites, int siteId) =>
        sites.FirstOrDefault(site => site.Site.Id == siteId) is { Starts: [var first, ..] }
            ? new SlotValue(siteId, first.Date, first.Minute)
            : null;
}
