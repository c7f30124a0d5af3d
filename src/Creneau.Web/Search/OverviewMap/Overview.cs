using Creneau.Scheduling;

namespace Creneau.Web.Search.OverviewMap;

/// <summary>A place to be labelled.</summary>
/// <param name="Text">For a pin its first date, for a town its name.</param>
public sealed record Landmark(GeoPoint Place, string Text);

/// <summary>A circle of equal distance.</summary>
/// <param name="Radius">In units of the drawing.</param>
/// <param name="Label">Place of the text with its distance.</param>
public sealed record Ring(double Km, double Radius, Box Label);

/// <summary>A landmark with its label, laid out.</summary>
/// <param name="Index">Of the landmark in the list that was given.</param>
/// <param name="X">Of the landmark, in units of the drawing; so is Y.</param>
/// <param name="Label">Null when there was no room: only the landmark is marked.</param>
/// <param name="Leader">Line from the landmark to a label that does not cover it.</param>
public sealed record PlacedLabel(int Index, string Text, double X, double Y, Box? Label, Line? Leader = null)
{
    /// <summary>The landmark is not covered by its own label.</summary>
    public bool ShowsPlace => Label is null || Leader is not null;
}

/// <summary>
/// The drawn overview of a search: north up, distance rings around the centre, names of towns, pins with dates. No label covers another
/// one or another landmark, and no leader crosses anything; a pin without room is a dot without a date. Widths of texts are estimated
/// generously, since the server has no font.
/// </summary>
public sealed record Overview(IReadOnlyList<Ring> Rings, IReadOnlyList<PlacedLabel> Towns, IReadOnlyList<PlacedLabel> Pins)
{
    public const double Width = 320;
    public const double Height = 308;
    public static readonly Box Sheet = new(2, 2, Width - 4, Height - 4);
    private const int PinsBeforeTowns = 2;
    private const double OuterRing = 140;
    private const double RingLabelWidth = 46;
    private const double RingLabelHeight = 15;
    private const double KmPerDegree = 111.2;

    /// <summary>Directions in which the text of a ring may stand, the preferred first.</summary>
    private static readonly (double X, double Y)[] RingEnds = [(0, -1), (0, 1), (.707, -.707), (-.707, -.707), (.707, .707), (-.707, .707)];

    /// <param name="centre">Middle of the rings.</param>
    /// <param name="radiusKm">Of the outer ring, above 0.</param>
    /// <param name="pins">The most important first: it is laid out first.</param>
    /// <param name="towns">The largest first; towns without room are left out.</param>
    /// <param name="mostTowns">How many names at most.</param>
    public static Overview Of(
        GeoPoint centre, double radiusKm, IReadOnlyList<Landmark> pins, IReadOnlyList<Landmark> towns, int mostTowns = 5)
    {
        var dots = pins.Select(pin => On(pin.Place, centre, radiusKm)).ToList();
        var townDots = towns.Select(town => On(town.Place, centre, radiusKm)).ToList();
        var rings = RingsOf(radiusKm, [.. dots, .. townDots]);
        var paper = new OverviewLayout(rings.Select(ring => ring.Label), dots);
        // First pins, then towns, then the other pins, of which some may get no label
        var first = pins.Take(PinsBeforeTowns).Select((pin, i) => paper.Pin(i, pin.Text)).ToList();
        var named = towns.Select((town, i) => paper.Town(i, town.Text, townDots[i])).OfType<PlacedLabel>().Take(mostTowns).ToList();
        var others = pins.Skip(PinsBeforeTowns).Select((pin, i) => paper.Pin(i + PinsBeforeTowns, pin.Text)).ToList();
        return new(rings, named, [.. first, .. others]);
    }

    /// <summary>Half the height and half the width of the sheet, in degrees around a centre.</summary>
    public static (double North, double East) Reach(GeoPoint centre, double radiusKm)
    {
        var km = radiusKm * Height / 2 / OuterRing;
        return (km / KmPerDegree, km / KmPerDegree / Narrowing(centre));
    }

    /// <summary>How many units of the drawing a degree to the north and one to the east take.</summary>
    public static (double North, double East) PerDegree(GeoPoint centre, double radiusKm)
    {
        var north = KmPerDegree * OuterRing / radiusKm;
        return (north, north * Narrowing(centre));
    }

    /// <summary>Where a place lies on the sheet, or beside it.</summary>
    public static (double X, double Y) On(GeoPoint place, GeoPoint centre, double radiusKm)
    {
        var (north, east) = PerDegree(centre, radiusKm);
        return (
            Width / 2 + (place.Longitude - centre.Longitude) * east,
            Height / 2 - (place.Latitude - centre.Latitude) * north);
    }

    private static List<Ring> RingsOf(double radiusKm, List<(double X, double Y)> dots)
    {
        var step = radiusKm switch { <= 10 => 5, <= 30 => 10, <= 60 => 20, _ => 50d };
        List<Ring> rings = [];
        for (var km = step; km <= radiusKm; km += step)
        {
            var radius = km / radiusKm * OuterRing;
            var spots = RingEnds.Select(end =>
                Box.Around(Width / 2 + end.X * radius, Height / 2 + end.Y * radius, RingLabelWidth, RingLabelHeight));
            var label = spots.MinBy(spot => dots.Count(dot => spot.Widened(OverviewLayout.DotSize / 2).Contains(dot.X, dot.Y)));
            rings.Add(new(km, radius, label));
        }

        return rings;
    }

    /// <summary>Length of a degree of longitude, as a share of one of latitude; above 0 also at the pole.</summary>
    private static double Narrowing(GeoPoint centre) => Math.Max(0.01, Math.Cos(double.DegreesToRadians(centre.Latitude)));
}
