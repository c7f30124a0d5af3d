using System.Globalization;
using Creneau.Catalogue;
using Creneau.Scheduling;
using Microsoft.AspNetCore.WebUtilities;

namespace Creneau.Web.Html;

/// <summary>The way back to the search: always our own home page, whatever the query says.</summary>
public static class SearchAddress
{
    private const int Longest = 600;

    /// <returns>The query, read and written anew, with its question mark; empty when there is none worth keeping.</returns>
    public static string Query(string? posted) =>
        posted is { Length: > 0 and <= Longest } ? QueryString.Create(QueryHelpers.ParseQuery(posted)).Value ?? "" : "";

    /// <summary>A search around a place for the same people.</summary>
    public static string Around(GeoPoint place, IReadOnlyList<ServiceKind> kinds) => QueryString.Create(new Dictionary<string, string?>
    {
        ["lat"] = place.Latitude.ToString("0.00", CultureInfo.InvariantCulture),
        ["lon"] = place.Longitude.ToString("0.00", CultureInfo.InvariantCulture),
        ["service"] = kinds[0].Code(),
        ["people"] = kinds.Count.ToString(CultureInfo.InvariantCulture),
    }).Value ?? "";
}
