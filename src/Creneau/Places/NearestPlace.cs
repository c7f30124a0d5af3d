using Creneau.Scheduling;

namespace Creneau.Places;

/// <summary>
/// Communes as points on a ball, so that poles and the date line need no care. Looking at all 35,000 takes some tens of
/// microseconds.
/// </summary>
internal sealed class NearestPlace
{
    private readonly Commune[] communes;
    private readonly float[] x;
    private readonly float[] y;
    private readonly float[] z;

    internal NearestPlace(Commune[] all)
    {
        communes = all;
        x = new float[all.Length];
        y = new float[all.Length];
        z = new float[all.Length];
        for (var i = 0; i < all.Length; i++)
        {
            (x[i], y[i], z[i]) = OnBall(all[i].Position);
        }
    }

    internal Commune To(GeoPoint point)
    {
        var (px, py, pz) = OnBall(point);
        var best = 0;
        var shortest = float.MaxValue;
        for (var i = 0; i < communes.Length; i++)
        {
            float dx = x[i] - px, dy = y[i] - py, dz = z[i] - pz;
            var chord = dx * dx + dy * dy + dz * dz;
            if (chord < shortest || (chord == shortest && communes[i].Population > communes[best].Population))
            {
                (best, shortest) = (i, chord);
            }
        }

        return communes[best];
    }

    private static (float X, float Y, float Z) OnBall(GeoPoint point)
    {
        var (sinLat, cosLat) = Math.SinCos(double.DegreesToRadians(point.Latitude));
        var (sinLon, cosLon) = Math.SinCos(double.DegreesToRadians(point.Longitude));
        return ((float)(cosLat * cosLon), (float)(cosLat * sinLon), (float)sinLat);
    }
}
