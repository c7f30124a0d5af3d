namespace Creneau.Scheduling;

/// <summary>A place on the earth, WGS 84.</summary>
/// <param name="Latitude">Degrees north, -90 to 90.</param>
/// <param name="Longitude">Degrees east, -180 to 180.</param>
public readonly record struct GeoPoint(double Latitude, double Longitude)
{
    internal const double EarthRadiusKm = 6371.0088;

    /// <summary>Kilometres to another place along the great circle (haversine; the earth as a sphere, good to 0.5 %).</summary>
    public double KmTo(GeoPoint other)
    {
        var halfNorth = Math.Sin(Radians(other.Latitude - Latitude) / 2);
        var halfEast = Math.Sin(Radians(other.Longitude - Longitude) / 2);
        var chord = halfNorth * halfNorth
            + Math.Cos(Radians(Latitude)) * Math.Cos(Radians(other.Latitude)) * halfEast * halfEast;
        return 2 * EarthRadiusKm * Math.Asin(Math.Min(1, Math.Sqrt(chord)));
    }

    internal static double Radians(double degrees) => degrees * (Math.PI / 180);
}
