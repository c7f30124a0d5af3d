using Creneau.Scheduling;

namespace Creneau.Places;

/// <summary>A town that people know their way by, in France or just over the border.</summary>
/// <param name="Country">Two letters, ISO 3166.</param>
public sealed record Town(string Name, string Country, GeoPoint Position, int Population);

/// <summary>The towns named on the drawn overview.</summary>
public sealed class TownsNearby
{
    private const int SmallestPopulation = 2000;
    private readonly Town[] largestFirst;

    private TownsNearby(IEnumerable<Town> towns) => largestFirst = [.. towns.OrderByDescending(t => t.Population)];

    /// <summary>
    /// French towns from the directory, and those within 100 km of France in the neighbouring countries. A commune whose
    /// position is approximate is left out: a name in the wrong place misleads more than none.
    /// </summary>
    public static TownsNearby Load(CommuneDirectory directory) => new(directory.All
        .Where(c => c.Population >= SmallestPopulation && !c.IsApproximate)
        .Select(c => new Town(c.Name, "FR", c.Position, c.Population))
        .Concat(PlacesData.TownsAbroad()));

    /// <summary>The most populous towns of a view, largest first; bounds in degrees, both ends included.</summary>
    public IReadOnlyList<Town> LargestIn(double latMin, double latMax, double lonMin, double lonMax, int count) =>
        [.. largestFirst
            .Where(t => t.Position.Latitude >= latMin && t.Position.Latitude <= latMax
                && t.Position.Longitude >= lonMin && t.Position.Longitude <= lonMax)
            .Take(count)];
}
