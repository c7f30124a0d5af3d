using Creneau.Places;
using Creneau.Scheduling;
using Creneau.Web.Search.OverviewMap;

namespace Creneau.Web.Pages.Agents.Setup;

/// <summary>For `_PlaceMap`: the drawn map of the surroundings of a commune, on which a site is put by hand.</summary>
/// <param name="Overview">Without pins.</param>
/// <param name="Centre">What lies in its middle.</param>
/// <param name="Pin">Where the site lies.</param>
/// <param name="Name">Of the commune.</param>
public sealed record PlaceMap(Overview Overview, GeoPoint Centre, GeoPoint Pin, string Name)
{
    public const double RadiusKm = 8;

    /// <summary>Of the pin, in units of the drawing.</summary>
    public (double X, double Y) At => Overview.On(Pin, Centre, RadiusKm);

    /// <summary>Units of the drawing for a degree to the north and to the east.</summary>
    public (double North, double East) PerDegree => Overview.PerDegree(Centre, RadiusKm);
}

/// <summary>Draws the maps of sites.</summary>
public sealed class PlaceMaps(TownsNearby towns, CommuneDirectory communes)
{
    private const int TownsTried = 9;

    /// <param name="site">Null: it is made just now.</param>
    /// <param name="latitude">As typed; what cannot be understood counts as nothing.</param>
    /// <param name="longitude">As the latitude.</param>
    public PlaceMap Of(TownHall townHall, Site? site, string? latitude, string? longitude)
    {
        var commune = communes.Find(townHall.InseeCode)?.Position ?? site?.Place ?? default;
        TypedDegrees.TryRead(latitude, out var north);
        TypedDegrees.TryRead(longitude, out var east);
        var pin = north is >= -90 and <= 90 && east is >= -180 and <= 180 ? new GeoPoint(north.Value, east.Value) : site?.Place ?? commune;
        var centre = pin.KmTo(commune) < PlaceMap.RadiusKm ? commune : pin;
        var reach = Overview.Reach(centre, PlaceMap.RadiusKm);
        var inView = towns.LargestIn(
            centre.Latitude - reach.North, centre.Latitude + reach.North,
            centre.Longitude - reach.East, centre.Longitude + reach.East, TownsTried);
        var overview = Overview.Of(centre, PlaceMap.RadiusKm, [], [.. inView.Select(town => new Landmark(town.Position, town.Name))]);
        return new PlaceMap(overview, centre, pin, townHall.Name);
    }
}
