using Creneau.Availability.Search;
using Creneau.Catalogue;
using Creneau.Places;
using Creneau.Scheduling;
using Creneau.Text;
using Creneau.Web.Localization;
using Creneau.Web.Search;
using Creneau.Web.Search.OverviewMap;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Pages.Shared.Search;

/// <summary>Turns the result of a search into sentences, cards and the drawn overview, in the language of the page.</summary>
public sealed class SearchWords(
    IStringLocalizer<SearchTexts> texts, TownsNearby towns, CommuneDirectory communes, PlaceFinder places, TimeProvider clock)
{
    private const double WidestCommuneKm = 30;
    private const int NamesOfFullSites = 6;
    private const int TownsTried = 9;

    private static Wording Say => Wording.Current;

    /// <summary>« 14 mairies à moins de 30 km, au plus tôt dans 3 jours », or why there is no such count.</summary>
    public string Headline(SearchResult result) => result switch
    {
        { Problems.Count: > 0 } => texts["NotLooked"],
        { Place: SearchPlace.Unknown } => texts["UnknownPlace"],
        { Place: SearchPlace.Several } => texts["SeveralPlaces"],
        { Found.Soonest: null, Query.Collects: true, Nothing: null or NothingFound.NotAMember or NothingFound.NotSaidWhere } =>
            texts["WhereFiled"],
        { Found.Soonest: null } => texts["NothingTitle"],
        { Place: SearchPlace.Anywhere } => texts["FirstDates"],
        { Query.Collects: true, Found.Soonest: { } site } => texts["CollectCount", site.Site.Name, InDays(site)],
        { Found.Soonest: { } site } => texts["Count", TownHalls(result.Found.SitesWithStarts), result.Query.RadiusKm, InDays(site)],
    };

    /// <summary>The headline for screen readers, after htmx swapped the result.</summary>
    public string Announcement(SearchResult result) => result is { Place: SearchPlace.Anywhere, Found.Soonest: { } site }
        ? texts["FirstDatesFrom", Headline(result), InDays(site), site.Site.Name]
        : Headline(result);

    /// <summary>Number of free starts at a site and the first date, or why there is none.</summary>
    public string AtSite(SiteStarts starts, SearchQuery query) => starts switch
    {
        { Serves: false } => texts["SiteNotServed"],
        { Days.Count: 0 } => query.HasFilters ? texts["SiteNoneFiltered"] : texts["SiteNone"],
        _ => texts["SiteCount", starts.Days.Sum(day => day.Minutes.Count).ToString("N0", Say.Culture), Say.LongDate(starts.Days[0].Date)],
    };

    /// <summary>« Carte d’identité, passeport ».</summary>
    public static string Services(IEnumerable<Service> services) =>
        string.Join(", ", services.Select(service => service.Texts.Words().Name));

    public string? Position(SearchResult result) => result.Query.Position is null ? null
        : result.At?.Name is { } name ? texts["PositionNear", name].Value : Say.Sentence(texts["YourPosition"]);

    public string FiltersLabel(SearchQuery query)
    {
        string[] parts =
        [
            .. query.Days == DaysOfWeek.All
                ? []
                : SearchCodes.Days.Where(day => query.Days.HasFlag(day.Day)).Select(day => Weekday(day.Day)),
            .. SearchCodes.Times.Where(time => query.Times.HasFlag(time.Part))
                .Select(time => texts[time.Part.ToString()].Value.ToLower(Say.Culture)),
            .. query.Wheelchair ? [texts["StepFree"].Value.ToLower(Say.Culture)] : Array.Empty<string>(),
            .. query.From is { } from ? [texts["FromDate", Say.ShortDate(from, clock.GetUtcNow().Year)].Value] : Array.Empty<string>(),
            .. query.To is { } to ? [texts["ToDate", Say.ShortDate(to, clock.GetUtcNow().Year)].Value] : Array.Empty<string>(),
        ];
        return parts.Length == 0 ? texts["Filters"] : texts["FiltersOn", string.Join(", ", parts)];
    }

    /// <summary>« Lundi ».</summary>
    public string Day(DaysOfWeek day) => Say.Sentence(Weekday(day));

    /// <summary>A value of `near` that finds exactly this commune: its label, or its INSEE code where the label is ambiguous.</summary>
    public string Label(Commune commune) =>
        communes.Resolve(commune.Label, places.Middle).Commune == commune ? commune.Label : commune.InseeCode;

    /// <summary>
    /// A value of `near` for a search around a site: its own commune, or the nearest one when the INSEE code of the town hall is unknown
    /// or of a commune far away. Empty when there is none.
    /// </summary>
    public string PlaceOf(TownHall townHall, Site site)
    {
        var own = communes.Find(townHall.InseeCode);
        var around = own is not null && own.Position.KmTo(site.Place) <= WidestCommuneKm
            ? own
            : communes.NearestTo(site.Latitude, site.Longitude);
        return around is null ? "" : Label(around);
    }

    /// <summary>« Autour de votre position, près de Sallanches. » after « autour de moi »; null when a place was typed.</summary>
    public string? Surroundings(SearchResult result) =>
        result is { Query.Position: not null, At.Name: { } name } ? texts["AroundPosition", Say.OfPlace(name)].Value : null;

    public string OfPlace(SearchPlace.At at) => Say.OfPlace(at.Name ?? texts["YourPosition"].Value);

    public static string Departement(Commune commune) => Territory.Find(commune.Departement)?.Name ?? commune.Departement;

    /// <param name="address">Adds path base and language to a path.</param>
    public IReadOnlyList<SiteCard> Cards(SearchPart part, Func<string, string> address)
    {
        var (result, query) = (part.Result, part.Text(part.Query));
        return [.. result.Found.Sites.Select(found => new SiteCard(
            found.Site.Id,
            found.Site.Name,
            address($"/mairies/{found.Site.Id}?{query}"),
            Facts(found, result),
            found.Today,
            [.. found.Starts.Select(start => ChoiceOf(found.Site, start))],
            found.Site.Wheelchair,
            found.Site.Latitude,
            found.Site.Longitude)
        {
            Notices = [.. found.Notices.Select(NoticeText)],
        })];
    }

    /// <summary>In the language of the page.</summary>
    public static string NoticeText(Notice notice) => notice.In(Say.Culture.TwoLetterISOLanguageName);

    private static SlotChoice ChoiceOf(Site site, SlotStart start) =>
        new(start.Date, start.Minute, new SlotValue(site.Id, start.Date, start.Minute).ToString());

    /// <summary>« rendez-vous de 45 min pour 3 personnes ».</summary>
    public string Visit(int minutes, int people) => people == 1
        ? texts["VisitOne", Say.Duration(minutes)]
        : texts["VisitMany", Say.Duration(minutes), people];

    /// <summary>Why nothing was found; null when something was.</summary>
    public string? Reason(SearchResult result) => result switch
    {
        { Nothing: null } => null,
        { At: null } => texts[$"Nowhere_{result.Nothing}"].Value,
        { Query.Collects: true, Nothing: not NothingFound.NotAMember and not NothingFound.NotSaidWhere } =>
            texts[$"HereOnly_{result.Nothing}", OfPlace(result.At)].Value,
        _ => texts[$"Nothing_{result.Nothing}", result.Query.RadiusKm, OfPlace(result.At)].Value,
    };

    public string TextOf(WiderSearch wider) => wider switch
    {
        { DropsFilters: true, Widens: true } => texts["WayOut_Both", wider.Query.RadiusKm, TownHalls(wider.Sites)],
        { DropsFilters: true } => texts["WayOut_Drop", TownHalls(wider.Sites)],
        _ => texts["WayOut_Widen", wider.Query.RadiusKm, TownHalls(wider.Sites)],
    };

    /// <summary>What the list leaves out: the sites beyond its end, and those without a start.</summary>
    public string? Remark(SearchResult result)
    {
        var found = result.Found;
        if (result.At is null || found.Sites.Count == 0)
        {
            return null;
        }

        if (found.SitesWithStarts > found.Sites.Count)
        {
            return texts["ShownOf", found.Sites.Count, found.SitesWithStarts].Value;
        }

        var names = found.Without.Take(NamesOfFullSites).Select(full => full.TownHall.Name).ToList();
        var rest = found.SitesWithout - names.Count;
        return names.Count == 0 ? null : texts["FullSites", Say.List(rest > 0 ? [.. names, texts["AndMore", rest]] : names)].Value;
    }

    /// <summary>
    /// The drawn overview; null without a place, without a result, and for a collection, which is possible in one place only.
    /// </summary>
    public OverviewPicture? OverviewOf(SearchResult result)
    {
        var sites = result.Found.Sites;
        if (result.At is not { } at || result.Query.Collects || sites.Count == 0)
        {
            return null;
        }

        var (north, east) = Overview.Reach(at.Centre, result.Query.RadiusKm);
        var (latitude, longitude) = (at.Centre.Latitude, at.Centre.Longitude);
        var inView = towns.LargestIn(latitude - north, latitude + north, longitude - east, longitude + east, TownsTried);
        SiteFound[] first = [result.Found.Soonest!, sites.MinBy(site => site.Km)!];
        var overview = Overview.Of(
            at.Centre, result.Query.RadiusKm,
            [.. first.Concat(sites).Distinct().Select(site => new Landmark(site.Site.Place, Say.PinDate(site.Starts[0].Date)))],
            [.. inView.Select(town => new Landmark(town.Position, town.Name))]);
        return new(overview, texts["MapLabel", OfPlace(at), string.Join("; ", sites.Select(site => PinText(site, at)))]);
    }

    /// <summary>« À 7,2 km au nord-est de Sallanches, à vol d’oiseau. »</summary>
    public string Direction(GeoPoint from, string name, GeoPoint to) =>
        texts["DirectionFrom", Say.Distance(from.KmTo(to)), Say.Direction(Bearing(from, to)), Say.OfPlace(name)];

    public string Problem(SearchProblem problem) => texts[$"Problem_{problem}"];

    private string PinText(SiteFound site, SearchPlace.At at) =>
        texts[
            "MapPin",
            site.TownHall.Name,
            Say.Distance(site.Km),
            Say.Direction(Bearing(at.Centre, site.Site.Place)),
            Say.PinDate(site.Starts[0].Date)];

    private List<string> Facts(SiteFound found, SearchResult result)
    {
        var city = result.At is null ? $", {found.Site.City}" : "";
        List<string> facts = [$"{found.Site.Street}{city}", Visit(found.Minutes, result.Query.People)];
        if (result.At is not null)
        {
            facts.Insert(0, Say.Distance(found.Km));
        }

        facts[0] = Say.Sentence(facts[0]);
        return facts;
    }

    // 4 January 1970 was a Sunday, and the bits of the days are numbered from Sunday
    private static string Weekday(DaysOfWeek day) =>
        Say.Weekday(new DateOnly(1970, 1, 4).AddDays(System.Numerics.BitOperations.Log2((uint)day)));

    private static string InDays(SiteFound site) => Say.InDays(site.Starts[0].Date, site.Today);

    private string TownHalls(int count) => count == 1 ? texts["TownHallOne"] : texts["TownHallMany", count];

    private static double Bearing(GeoPoint from, GeoPoint to)
    {
        var narrowing = Math.Cos(double.DegreesToRadians(from.Latitude));
        return double.RadiansToDegrees(Math.Atan2((to.Longitude - from.Longitude) * narrowing, to.Latitude - from.Latitude));
    }
}
