using System.Globalization;
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
        Latitude = Text(site.Latitude),
        Longitude = Text(site.Longitude),
    };

    private static string Text(double degrees) => degrees.ToString("0.#######", CultureInfo.CurrentCulture);
}

public sealed class AccessInput
{
    public bool Wheelchair { get; set; }

    public string? Notes { get; set; }
}
