using Creneau.Scheduling;

namespace Creneau.Web.Html;

/// <summary>A place that wants a label.</summary>
/// <param name="Text">For a pin its first date, for a town its name.</param>
public sealed record Landmark(GeoPoint Place, string Text);

/// <summary>A circle of equal distance.</summary>
/// <param name="Radius">In units of the drawing.</param>
/// <param name="Label">Where its distance stands.</param>
public sealed record Ring(double Km, double Radius, Box Label);

/// <summary>A label where it was put.</summary>
/// <param name="X">The place itself, in units of the drawing.</param>
/// <param name="Y">See <paramref name="X"/>.</param>
/// <param name="Index">Number of the landmark that was given.</param>
/// <param name="Label">Null: no room was left, only the place is marked.</param>
/// <param name="Leader">The line from the place to its label where that does not lie on it.</param>
public sealed record Placed(int Index, string Text, double X, double Y, Box? Label, Line? Leader = null)
{
    /// <summary>The place is not under its own label.</summary>
    public bool ShowsPlace => Label is null || Leader is not null;
}

/// <summary>
/// The drawn overview of an answer: north up, distance rings around the centre, names of towns, pins with dates. A pure
/// layout in which no label covers another nor another's place, and no line crosses anything; who finds no room beside its
/// place is a dot without a date. Texts are measured by a generous guess, since the server knows no font.
/// </summary>
public sealed record Overview(IReadOnlyList<Ring> Rings, IReadOnlyList<Placed> Towns, IReadOnlyList<Placed> Pins)
{
    public const double Width = 320;
    public const double Height = 308;
    public static readonly Box Sheet = new(2, 2, Width - 4, Height - 4);
    private const int PinsBeforeTowns = 2;
    private const double OuterRing = 140;
    private const double RingLabelWidth = 46;
    private const double RingLabelHeight = 15;
    private const double KmPerDegree = 111.2;

    /// <summary>Where the distance of a ring may stand: in the north, else in the south or between.</summary>
    private static readonly (double X, double Y)[] RingEnds = [(0, -1), (0, 1), (.707, -.707), (-.707, -.707), (.707, .707), (-.707, .707)];

    /// <param name="centre">What the rings are drawn around.</param>
    /// <param name="radiusKm">Of the outer ring, above 0.</param>
    /// <param name="pins">The most important first: it gets the best place.</param>
    /// <param name="towns">The largest first; those without room are left out.</param>
    /// <param name="mostTowns">How many names at most.</param>
    public static Overview Of(GeoPoint centre, double radiusKm, IReadOnlyList<Landmark> pins, IReadOnlyList<Landmark> towns, int mostTowns = 5)
    {
        var dots = pins.Select(pin => On(pin.Place, centre, radiusKm)).ToList();
        var townDots = towns.Select(town => On(town.Place, centre, radiusKm)).ToList();
        var rings = RingsOf(radiusKm, [.. dots, .. townDots]);
        var paper = new OverviewPaper(rings.Select(ring => ring.Label), dots);
        // The first pins before the names, the names before the other pins: of these some may go without.
        var first = pins.Take(PinsBeforeTowns).Select((pin, i) => paper.Pin(i, pin.Text)).ToList();
        var named = towns.Select((town, i) => paper.Town(i, town.Text, townDots[i])).OfType<Placed>().Take(mostTowns).ToList();
        var others = pins.Skip(PinsBeforeTowns).Select((pin, i) => paper.Pin(i + PinsBeforeTowns, pin.Text)).ToList();
        return new(rings, named, [.. first, .. others]);
    }

    /// <summary>Half the height and half the width of the sheet, in degrees around a centre.</summary>
    public static (double North, double East) Reach(GeoPoint centre, double radiusKm)
    {
        var km = radiusKm * Height / 2 / OuterRing;
        return (km / KmPerDegree, km / KmPerDegree / Narrowing(centre));
    }

    private static List<Ring> RingsOf(double radiusKm, List<(double X, double Y)> dots)
    {
        var step = radiusKm switch { <= 10 => 5, <= 30 => 10, <= 60 => 20, _ => 50d };
        List<Ring> rings = [];
        for (var km = step; km <= radiusKm; km += step)
        {
            var radius = km / radiusKm * OuterRing;
            var spots = RingEnds.Select(end => Box.Around(Width / 2 + end.X * radius, Height / 2 + end.Y * radius, RingLabelWidth, RingLabelHeight));
            rings.Add(new(km, radius, spots.MinBy(spot => dots.Count(dot => spot.Widened(OverviewPaper.DotSize / 2).Contains(dot.X, dot.Y)))));
        }

        return rings;
    }

    private static (double X, double Y) On(GeoPoint place, GeoPoint centre, double radiusKm)
    {
        var perKm = OuterRing / radiusKm;
        var east = (place.Longitude - centre.Longitude) * KmPerDegree * Narrowing(centre);
        var north = (place.Latitude - centre.Latitude) * KmPerDegree;
        return (Width / 2 + east * perKm, Height / 2 - north * perKm);
    }

    /// <summary>How much shorter a degree of longitude is than one of latitude; never 0, also at the pole.</summary>
    private static double Narrowing(GeoPoint centre) => Math.Max(0.01, Math.Cos(double.DegreesToRadians(centre.Latitude)));
}
