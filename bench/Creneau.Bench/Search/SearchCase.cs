using Creneau.Availability;
using Creneau.Catalogue;
using Creneau.Places;
using Creneau.Scheduling;

namespace Creneau.Bench.Search;

/// <summary>What all sides of the search answer: the soonest start for one identity card around places, at one moment.</summary>
/// <param name="NowLocal">Wall clock of every zone at that moment.</param>
public sealed record SearchCase(AvailabilityIndex Availability, GeoPoint[] Places, DateTime[] NowLocal)
{
    private const int Seed = 74;

    public static readonly int[] Kinds = [ServiceKind.IdCard.Id];

    /// <param name="count">How many communes of France, drawn by a fixed seed.</param>
    public static SearchCase Draw(AvailabilityIndex availability, CommuneDirectory communes, int count, DateTime nowUtc)
    {
        var random = new Random(Seed);
        var places = Enumerable.Range(0, count).Select(_ => communes.All[random.Next(communes.All.Count)].Position);
        return new(availability, [.. places], availability.Places.LocalNow(nowUtc));
    }

    /// <summary>Our answer, from memory.</summary>
    public bool TrySoonest(GeoPoint near, double radiusKm, out SlotFound found)
    {
        var query = new SlotQuery
        {
            Near = near,
            RadiusKm = radiusKm,
            Kinds = Kinds,
            From = DateOnly.MinValue,
            To = DateOnly.MaxValue,
            NowLocal = NowLocal,
        };
        return Availability.Map.TrySoonest(query, out found);
    }

    /// <summary>The same as a value that answers of other sides are compared with; null when there is none.</summary>
    public SoonestStart? Soonest(GeoPoint near, double radiusKm) =>
        TrySoonest(near, radiusKm, out var found) ? new(found.Plan.SiteId, found.Start.Date, found.Start.Minute) : null;
}

/// <summary>The soonest start and where.</summary>
public sealed record SoonestStart(int SiteId, DateOnly Date, int Minute);
