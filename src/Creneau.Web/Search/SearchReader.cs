using System.Globalization;
using Creneau.Availability.Search;
using Creneau.Catalogue;
using Creneau.Places;
using Creneau.Scheduling;
using Microsoft.Extensions.Primitives;

namespace Creneau.Web.Search;

/// <summary>
/// Reads a search from the query of an address. A parameter that cannot be read becomes a problem and keeps its default; an empty one,
/// as forms send it, counts as absent.
/// </summary>
public sealed class SearchReader
{
    private const double LargestRadiusKm = 200;
    private readonly IQueryCollection _from;
    private readonly List<SearchProblem> _problems = [];

    private readonly ServiceKinds _known;

    private SearchReader(IQueryCollection from, ServiceKinds known) => (_from, _known) = (from, known);

    public static (SearchQuery Query, IReadOnlyList<SearchProblem> Problems) Read(IQueryCollection from, ServiceKinds known)
    {
        var reader = new SearchReader(from, known);
        return (reader.Query(), reader._problems);
    }

    private SearchQuery Query()
    {
        var place = Place();
        var position = Position();
        var query = new SearchQuery
        {
            // A typed place wins: the form still sends the position of an earlier « autour de moi »
            Near = place,
            Position = place.Length > 0 ? null : position,
            Each = SearchCodes.EachFrom(Text("service")) is not null,
            Kinds = Kinds(),
            RadiusKm = Radius(),
            Sort = Sort(),
            Days = Days(),
            Times = Times(),
            Wheelchair = Text("wheelchair") is "true" or "1" or "on",
            From = Date("from"),
            To = Date("to"),
        };
        return query.From > query.To ? Without(query, SearchProblem.FromAfterTo) : query;
    }

    private string Text(string name) => _from.TryGetValue(name, out var values) && values.Count > 0 ? values[0] ?? "" : "";

    private T Without<T>(T instead, SearchProblem problem)
    {
        if (!_problems.Contains(problem))
        {
            _problems.Add(problem);
        }

        return instead;
    }

    private string Place()
    {
        var typed = Text("near").Trim();
        return typed.Length > Normaliser.MaxLength ? typed[..Normaliser.MaxLength] : typed;
    }

    private GeoPoint? Position()
    {
        var (lat, lon) = (Text("lat"), Text("lon"));
        if (lat.Length == 0 && lon.Length == 0)
        {
            return null;
        }

        if (lat.Length == 0 || lon.Length == 0)
        {
            return Without<GeoPoint?>(null, SearchProblem.PositionIncomplete);
        }

        return Number(lat) is { } north && Number(lon) is { } east && Math.Abs(north) <= 90 && Math.Abs(east) <= 180
            ? SearchQuery.Rounded(new(north, east))
            : Without<GeoPoint?>(null, SearchProblem.PositionNotOnEarth);
    }

    private int People()
    {
        var text = Text("people");
        return text.Length == 0 ? 1
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var people)
                && people is >= 1 and <= PartyDuration.MostPeople
            ? people
            : Without(1, SearchProblem.PeopleOutOfRange);
    }

    private ServiceKind[] Kinds()
    {
        var kinds = new ServiceKind[People()];
        var service = Text("service");
        var (before, each) = (SearchCodes.EachFrom(service), _from["s"]);
        if (before is null || each.Count == 0)
        {
            Array.Fill(kinds, Kind(before ?? service));
            return kinds;
        }

        for (var i = 0; i < kinds.Length; i++)
        {
            // People without a service of their own get the last one
            kinds[i] = Kind(each[Math.Min(i, each.Count - 1)]);
        }

        return kinds;
    }

    private ServiceKind Kind(string? code) => string.IsNullOrEmpty(code)
        ? ServiceKind.IdCard
        : _known.Find(code) ?? Without(ServiceKind.IdCard, SearchProblem.ServiceUnknown);

    private double Radius()
    {
        var text = Text("radiusKm");
        return text.Length == 0 ? SearchQuery.DefaultRadiusKm
            : Number(text) is > 0 and <= LargestRadiusKm and var km ? km
            : Without(SearchQuery.DefaultRadiusKm, SearchProblem.RadiusOutOfRange);
    }

    private SlotSort Sort() => Text("sort") switch
    {
        "" or SearchCodes.Soonest => SlotSort.Soonest,
        SearchCodes.Nearest => SlotSort.Nearest,
        _ => Without(SlotSort.Soonest, SearchProblem.SortUnknown),
    };

    private DaysOfWeek Days()
    {
        var days = DaysOfWeek.None;
        foreach (var code in Codes(_from["days"]))
        {
            days |= SearchCodes.Day(code) is not DaysOfWeek.None and var day ? day : Without(DaysOfWeek.None, SearchProblem.DayUnknown);
        }

        return days == DaysOfWeek.None ? DaysOfWeek.All : days;
    }

    private PartsOfDay Times()
    {
        var times = PartsOfDay.None;
        foreach (var code in Codes(_from["time"]))
        {
            times |= SearchCodes.Time(code) is not PartsOfDay.None and var part
                ? part
                : Without(PartsOfDay.None, SearchProblem.TimeUnknown);
        }

        return times;
    }

    private static IEnumerable<string> Codes(StringValues values) =>
        values.Count == 0
            ? []
            : values.SelectMany(value => value!.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private DateOnly? Date(string name)
    {
        var text = Text(name);
        return text.Length == 0 ? null
            : IsoDate.Parse(text) ?? Without<DateOnly?>(null, SearchProblem.DateNotUnderstood);
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
