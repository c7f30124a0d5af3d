using Creneau.Catalogue;
using Microsoft.AspNetCore.WebUtilities;

namespace Creneau.Web.Search;

/// <summary>Queries that lead back to the search on the home page.</summary>
public static class SearchAddress
{
    private const int Longest = 600;

    /// <returns>The posted query, parsed and escaped again, with its question mark; empty when there is none or it is too long.</returns>
    public static string Query(string? posted) =>
        posted is { Length: > 0 and <= Longest } ? QueryString.Create(QueryHelpers.ParseQuery(posted)).Value ?? "" : "";

    /// <summary>A search for the given people.</summary>
    /// <param name="near">See <see cref="SearchQuery.Near"/>.</param>
    public static string Around(string near, IReadOnlyList<ServiceKind> kinds) =>
        "?" + new SearchQuery { Near = near }.For(kinds).ToText();
}
