namespace Creneau.Scheduling;

/// <summary>A place as a vector from the centre of a sphere of radius 1: distances then cost no sine and cosine each.</summary>
internal readonly record struct UnitVector(double X, double Y, double Z)
{
    internal static UnitVector To(GeoPoint place)
    {
        var (sineNorth, cosineNorth) = Math.SinCos(GeoPoint.Radians(place.Latitude));
        var (sineEast, cosineEast) = Math.SinCos(GeoPoint.Radians(place.Longitude));
        return new(cosineNorth * cosineEast, cosineNorth * sineEast, sineNorth);
    }

    /// <summary>Kilometres along the great circle, from the straight line between the two.</summary>
    internal double KmTo(UnitVector other)
    {
        var (x, y, z) = (X - other.X, Y - other.Y, Z - other.Z);
        return 2 * GeoPoint.EarthRadiusKm * Math.Asin(Math.Min(1, Math.Sqrt((x * x) + (y * y) + (z * z)) / 2));
    }
}
