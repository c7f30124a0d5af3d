using Creneau.Availability;
using Creneau.Places;
using Creneau.Scheduling;
using Creneau.Text;
using Creneau.Web.Html;
using Creneau.Web.Html.Shapes;
using Creneau.Web.Search;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Pages.Search;

/// <summary>Puts an answer into sentences, cards and the drawn overview, in the language of the page.</summary>
public sealed class SearchWords(IStringLocalizer<SearchTexts> texts, TownsNearby towns, CommuneDirectory communes, PlaceFinder places, TimeProvider clock)
{
    private const double WidestCommuneKm = 30;
    private const int NamesOfFullSites = 6;
    private const int TownsTried = 9;

    private static Wording Say => Wording.Current;

    /// <summary>« 14 mairies à moins de 30 km, au plus tôt dans 3 jours », or what stands in its place.</summary>
    public string Headline(Finding finding) => finding switch
    {
        { Problems.Count: > 0 } => texts["NotLooked"],
        { Place: Whereabouts.Unknown } => texts["UnknownPlace"],
        { Place: Whereabouts.Several } => texts["SeveralPlaces"],
        { Found.Soonest: null, Query.Collects: true, Nothing: null or NothingFound.NotAMember or NothingFound.NotSaidWhere } => texts["WhereFiled"],
        { Found.Soonest: null } => texts["NothingTitle"],
        { Place: Whereabouts.Anywhere } => texts["FirstDates"],
        { Query.Collects: true, Found.Soonest: { } site } => texts["CollectCount", site.Site.Name, InDays(site)],
        { Found.Soonest: { } site } => texts["Count", TownHalls(finding.Found.SitesWithStarts), finding.Query.RadiusKm, InDays(site)],
    };

    /// <summary>What is read aloud when an answer has come by script.</summary>
    public string Announcement(Finding finding) => finding is { Place: Whereabouts.Anywhere, Found.Soonest: { } site }
        ? texts["FirstDatesFrom", Headline(finding), InDays(site), site.Site.Name]
        : Headline(finding);

    /// <summary>How much is free at a site, or why nothing is.</summary>
    public string AtSite(SiteStarts starts, SearchQuery query) => starts switch
    {
        { Serves: false } => texts["SiteNotServed"],
        { Days.Count: 0 } => query.HasFilters ? texts["SiteNoneFiltered"] : texts["SiteNone"],
        _ => texts["SiteCount", starts.Days.Sum(day => day.Minutes.Count).ToString("N0", Say.Culture), Say.LongDate(starts.Days[0].Date)],
    };

    public string? Position(Finding finding) => finding.Query.Position is null ? null
        : finding.At?.Name is { } name ? texts["PositionNear", name].Value : Say.Sentence(texts["YourPosition"]);

    public string FiltersLabel(SearchQuery query)
    {
        string[] parts =
        [
            .. query.Days == DaysOfWeek.All ? [] : SearchCodes.Days.Where(day => query.Days.HasFlag(day.Day)).Select(day => Weekday(day.Day)),
            .. SearchCodes.Times.Where(time => query.Times.HasFlag(time.Part)).Select(time => texts[time.Part.ToString()].Value.ToLower(Say.Culture)),
            .. query.Wheelchair ? [texts["StepFree"].Value.ToLower(Say.Culture)] : Array.Empty<string>(),
            .. query.From is { } from ? [texts["FromDate", Say.ShortDate(from, clock.GetUtcNow().Year)].Value] : Array.Empty<string>(),
            .. query.To is { } to ? [texts["ToDate", Say.ShortDate(to, clock.GetUtcNow().Year)].Value] : Array.Empty<string>(),
        ];
        return parts.Length == 0 ? texts["Filters"] : texts["FiltersOn", string.Join(", ", parts)];
    }

    /// <summary>« Lundi ».</summary>
    public string Day(DaysOfWeek day) => Say.Sentence(Weekday(day));

    /// <summary>What to put into `near` so that exactly this commune is found.</summary>
    public string Label(Commune commune) => communes.Resolve(commune.Label, places.Middle).Commune == commune ? commune.Label : commune.InseeCode;

    /// <summary>What to put into `near` to search around a site, by the name of its commune; by the nearest one where its code is none, or of a commune elsewhere. Empty when there is none.</summary>
    public string PlaceOf(TownHall townHall, Site site)
    {
        var own = communes.Find(townHall.InseeCode);
        var around = own is not null && own.Position.KmTo(site.Place) <= WidestCommuneKm ? own : communes.NearestTo(site.Latitude, site.Longitude);
        return around is null ? "" : Label(around);
    }

    /// <summary>« Autour de votre position, près de Sallanches. » after « autour de moi »; null when a place was typed.</summary>
    public string? Surroundings(Finding finding) =>
        finding is { Query.Position: not null, At.Name: { } name } ? texts["AroundPosition", Say.OfPlace(name)].Value : null;

    public string OfPlace(Whereabouts.At at) => Say.OfPlace(at.Name ?? texts["YourPosition"].Value);

    public static string Departement(Commune commune) => Territory.Find(commune.Departement)?.Name ?? commune.Departement;

