using Creneau.Availability.Search;
using Creneau.Places;
using Creneau.Scheduling;

namespace Creneau.Web.Search;

/// <summary>The place of a search, as it was resolved.</summary>
public abstract record SearchPlace
{
    private SearchPlace()
    {
    }

    /// <summary>No place was given.</summary>
    public sealed record Anywhere : SearchPlace;

    /// <summary>No commune of that name.</summary>
    public sealed record Unknown : SearchPlace;

    /// <summary>Several communes of that name, far from each other: one must be chosen.</summary>
    public sealed record Several(IReadOnlyList<Commune> Candidates) : SearchPlace;

    /// <param name="Name">Name of the commune; null for a position far from any commune, or when no name was asked for.</param>
    /// <param name="Commune">The commune that was typed; null for a position.</param>
    /// <param name="Others">Other communes close by that the text can mean: those of the same postcode.</param>
    public sealed record At(GeoPoint Centre, string? Name, Commune? Commune, IReadOnlyList<Commune> Others) : SearchPlace;
}

/// <summary>Resolves the place of a search, typed or a position.</summary>
public sealed class PlaceFinder(CommuneDirectory communes, SlotSearch search)
{
    private const double CloseKm = 30;
    private const double FarFromAllKm = 30;

    /// <summary>Middle of the town halls: of several communes of a name, those near it are preferred. Null without town halls.</summary>
    public GeoPoint? Middle => search.Middle();

    /// <param name="named">Whether to look up the commune of a position, for its name.</param>
    public SearchPlace Find(SearchQuery query, bool named = true)
    {
        if (query.Position is { } position)
        {
            var nearest = !named ? null : communes.NearestTo(position.Latitude, position.Longitude);
            var name = nearest is not null && nearest.Position.KmTo(position) < FarFromAllKm ? nearest.Name : null;
            return new SearchPlace.At(position, name, null, []);
        }

        return query.Near.Length == 0 ? new SearchPlace.Anywhere() : Of(communes.Resolve(query.Near, Middle).Candidates);
    }

    private static SearchPlace Of(IReadOnlyList<Commune> candidates)
    {
        if (candidates.Count == 0)
        {
            return new SearchPlace.Unknown();
        }

        var first = candidates[0];
        return candidates.All(other => other.Position.KmTo(first.Position) <= CloseKm)
            ? new SearchPlace.At(first.Position, first.Name, first, [.. candidates.Skip(1)])
            : new SearchPlace.Several(candidates);
    }
}
