using Creneau.Availability;
using Creneau.Places;
using Creneau.Scheduling;

namespace Creneau.Web.Search;

/// <summary>Where a search looks.</summary>
public abstract record Whereabouts
{
    private Whereabouts()
    {
    }

    /// <summary>No place was given.</summary>
    public sealed record Anywhere : Whereabouts;

    /// <summary>No commune of that name.</summary>
    public sealed record Unknown : Whereabouts;

    /// <summary>Several communes, far from each other: the person must choose.</summary>
    public sealed record Several(IReadOnlyList<Commune> Candidates) : Whereabouts;

    /// <param name="Name">Name of the commune; null for a position far from any.</param>
    /// <param name="Commune">The commune typed; null for a position.</param>
    /// <param name="Others">Other communes that the text can mean, close by: those of the same postcode.</param>
    public sealed record At(GeoPoint Centre, string? Name, Commune? Commune, IReadOnlyList<Commune> Others) : Whereabouts;
}

/// <summary>Turns what was typed, or a position, into a place.</summary>
public sealed class PlaceFinder(CommuneDirectory communes, SlotSearch search)
{
    private const double CloseKm = 30;
    private const double FarFromAllKm = 30;

    /// <summary>What is typed on a platform is likelier near its town halls than far away.</summary>
    public GeoPoint? Middle => search.Middle();

    /// <param name="query">What is looked for.</param>
    /// <param name="named">Whether a position needs the name of a commune.</param>
    public Whereabouts Find(SearchQuery query, bool named = true)
    {
        if (query.Position is { } position)
        {
            var nearest = !named ? null : communes.NearestTo(position.Latitude, position.Longitude);
            return new Whereabouts.At(position, nearest is not null && nearest.Position.KmTo(position) < FarFromAllKm ? nearest.Name : null, null, []);
        }

        return query.Near.Length == 0 ? new Whereabouts.Anywhere() : Of(communes.Resolve(query.Near, Middle).Candidates);
    }

    private static Whereabouts Of(IReadOnlyList<Commune> candidates)
    {
        if (candidates.Count == 0)
        {
            return new Whereabouts.Unknown();
        }

        var first = candidates[0];
        return candidates.All(other => other.Position.KmTo(first.Position) <= CloseKm)
            ? new Whereabouts.At(first.Position, first.Name, first, [.. candidates.Skip(1)])
            : new Whereabouts.Several(candidates);
    }
}
