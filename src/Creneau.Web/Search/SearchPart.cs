using Creneau.Web.Html;

namespace Creneau.Web.Search;

/// <summary>A search as part of a page: form, filters, cards and overview. The defaults are those of the home page.</summary>
public sealed record SearchPart(Finding Finding)
{
    /// <summary>Where form and links lead, without the language: the page that shows this part.</summary>
    public string Page { get; init; } = "/";

    /// <summary>Where a chosen slot is posted, without the language, as `slot` = <see cref="SlotValue"/>.</summary>
    public string SlotAction { get; init; } = "/rendez-vous/garder";

    /// <summary>What is posted with the slot besides `formId`, `services` and `back`.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Hidden { get; init; } = [];

    /// <summary>Asks for the place; else it stays as it is.</summary>
    public bool AsksPlace { get; init; } = true;

    /// <summary>Asks for service and people; else they stay as they are.</summary>
    public bool AsksParty { get; init; } = true;

    /// <summary>A page on which slots are posted with a token against forgery.</summary>
    public bool Antiforgery { get; init; }

    public SearchQuery Query => Finding.Query;

    /// <summary>Address of this page with another search, without the language.</summary>
    public string With(SearchQuery query) => $"{Page}?{query.ToText()}";

    public SlotForm SlotForm => new(SlotAction, Query, Hidden, Antiforgery);
}

/// <summary>The one form around all slot buttons of a page: what is posted with whichever is pressed.</summary>
public sealed record SlotForm(string Action, SearchQuery Query, IReadOnlyList<KeyValuePair<string, string>> Hidden, bool Antiforgery = false)
{
    public string Services => PartyCode.Of(Query.Kinds);

    public string Back => Query.ToText();
}
