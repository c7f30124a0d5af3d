using System.Globalization;
using System.Text;
using Creneau.Availability.Search;
using Creneau.Scheduling;

namespace Creneau.Web.Search;

/// <summary>
/// Writes a search as the query of an address. Defaults are left out; equal searches give equal queries.
/// </summary>
public static class SearchQueryText
{
    /// <returns>Such as « near=Sallanches%20%2874700%29&amp;service=cni&amp;people=3 », without the question mark.</returns>
    public static string ToText(this SearchQuery query)
    {
        var text = new StringBuilder(96);
        foreach (var (name, value) in query.ToPairs())
        {
            text.Append(text.Length == 0 ? "" : "&").Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }

        return text.ToString();
    }

    /// <summary>The parameters in their order, unescaped.</summary>
    public static IEnumerable<(string Name, string Value)> ToPairs(this SearchQuery query) =>
        [.. query.PlacePairs(), .. query.PartyPairs(), .. query.ViewPairs(), .. query.FilterPairs()];

    /// <summary>The place.</summary>
    public static IEnumerable<(string Name, string Value)> PlacePairs(this SearchQuery query)
    {
        if (query.Near.Length > 0)
        {
            yield return ("near", query.Near);
        }

        if (query.Position is { } position)
        {
            yield return ("lat", Degrees(position.Latitude));
            yield return ("lon", Degrees(position.Longitude));
        }
    }

    /// <summary>The services and the number of people.</summary>
    public static IEnumerable<(string Name, string Value)> PartyPairs(this SearchQuery query)
    {
        yield return ("service", query.Each ? SearchCodes.Each : query.Kinds[0].Code);
        yield return ("people", query.People.ToString(CultureInfo.InvariantCulture));
        if (query.Each)
        {
            foreach (var kind in query.Kinds)
            {
                yield return ("s", kind.Code);
            }
        }
    }

    /// <summary>Radius and order.</summary>
    public static IEnumerable<(string Name, string Value)> ViewPairs(this SearchQuery query)
    {
        if (query.RadiusKm != SearchQuery.DefaultRadiusKm)
        {
            yield return ("radiusKm", query.RadiusKm.ToString(CultureInfo.InvariantCulture));
        }

        if (query.Sort == SlotSort.Nearest)
        {
            yield return ("sort", SearchCodes.Nearest);
        }
    }

    private static IEnumerable<(string Name, string Value)> FilterPairs(this SearchQuery query)
    {
        if (query.Days != DaysOfWeek.All)
        {
            yield return ("days", string.Join(',', SearchCodes.Days.Where(day => query.Days.HasFlag(day.Day)).Select(day => day.Code)));
        }

        if (query.Times != PartsOfDay.None)
        {
            var codes = SearchCodes.Times.Where(time => query.Times.HasFlag(time.Part)).Select(time => time.Code);
            yield return ("time", string.Join(',', codes));
        }

        if (query.Wheelchair)
        {
            yield return ("wheelchair", "true");
        }

        foreach (var (name, date) in new[] { ("from", query.From), ("to", query.To) })
        {
            if (date is { } day)
            {
                yield return (name, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            }
        }
    }

    private static string Degrees(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
