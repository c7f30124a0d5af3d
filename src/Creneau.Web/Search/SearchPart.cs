using Creneau.Web.Html;

namespace Creneau.Web.Search;

/// <summary>A search as part of a page: form, filters, cards and overview. The defaults are those of the home page.</summary>
public sealed record SearchPart(Finding Finding)
{
    /// <summary>What a quick answer brings up to date besides the answer itself, as htmx wants it; a page need not have it all.</summary>
    public const string Beside = "#kept:outerHTML,#each:outerHTML,#place-label:outerHTML,#filters-label:outerHTML,#clear-filters:outerHTML,#any-town-hall:outerHTML,#visit:outerHTML,#back-to-search:outerHTML,#language:outerHTML,#announce:innerHTML";

    private const string MovesText = "&move=true";

    /// <summary>Where form and links lead, without the language: the page that shows this part.</summary>
    public string Page { get; init; } = "/";

    /// <summary>The slots are for an appointment that there is already: choosing one moves it, and every link of this part says so.</summary>
    public bool Moves { get; init; }

    /// <summary>Where a chosen slot is posted, without the language, as `slot` = <see cref="SlotValue"/>.</summary>
    public string SlotAction => Moves ? "/rendez-vous/deplacer" : "/rendez-vous/garder";

    /// <summary>What is posted with the slot besides `formId`, `services` and `back`.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Hidden { get; init; } = [];

    /// <summary>Asks for the place; else it stays as it is.</summary>
    public bool AsksPlace { get; init; } = true;

    /// <summary>Asks for service and people; else they stay as they are.</summary>
    public bool AsksParty { get; init; } = true;

    public SearchQuery Query => Finding.Query;

    /// <summary>Address of this page with another search, without the language.</summary>
    public string With(SearchQuery query) => $"{Page}?{Text(query)}";

    /// <summary>The search as the query of an address, with what is moved.</summary>
    public string Text(SearchQuery query) => query.ToText() + (Moves ? MovesText : "");

    public SlotForm SlotForm => new(SlotAction, Query, Hidden, Antiforgery: Moves);
}

/// <summary>The one form around all slot buttons of a page: what is posted with whichever is pressed.</summary>
public sealed record SlotForm(string Action, SearchQuery Query, IReadOnlyList<KeyValuePair<string, string>> Hidden, bool Antiforgery = false)
{
    public string Services => PartyCode.Of(Query.Kinds);

    public string Back => Query.ToText();
}
