namespace Creneau.Web.Html.Shapes;

/// <summary>For `_Segmented`: two or three ways to see the same thing, as links; exactly one is current.</summary>
public sealed record Segmented(string Label, IReadOnlyList<Segment> Segments);

public sealed record Segment(string Text, string Href, bool Current);

/// <summary>For `_Summary`, the box beside a form: what has been chosen so far, and the way to change it.</summary>
/// <param name="ChangeForm">Id of the form that is sent to ChangeHref; null when that is a link.</param>
public sealed record Summary(string Title, IReadOnlyList<SummaryLine> Lines, string? ChangeText = null, string? ChangeHref = null, string? ChangeForm = null);

/// <param name="Detail">Set in plain weight under the value: an address under a name.</param>
public sealed record SummaryLine(string Term, string Value, string? Detail = null);

/// <summary>For `_DoneBand`: the green band after confirming.</summary>
/// <param name="When">Already a sentence: « Vendredi 27 novembre 2026 à 14 h 20 ».</param>
/// <param name="Reference">Ten digits.</param>
public sealed record DoneBand(string Title, string When, string Where, string Reference);

/// <summary>For `_SiteCard`: a site with its soonest slots, each a button of the form around the cards.</summary>
/// <param name="Facts">Short facts, in their order: distance, address, duration, access.</param>
/// <param name="Wheelchair">A wheelchair gets in; drawn as a sign, and said.</param>
/// <param name="Latitude">With the longitude, both known: the site is on the map.</param>
public sealed record SiteCard(
    int SiteId,
    string Name,
    string Href,
    IReadOnlyList<string> Facts,
    DateOnly Today,
    IReadOnlyList<SlotChoice> Slots,
    bool Wheelchair = false,
    double? Latitude = null,
    double? Longitude = null);

/// <param name="Minute">Minute of the day on the site's wall clock.</param>
public sealed record SlotChoice(DateOnly Day, int Minute, string Value);

/// <summary>For the layout, as ViewData "Draft": the form of the page in which people type; who changes the language takes it along.</summary>
/// <param name="Form">Its id.</param>
/// <param name="Send">What Enter does, in words.</param>
/// <param name="Action">Where Enter sends it, when that is not where the form does; null otherwise.</param>
public sealed record Draft(string Form, string Send, string? Action = null);
