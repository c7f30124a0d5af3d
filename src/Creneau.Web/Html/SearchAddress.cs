using Creneau.Catalogue;
using Creneau.Web.Search;
using Microsoft.AspNetCore.WebUtilities;

namespace Creneau.Web.Html;

/// <summary>The way back to the search: always our own home page, whatever the query says.</summary>
public static class SearchAddress
{
    private const int Longest = 600;

    /// <returns>The query, read and written anew, with its question mark; empty when there is none worth keeping.</returns>
    public static string Query(string? posted) =>
        posted is { Length: > 0 and <= Longest } ? QueryString.Create(QueryHelpers.ParseQuery(posted)).Value ?? "" : "";

    /// <summary>A search for the same people, each with their own service.</summary>
    /// <param name="near">As it may be typed; see <see cref="SearchQuery.Near"/>.</param>
    public static string Around(string near, IReadOnlyList<ServiceKind> kinds) =>
        "?" + new SearchQuery { Near = near }.For(kinds).ToText();
}
