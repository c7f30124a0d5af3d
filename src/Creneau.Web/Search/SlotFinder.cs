using Creneau.Availability;
using Creneau.Places;
using Creneau.Scheduling;

namespace Creneau.Web.Search;

/// <summary>Answers a search for pages: resolves the place, looks, and says what to do when nothing is found.</summary>
public sealed class SlotFinder(SlotSearch search, PlaceFinder places, AvailabilityIndex availability)
{
    private const int FirstDatesShown = 8;
    private const int TownHallsToChoose = 6;
    private static readonly GeoPoint Anywhere = new(46.6, 2.4);

    public Finding Find(SearchQuery query, IReadOnlyList<SearchProblem> problems)
    {
        if (problems.Count > 0)
        {
            return Finding.Without(query, problems, new Whereabouts.Anywhere());
        }

        return places.Find(query) switch
        {
            Whereabouts.At at => query.Collects ? AtTownHallOf(query, at) : Around(query, at),
            Whereabouts.Anywhere anywhere when !query.Collects => FirstDates(query, anywhere),
            var open => Finding.Without(query, problems, open),
        };
    }

    /// <summary>The soonest starts of the whole platform, for those who have not said where they are.</summary>
    private Finding FirstDates(SearchQuery query, Whereabouts anywhere)
    {
        var everywhere = query.Around(places.Middle ?? Anywhere) with { RadiusKm = double.PositiveInfinity, Sort = SlotSort.Soonest, MaxSites = FirstDatesShown };
        var found = search.Find(everywhere);
        var nothing = found.SitesWithStarts > 0 ? (NothingFound?)null : query.HasFilters ? NothingFound.Filters : NothingFound.NothingFree;
        return new(query, [], anywhere, found, nothing, nothing is null ? [] : WaysOut(query, everywhere.Near, [double.PositiveInfinity]), []);
    }

    private Finding Around(SearchQuery query, Whereabouts.At at)
    {
        var found = search.Find(query.Around(at.Centre));
        return found.SitesWithStarts > 0
            ? new(query, [], at, found, null, [], [])
            : new(query, [], at, found, Why(query, at, found), WaysOut(query, at.Centre, [.. SearchQuery.Radii.Where(km => km > query.RadiusKm)]), []);
    }

    /// <summary>Rule 11: a finished document waits where it was asked for.</summary>
    private Finding AtTownHallOf(SearchQuery query, Whereabouts.At at)
    {
        if (MemberOf(at) is not { } townHall)
        {
            return new(query, [], at, SlotsFound.Nothing, at.Commune is null ? NothingFound.NotSaidWhere : NothingFound.NotAMember, [], NearestTo(at.Centre));
        }

        var found = search.Find(query.Around(at.Centre) with { TownHallId = townHall.Id, RadiusKm = double.PositiveInfinity });
        if (found.SitesWithStarts > 0)
        {
            return new(query, [], at, found, null, [], []);
        }

        var why = found.SitesWithout == 0 ? NothingFound.NotThisService : query.HasFilters ? NothingFound.Filters : NothingFound.NothingFree;
        var open = query.WithoutFilters();
        var sites = query.HasFilters ? search.Find(open.Around(at.Centre) with { TownHallId = townHall.Id, RadiusKm = double.PositiveInfinity }).SitesWithStarts : 0;
        return new(query, [], at, found, why, sites > 0 ? [new(open, sites, DropsFilters: true, Widens: false)] : [], []);
    }

    /// <summary>The town hall of the commune that was typed; of a postcode, the first of its communes that has one here.</summary>
    private TownHall? MemberOf(Whereabouts.At at) =>
        at.Commune is null ? null
        : at.Others.Prepend(at.Commune).Select(commune => availability.Places.TownHalls.Values.FirstOrDefault(hall => hall.InseeCode == commune.InseeCode))
            .FirstOrDefault(hall => hall is not null);

    private NothingFound Why(SearchQuery query, Whereabouts.At at, SlotsFound found)
    {
        if (found.SitesWithout > 0)
        {
            return query.HasFilters && search.Find(query.WithoutFilters().Around(at.Centre)).SitesWithStarts > 0 ? NothingFound.Filters : NothingFound.NothingFree;
        }

        var inside = availability.Map.Plans.Where(plan => plan.Place.KmTo(at.Centre) <= query.RadiusKm).ToList();
        return inside.Count == 0 ? NothingFound.TooFar
            : query.Wheelchair && !inside.Exists(plan => plan.Wheelchair) ? NothingFound.NoWheelchair
            : NothingFound.NotThisService;
    }

    /// <summary>Without filters here, then further away with them, then both.</summary>
    private List<WayOut> WaysOut(SearchQuery query, GeoPoint centre, IReadOnlyList<double> wider)
    {
        var open = query.WithoutFilters();
        var dropping = query.HasFilters ? [query.RadiusKm] : Array.Empty<double>();
        List<WayOut> found = [.. FirstThatFinds(open, query, centre, dropping), .. FirstThatFinds(query, query, centre, wider)];
        return found.Count > 0 || !query.HasFilters ? found : [.. FirstThatFinds(open, query, centre, wider)];
    }

    private IEnumerable<WayOut> FirstThatFinds(SearchQuery query, SearchQuery asked, GeoPoint centre, IReadOnlyList<double> radii)
    {
        foreach (var km in radii)
        {
            var wider = query with { RadiusKm = double.IsFinite(km) ? km : query.RadiusKm };
            var sites = search.Find(wider.Around(centre) with { RadiusKm = query.HasPlace ? km : double.PositiveInfinity, MaxSites = 1, StartsPerSite = 1 }).SitesWithStarts;
            if (sites > 0)
            {
                return [new(wider, sites, DropsFilters: asked.HasFilters && !query.HasFilters, Widens: km != asked.RadiusKm)];
            }
        }

        return [];
    }

    private List<TownHall> NearestTo(GeoPoint centre) =>
    [
        .. availability.Map.Plans.OrderBy(plan => plan.Place.KmTo(centre)).Select(plan => plan.TownHallId).Distinct().Take(TownHallsToChoose)
            .Select(id => availability.Places.TownHalls[id]),
    ];
}
