using Creneau.Availability.Search;
using Creneau.Catalogue;
using Creneau.Places;
using Creneau.Scheduling;

namespace Creneau.Web.Search;

/// <summary>
/// A search. <see cref="SearchReader"/> reads it from the query of an address, <see cref="SearchQueryText"/> writes it.
/// </summary>
public sealed record SearchQuery
{
    public const double DefaultRadiusKm = 30;

    /// <summary>The radii that the form offers.</summary>
    public static IReadOnlyList<double> Radii { get; } = [10, DefaultRadiusKm, 60, 100];

    /// <summary>The place as typed, at most <see cref="Normaliser.MaxLength"/> characters; empty when none was typed.</summary>
    public string Near { get; init; } = "";

    /// <summary>The position that a browser gave, rounded to 0.01°.</summary>
    public GeoPoint? Position { get; init; }

    /// <summary>The service of each person, 1 to 6.</summary>
    public IReadOnlyList<ServiceKind> Kinds { get; init; } = [ServiceKind.IdCard];

    /// <summary>« Chacun sa démarche »: the services of the people may differ.</summary>
    public bool Each { get; init; }

    public double RadiusKm { get; init; } = DefaultRadiusKm;

    public SlotSort Sort { get; init; }

    public DaysOfWeek Days { get; init; } = DaysOfWeek.All;

    public PartsOfDay Times { get; init; }

    public bool Wheelchair { get; init; }

    /// <summary>First date, included.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last date, included.</summary>
    public DateOnly? To { get; init; }

    public int People => Kinds.Count;

    public bool HasPlace => Near.Length > 0 || Position is not null;

    /// <summary>Somebody collects a finished document: only where it was asked for (rule 11).</summary>
    public bool Collects => Kinds.Any(kind => kind.OnlyWhereFiled);

    public bool HasFilters => Days != DaysOfWeek.All || Times != PartsOfDay.None || Wheelchair || From is not null || To is not null;

    /// <summary>To 0.01°, as every position in an address.</summary>
    public static GeoPoint Rounded(GeoPoint place) => new(Math.Round(place.Latitude, 2), Math.Round(place.Longitude, 2));

    /// <summary>The same search for other people.</summary>
    public SearchQuery For(IReadOnlyList<ServiceKind> kinds) => this with { Kinds = kinds, Each = kinds.Distinct().Count() > 1 };

    public SearchQuery WithoutFilters() =>
        this with { Days = DaysOfWeek.All, Times = PartsOfDay.None, Wheelchair = false, From = null, To = null };

    public SlotRequest Around(GeoPoint place) => new(place, Kinds)
    {
        RadiusKm = RadiusKm,
        Sort = Sort,
        Days = Days,
        Times = Times,
        Wheelchair = Wheelchair,
        From = From,
        To = To,
    };
}