    /// <param name="part">What was found.</param>
    /// <param name="address">Makes the address of a page complete.</param>
    public IReadOnlyList<SiteCard> Cards(SearchPart part, Func<string, string> address)
    {
        var (finding, query) = (part.Finding, part.Text(part.Query));
        return [.. finding.Found.Sites.Select(found => new SiteCard(
            found.Site.Id,
            found.Site.Name,
            address($"/mairies/{found.Site.Id}?{query}"),
            Facts(found, finding),
            found.Today,
            [.. found.Starts.Select(start => new SlotChoice(start.Date, start.Minute, new SlotValue(found.Site.Id, start.Date, start.Minute).ToString()))],
            found.Site.Wheelchair,
            found.Site.Latitude,
            found.Site.Longitude))];
    }

    /// <summary>« rendez-vous de 45 min pour 3 personnes ».</summary>
    public string Visit(int minutes, int people) => people == 1
        ? texts["VisitOne", Say.Duration(minutes)]
        : texts["VisitMany", Say.Duration(minutes), people];

    /// <summary>Why nothing is shown, or null when something is.</summary>
    public string? Why(Finding finding) => finding switch
    {
        { Nothing: null } => null,
        { At: null } => texts[$"Nowhere_{finding.Nothing}"].Value,
        { Query.Collects: true, Nothing: not NothingFound.NotAMember and not NothingFound.NotSaidWhere } => texts[$"HereOnly_{finding.Nothing}", OfPlace(finding.At)].Value,
        _ => texts[$"Nothing_{finding.Nothing}", finding.Query.RadiusKm, OfPlace(finding.At)].Value,
    };

    public string WayOut(WayOut way) => way switch
    {
        { DropsFilters: true, Widens: true } => texts["WayOut_Both", way.Query.RadiusKm, TownHalls(way.Sites)],
        { DropsFilters: true } => texts["WayOut_Drop", TownHalls(way.Sites)],
        _ => texts["WayOut_Widen", way.Query.RadiusKm, TownHalls(way.Sites)],
    };

    /// <summary>What the list leaves out: the sites beyond its end, and those without a start.</summary>
    public string? Remark(Finding finding)
    {
        var found = finding.Found;
        if (finding.At is null || found.Sites.Count == 0)
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

    /// <summary>The drawn overview, or null where it would say nothing: no place, one town hall.</summary>
    public OverviewPicture? Overview(Finding finding)
    {
        var sites = finding.Found.Sites;
        if (finding.At is not { } at || finding.Query.Collects || sites.Count == 0)
        {
            return null;
        }

        var (north, east) = Html.Overview.Reach(at.Centre, finding.Query.RadiusKm);
        var inView = towns.LargestIn(at.Centre.Latitude - north, at.Centre.Latitude + north, at.Centre.Longitude - east, at.Centre.Longitude + east, TownsTried);
        SiteFound[] first = [finding.Found.Soonest!, sites.MinBy(site => site.Km)!];
        var overview = Html.Overview.Of(
            at.Centre, finding.Query.RadiusKm,
            [.. first.Concat(sites).Distinct().Select(site => new Landmark(site.Site.Place, Say.PinDate(site.Starts[0].Date)))],
            [.. inView.Select(town => new Landmark(town.Position, town.Name))]);
        return new(overview, texts["MapLabel", OfPlace(at), string.Join("; ", sites.Select(site => PinText(site, at)))]);
    }

    /// <summary>« À 7,2 km au nord-est de Sallanches, à vol d’oiseau. »</summary>
    public string Direction(GeoPoint from, string name, GeoPoint to) =>
        texts["DirectionFrom", Say.Distance(from.KmTo(to)), Say.Direction(Bearing(from, to)), Say.OfPlace(name)];

    public string Problem(SearchProblem problem) => texts[$"Problem_{problem}"];

    private string PinText(SiteFound site, Whereabouts.At at) =>
        texts["MapPin", site.TownHall.Name, Say.Distance(site.Km), Say.Direction(Bearing(at.Centre, site.Site.Place)), Say.PinDate(site.Starts[0].Date)];

    private List<string> Facts(SiteFound found, Finding finding)
    {
        List<string> facts = [$"{found.Site.Street}{(finding.At is null ? $", {found.Site.City}" : "")}", Visit(found.Minutes, finding.Query.People)];
        if (finding.At is not null)
        {
            facts.Insert(0, Say.Distance(found.Km));
        }

        facts[0] = Say.Sentence(facts[0]);
        return facts;
    }

    // 4 January 1970 was a Sunday, and the bit of a day is its number counted from Sunday.
    private static string Weekday(DaysOfWeek day) => Say.Weekday(new DateOnly(1970, 1, 4).AddDays(System.Numerics.BitOperations.Log2((uint)day)));

    private static string InDays(SiteFound site) => Say.InDays(site.Starts[0].Date, site.Today);

    private string TownHalls(int count) => count == 1 ? texts["TownHallOne"] : texts["TownHallMany", count];

    private static double Bearing(GeoPoint from, GeoPoint to)
    {
        var narrowing = Math.Cos(double.DegreesToRadians(from.Latitude));
        return double.RadiansToDegrees(Math.Atan2((to.Longitude - from.Longitude) * narrowing, to.Latitude - from.Latitude));
    }
}
