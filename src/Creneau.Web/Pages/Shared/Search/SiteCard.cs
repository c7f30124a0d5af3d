namespace Creneau.Web.Pages.Shared.Search;

/// <summary>For `_SiteCard`: a site with its first slots, each a button of the form around the cards.</summary>
/// <param name="Facts">Distance, address, duration and access, in this order.</param>
/// <param name="Wheelchair">Shown as an icon with a text for screen readers.</param>
/// <param name="Latitude">With the longitude, when both are known: the site is on the detailed map.</param>
public sealed record SiteCard(
    int SiteId,
    string Name,
    string Href,
    IReadOnlyList<string> Facts,
    DateOnly Today,
    IReadOnlyList<SlotChoice> Slots,
    bool Wheelchair = false,
    double? Latitude = null,
    double? Longitude = null)
{
    /// <summary>What the town hall tells today.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];
}

/// <param name="Minute">Minute of the day on the site's wall clock.</param>
public sealed record SlotChoice(DateOnly Day, int Minute, string Value);
