using Creneau.Administration.Sites;
using Creneau.Places;

namespace Creneau.Web.Pages.Agents.Setup;

public sealed class NamesInput
{
    public string? Name { get; set; }

    public string? Phone { get; set; }
}

/// <summary>As typed.</summary>
public sealed class PlaceInput
{
    public string? Street { get; set; }

    public string? Postcode { get; set; }

    public string? City { get; set; }

    public string? Latitude { get; set; }

    public string? Longitude { get; set; }

    public static PlaceInput Of(Site site) => new()
    {
        Street = site.Street,
        Postcode = site.Postcode,
        City = site.City,
        Latitude = TypedDegrees.Text(site.Latitude),
        Longitude = TypedDegrees.Text(site.Longitude),
    };

    /// <param name="stored">Where it lies; coordinates that were left as they are shown stay exactly as they are.</param>
    public SitePlace ToPlace(double? latitude, double? longitude, Site? stored) => new(
        Street ?? "",
        Postcode ?? "",
        City ?? "",
        stored is not null && Latitude == TypedDegrees.Text(stored.Latitude) ? stored.Latitude : latitude,
        stored is not null && Longitude == TypedDegrees.Text(stored.Longitude) ? stored.Longitude : longitude);
}

public sealed class AccessInput
{
    public bool Wheelchair { get; set; }

    public string? Notes { get; set; }
}
