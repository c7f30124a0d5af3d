namespace Creneau.Web.Search;

/// <summary>A search as part of a page: form, filters, cards and overview. The defaults are those of the home page.</summary>
public sealed record SearchPart(SearchResult Result)
{
    /// <summary>Elements that htmx swaps besides the result; not every page has all of them.</summary>
    public const string OutOfBandSwaps =
        "#kept:outerHTML,#each:outerHTML,#place-label:outerHTML,#filters-label:outerHTML,#clear-filters:outerHTML,"
        + "#any-town-hall:outerHTML,#visit:outerHTML,#back-to-search:outerHTML,#language:outerHTML,#announce:innerHTML";

    private const string MovesText = "&move=true";

    /// <summary>Where form and links lead, without the language: the page that shows this part.</summary>
    public string Page { get; init; } = "/";

    /// <summary>
    /// The slots are for an existing appointment: choosing one moves it, and the links of this part carry that along.
    /// </summary>
    public bool Moves { get; init; }

    /// <summary>Where a chosen slot is posted, without the language, as `slot` = <see cref="SlotValue"/>.</summary>
    public string SlotAction => Moves ? "/rendez-vous/deplacer" : "/rendez-vous/garder";

    /// <summary>What is posted with the slot besides `formId`, `services` and `back`.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Hidden { get; init; } = [];

    /// <summary>The form asks for the place; else the place stays.</summary>
    public bool AsksPlace { get; init; } = true;

    /// <summary>The form asks for service and people; else they stay.</summary>
    public bool AsksParty { get; init; } = true;

    public SearchQuery Query => Result.Query;

    /// <summary>Address of this page with another search, without the language.</summary>
    public string With(SearchQuery query) => $"{Page}?{Text(query)}";

    /// <summary>Query of an address with the search, and with the mark that an appointment is moved.</summary>
    public string Text(SearchQuery query) => query.ToText() + (Moves ? MovesText : "");

    public SlotForm SlotForm => new(SlotAction, Query, Hidden, Antiforgery: Moves);
}

/// <summary>For `_SlotForm`: what is posted with the slot button that is pressed; one form surrounds all of a page.</summary>
public sealed record SlotForm(
    string Action, SearchQuery Query, IReadOnlyList<KeyValuePair<string, string>> Hidden, bool Antiforgery = false)
{
    public string Services => PartyCode.Of(Query.Kinds);

    public string Back => Query.ToText();
}
