using Creneau.Availability.Search;
using Creneau.Places;

namespace Creneau.Web.Search;

/// <summary>Why a search shows no town hall.</summary>
public enum NothingFound
{
    /// <summary>No town hall of the platform lies in the circle.</summary>
    TooFar,

    /// <summary>There are some, but none does what is asked.</summary>
    NotThisService,

    /// <summary>There are some, but none that a wheelchair gets into.</summary>
    NoWheelchair,

    /// <summary>Free starts there are, but none that the filters let through.</summary>
    Filters,

    /// <summary>Everything is taken.</summary>
    NothingFree,

    /// <summary>The town hall where the request was filed is not on this platform (collection).</summary>
    NotAMember,

    /// <summary>A position does not say at which town hall the request was filed (collection).</summary>
    NotSaidWhere,
}

/// <summary>A changed search that finds something, offered as a link.</summary>
/// <param name="Sites">How many town halls it finds.</param>
/// <param name="DropsFilters">True when it drops the filters.</param>
/// <param name="Widens">True when it looks further away.</param>
public sealed record WiderSearch(SearchQuery Query, int Sites, bool DropsFilters, bool Widens);

/// <summary>The result of a search, as pages show it.</summary>
/// <param name="Problems">Parameters that could not be read; then nothing was searched.</param>
/// <param name="Found">What was found; empty when the place is not known yet.</param>
/// <param name="Nothing">Why nothing was found; null when something was, or the place is not known.</param>
/// <param name="WiderSearches">Changes that find something, the smallest first.</param>
/// <param name="Instead">Town halls to choose from where a place alone does not say which: those nearest.</param>
public sealed record SearchResult(
    SearchQuery Query,
    IReadOnlyList<SearchProblem> Problems,
    SearchPlace Place,
    SlotsFound Found,
    NothingFound? Nothing,
    IReadOnlyList<WiderSearch> WiderSearches,
    IReadOnlyList<TownHall> Instead)
{
    public static SearchResult Without(SearchQuery query, IReadOnlyList<SearchProblem> problems, SearchPlace place) =>
        new(query, problems, place, SlotsFound.Nothing, null, [], []);

    /// <summary>The place, when it was resolved to one.</summary>
    public SearchPlace.At? At => Place as SearchPlace.At;
}
