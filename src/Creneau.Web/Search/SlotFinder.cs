using Creneau.Availability;
using Creneau.Availability.Search;
using Creneau.Places;
using Creneau.Scheduling;

namespace Creneau.Web.Search;

/// <summary>Searches for pages: resolves the place, searches, and suggests other searches when nothing is found.</summary>
public sealed class SlotFinder(SlotSearch search, PlaceFinder places, AvailabilityIndex availability)
{
    private const int FirstDatesShown = 8;
    private const int TownHallsToChoose = 6;
    private static readonly GeoPoint Anywhere = new(46.6, 2.4);

    public SearchResult Find(SearchQuery query, IReadOnlyList<SearchProblem> problems)
    {
        if (problems.Count > 0)
        {
            return SearchResult.Without(query, problems, new SearchPlace.Anywhere());
        }

        return places.Find(query) switch
        {
            SearchPlace.At at => query.Collects ? AtTownHallOf(query, at) : Around(query, at),
            SearchPlace.Anywhere anywhere when !query.Collects => FirstDates(query, anywhere),
            var open => SearchResult.Without(query, problems, open),
        };
    }

    /// <summary>Without a place: the soonest starts of the whole platform.</summary>
    private SearchResult FirstDates(SearchQuery query, SearchPlace anywhere)
    {
        var everywhere = query.Around(places.Middle ?? Anywhere) with
        {
            RadiusKm = double.PositiveInfinity,
            Sort = SlotSort.Soonest,
            MaxSites = FirstDatesShown,
        };
        var found = search.Find(everywhere);
        var nothing = found.SitesWithStarts > 0 ? (NothingFound?)null : query.HasFilters ? NothingFound.Filters : NothingFound.NothingFree;
        var waysOut = nothing is null ? [] : WiderSearches(query, everywhere.Near, [double.PositiveInfinity]);
        return new(query, [], anywhere, found, nothing, waysOut, []);
    }

    private SearchResult Around(SearchQuery query, SearchPlace.At at)
    {
        var found = search.Find(query.Around(at.Centre));
        return found.SitesWithStarts > 0
            ? new(query, [], at, found, null, [], [])
            : new(query, [], at, found, Why(query, at, found), WiderSearches(query, at.Centre, WiderThan(query.RadiusKm)), []);
    }

    /// <summary>Rule 11: a finished document is collected at the town hall where it was applied for.</summary>
    private SearchResult AtTownHallOf(SearchQuery query, SearchPlace.At at)
    {
        if (MemberOf(at) is not { } townHall)
        {
            var reason = at.Commune is null ? NothingFound.NotSaidWhere : NothingFound.NotAMember;
            return new(query, [], at, SlotsFound.Nothing, reason, [], NearestTo(at.Centre));
        }

        var found = search.Find(AtOne(query, townHall, at));
        if (found.SitesWithStarts > 0)
        {
            return new(query, [], at, found, null, [], []);
        }

        var why = found.SitesWithout == 0 ? NothingFound.NotThisService
            : query.HasFilters ? NothingFound.Filters
            : NothingFound.NothingFree;
        var open = query.WithoutFilters();
        var sites = query.HasFilters ? search.Find(AtOne(open, townHall, at)).SitesWithStarts : 0;
        return new(query, [], at, found, why, sites > 0 ? [new(open, sites, DropsFilters: true, Widens: false)] : [], []);
    }

    private static SlotRequest AtOne(SearchQuery query, TownHall townHall, SearchPlace.At at) =>
        query.Around(at.Centre) with { TownHallId = townHall.Id, RadiusKm = double.PositiveInfinity };

    private static double[] WiderThan(double radiusKm) => [.. SearchQuery.Radii.Where(km => km > radiusKm)];

    /// <summary>The member town hall of the commune that was typed; for a postcode, of its first commune that has one.</summary>
    private TownHall? MemberOf(SearchPlace.At at) =>
        at.Commune is null ? null
        : at.Others.Prepend(at.Commune)
            .Select(commune => availability.Places.TownHalls.Values.FirstOrDefault(hall => hall.InseeCode == commune.InseeCode))
            .FirstOrDefault(hall => hall is not null);

    private NothingFound Why(SearchQuery query, SearchPlace.At at, SlotsFound found)
    {
        if (found.SitesWithout > 0)
        {
            return query.HasFilters && search.Find(query.WithoutFilters().Around(at.Centre)).SitesWithStarts > 0
                ? NothingFound.Filters
                : NothingFound.NothingFree;
        }

        var inside = availability.Map.Plans.Where(plan => plan.Place.KmTo(at.Centre) <= query.RadiusKm).ToList();
        return inside.Count == 0 ? NothingFound.TooFar
            : query.Wheelchair && !inside.Exists(plan => plan.Wheelchair) ? NothingFound.NoWheelchair
            : NothingFound.NotThisService;
    }

    /// <summary>
    /// The smallest changes that find something: without filters, then a larger radius with them; both only when neither does.
    /// </summary>
    private List<WiderSearch> WiderSearches(SearchQuery query, GeoPoint centre, IReadOnlyList<double> wider)
    {
        var open = query.WithoutFilters();
        var dropping = query.HasFilters ? [query.RadiusKm] : Array.Empty<double>();
        List<WiderSearch> found = [.. FirstThatFinds(open, query, centre, dropping), .. FirstThatFinds(query, query, centre, wider)];
        return found.Count > 0 || !query.HasFilters ? found : [.. FirstThatFinds(open, query, centre, wider)];
    }

    private IEnumerable<WiderSearch> FirstThatFinds(SearchQuery query, SearchQuery asked, GeoPoint centre, IReadOnlyList<double> radii)
    {
        foreach (var km in radii)
        {
            var wider = query with { RadiusKm = double.IsFinite(km) ? km : query.RadiusKm };
            var request = wider.Around(centre) with
            {
                RadiusKm = query.HasPlace ? km : double.PositiveInfinity,
                MaxSites = 1,
                StartsPerSite = 1,
            };
            var sites = search.Find(request).SitesWithStarts;
            if (sites > 0)
            {
                return [new(wider, sites, DropsFilters: asked.HasFilters && !query.HasFilters, Widens: km != asked.RadiusKm)];
            }
        }

        return [];
    }

    private List<TownHall> NearestTo(GeoPoint centre) =>
    [
        .. availability.Map.Plans.OrderBy(plan => plan.Place.KmTo(centre))
            .Select(plan => plan.TownHallId).Distinct().Take(TownHallsToChoose)
            .Select(id => availability.Places.TownHalls[id]),
    ];
}
