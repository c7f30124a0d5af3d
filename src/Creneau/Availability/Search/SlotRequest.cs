using Creneau.Catalogue;
using Creneau.Scheduling;

namespace Creneau.Availability.Search;

/// <summary>What a page or a machine looks for: place, people and filters.</summary>
/// <param name="Near">Centre of the search.</param>
/// <param name="Kinds">The service of each person, 1 to 6.</param>
public sealed record SlotRequest(GeoPoint Near, IReadOnlyList<ServiceKind> Kinds)
{
    /// <summary>Kilometres around the centre, the edge included; infinity looks everywhere.</summary>
    public double RadiusKm { get; init; } = 30;

    public SlotSort Sort { get; init; }

    /// <summary>First date, included; null: as early as can be booked.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last date, included; null: as late as can be booked.</summary>
    public DateOnly? To { get; init; }

    public DaysOfWeek Days { get; init; } = DaysOfWeek.All;

    public PartsOfDay Times { get; init; }

    /// <summary>Only sites that a wheelchair gets into.</summary>
    public bool Wheelchair { get; init; }

    /// <summary>Only this town hall: a collection is possible only where the request was filed (rule 11).</summary>
    public int? TownHallId { get; init; }

    public int MaxSites { get; init; } = 20;

    public int StartsPerSite { get; init; } = 3;
}
