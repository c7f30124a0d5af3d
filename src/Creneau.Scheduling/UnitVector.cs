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
    internal double KmTo(UnitVector other) =>
        2 * GeoPoint.EarthRadiusKm * Math.Asin(Math.Min(1, Math.Sqrt(SquareTo(other)) / 2));

    /// <summary>Square of the straight line between the two: grows with the distance and costs no arc sine.</summary>
    internal double SquareTo(UnitVector other)
    {
        var (x, y, z) = (X - other.X, Y - other.Y, Z - other.Z);
        return (x * x) + (y * y) + (z * z);
    }

    /// <summary>The <see cref="SquareTo"/> of places so far apart; negative below 0 km.</summary>
    internal static double Square(double km)
    {
        var half = Math.Sin(Math.Min(km / GeoPoint.EarthRadiusKm, Math.PI) / 2);
        return km < 0 ? -1 : 4 * half * half;
    }
}
