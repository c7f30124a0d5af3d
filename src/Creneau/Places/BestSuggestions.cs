using Creneau.Scheduling;

namespace Creneau.Places;

/// <summary>Keeps the best few of many suggestions, each commune once.</summary>
/// <param name="capacity">How many to keep.</param>
/// <param name="near">When given, a commune counts less the farther it lies: half at 20 km, a fifth at 40 km.</param>
internal sealed class BestSuggestions(int capacity, GeoPoint? near)
{
    private const double HalfWeightKm = 20;
    private const double KmPerDegree = 111.2;
    private readonly List<(Suggestion Suggestion, int Tier, double Weight)> best = new(capacity + 1);
    private readonly double kmPerDegreeEast = KmPerDegree * Math.Cos(double.DegreesToRadians(near?.Latitude ?? 0));

    internal bool IsFull => best.Count == capacity;

    /// <param name="suggestion">What to keep if it is good enough.</param>
    /// <param name="tier">0 is best; only within a tier do population and nearness decide.</param>
    internal void Offer(Suggestion suggestion, int tier)
    {
        var weight = Weight(suggestion.Commune);
        if (!IsFull || IsBetter(tier, weight, best[^1]))
        {
            Insert(suggestion, tier, weight);
        }
    }

    internal IReadOnlyList<Suggestion> ToList() => best.ConvertAll(b => b.Suggestion);

    private void Insert(Suggestion suggestion, int tier, double weight)
    {
        var known = best.FindIndex(b => b.Suggestion.Commune == suggestion.Commune);
        if (known >= 0)
        {
            if (best[known].Tier <= tier)
            {
                return;
            }

            best.RemoveAt(known);
        }

        var place = best.FindIndex(b => IsBetter(tier, weight, b));
        best.Insert(place < 0 ? best.Count : place, (suggestion, tier, weight));
        if (best.Count > capacity)
        {
            best.RemoveAt(capacity);
        }
    }

    private static bool IsBetter(int tier, double weight, (Suggestion Suggestion, int Tier, double Weight) other) =>
        tier < other.Tier || (tier == other.Tier && weight > other.Weight);

    private double Weight(Commune commune)
    {
        if (near is not { } here)
        {
            return commune.Population;
        }

        var north = (commune.Position.Latitude - here.Latitude) * KmPerDegree;
        var east = (commune.Position.Longitude - here.Longitude) * kmPerDegreeEast;
        return (commune.Population + 1) / (1 + (north * north + east * east) / (HalfWeightKm * HalfWeightKm));
    }
}
