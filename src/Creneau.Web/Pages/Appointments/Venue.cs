using System.Globalization;

namespace Creneau.Web.Pages.Appointments;

/// <summary>Where the appointment is, and how to get in.</summary>
public sealed record Venue(double Latitude, double Longitude, string? AccessNotes, bool Wheelchair)
{
    /// <summary>Link to the place on OpenStreetMap; nothing is loaded from there.</summary>
    public string MapLink => string.Create(
        CultureInfo.InvariantCulture,
        $"https://www.openstreetmap.org/?mlat={Latitude:0.00000}&mlon={Longitude:0.00000}#map=17/{Latitude:0.00000}/{Longitude:0.00000}");
}
