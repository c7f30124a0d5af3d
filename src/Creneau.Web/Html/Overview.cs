using Creneau.Scheduling;

namespace Creneau.Web.Html;

/// <summary>A rectangle of the drawing, in its units; the ends do not belong to it.</summary>
public readonly record struct Box(double X, double Y, double Width, double Height)
{
    public double Right => X + Width;

    public double Bottom => Y + Height;

    public double MiddleX => X + Width / 2;

    public double MiddleY => Y + Height / 2;

    public static Box Around(double x, double y, double width, double height) => new(x - width / 2, y - height / 2, width, height);

    public bool Overlaps(Box other) => X < other.Right && other.X < Right && Y < other.Bottom && other.Y < Bottom;

    public bool Contains(double x, double y) => x >= X && x < Right && y >= Y && y < Bottom;

    public bool Inside(Box other) => X >= other.X && Y >= other.Y && Right <= other.Right && Bottom <= other.Bottom;
}

/// <summary>A straight line from one point to another.</summary>
public readonly record struct Line(double FromX, double FromY, double ToX, double ToY)
{
    public double Length => double.Hypot(ToX - FromX, ToY - FromY);

    /// <summary>Whether the two share a point inside both.</summary>
    public bool Crosses(Line other) =>
        Side(other.FromX, other.FromY) * Side(other.ToX, other.ToY) < 0 && other.Side(FromX, FromY) * other.Side(ToX, ToY) < 0;

    /// <summary>Whether the line passes through a box.</summary>
    public bool Crosses(Box box) =>
        Crosses(new Line(box.X, box.Y, box.Right, box.Bottom)) || Crosses(new Line(box.X, box.Bottom, box.Right, box.Y));

    private double Side(double x, double y) => (ToX - FromX) * (y - FromY) - (ToY - FromY) * (x - FromX);
}

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
public sealed record Placed(int Index, string Text, double X, double Y, Box? Label)
{
    /// <summary>A line leads from the place to its label, since the label does not lie on it.</summary>
    public bool HasLeader => Label is { } label && !label.Contains(X, Y);
}

/// <summary>
/// The drawn overview of an answer: north up, distance rings around the centre, names of towns, pins with dates. A pure
/// layout in which no label covers another. Texts are measured by a generous guess, since the server knows no font.
/// </summary>
public sealed record Overview(IReadOnlyList<Ring> Rings, IReadOnlyList<Placed> Towns, IReadOnlyList<Placed> Pins)
{
    public const double Width = 320;
    public const double Height = 308;
    public const double PinHeight = 22;
    public const double TownHeight = 15;
    private const double PinPerLetter = 7;
    private const double PinMargin = 14;
    private const double TownPerLetter = 6.6;
    private const double TownMargin = 6;
    private const double OuterRing = 140;
    private const double RingLabelWidth = 40;
    private const double RingLabelHeight = 13;
    private const double FarthestLeader = 84;
    private const double KmPerDegree = 111.2;
    private static readonly Box Sheet = new(2, 2, Width - 4, Height - 4);

    /// <param name="centre">What the rings are drawn around.</param>
    /// <param name="radiusKm">Of the outer ring, above 0.</param>
    /// <param name="pins">The most important first: it gets the best place.</param>
    /// <param name="towns">The largest first; those without room are left out.</param>
    /// <param name="mostTowns">How many names at most.</param>
    public static Overview Of(GeoPoint centre, double radiusKm, IReadOnlyList<Landmark> pins, IReadOnlyList<Landmark> towns, int mostTowns = 5)
    {
        var rings = RingsOf(radiusKm);
        var paper = new Paper(rings.Select(ring => ring.Label), pins.Select(pin => On(pin.Place, centre, radiusKm)));
        // The first pin before the names, the names before the other pins: these can move away, names cannot.
        var first = pins.Take(1).Select((pin, i) => paper.Pin(i, pin.Text, On(pin.Place, centre, radiusKm))).ToList();
        var named = towns.Select((town, i) => paper.Town(i, town.Text, On(town.Place, centre, radiusKm))).OfType<Placed>().Take(mostTowns).ToList();
        var others = pins.Skip(1).Select((pin, i) => paper.Pin(i + 1, pin.Text, On(pin.Place, centre, radiusKm))).ToList();
        return new(rings, named, [.. first, .. others]);
    }

    /// <summary>Half the height and half the width of the sheet, in degrees around a centre.</summary>
    public static (double North, double East) Reach(GeoPoint centre, double radiusKm)
    {
        var km = radiusKm * Height / 2 / OuterRing;
        return (km / KmPerDegree, km / KmPerDegree / Narrowing(centre));
    }

    private static List<Ring> RingsOf(double radiusKm)
    {
        var step = radiusKm switch { <= 10 => 5, <= 30 => 10, <= 60 => 20, _ => 50d };
        List<Ring> rings = [];
        for (var km = step; km <= radiusKm; km += step)
        {
            var radius = km / radiusKm * OuterRing;
            rings.Add(new(km, radius, Box.Around(Width / 2, Height / 2 - radius, RingLabelWidth, RingLabelHeight)));
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

    /// <summary>What has been put down so far.</summary>
    private sealed class Paper(IEnumerable<Box> taken, IEnumerable<(double X, double Y)> dots)
    {
        private const double DotSize = 8;
        private const double CostOfCover = 14;
        private const double CostOfCrossing = 40;
        private readonly List<Line> _leaders = [];
        private readonly List<Box> _taken = [.. taken];
        private readonly List<(double X, double Y)> _dots = [.. dots];

        public Placed Pin(int index, string text, (double X, double Y) at)
        {
            var spots = Spots(at, text.Length * PinPerLetter + PinMargin).Where(IsFree);
            var placed = Put(index, text, at, spots.Cast<Box?>().MinBy(spot => Cost(spot!.Value, at)));
            if (placed is { HasLeader: true, Label: { } label })
            {
                _leaders.Add(new(at.X, at.Y, label.MiddleX, label.MiddleY));
            }

            return placed;
        }

        /// <returns>Null when the town lies off the sheet or its name finds no room beside it.</returns>
        public Placed? Town(int index, string text, (double X, double Y) at)
        {
            var width = text.Length * TownPerLetter + TownMargin;
            var label = Sheet.Contains(at.X, at.Y) ? Beside(at, width).Where(IsFree).Cast<Box?>().MinBy(spot => Covered(spot!.Value, at)) : null;
            return label is null ? null : Put(index, text, at, label);
        }

        private Placed Put(int index, string text, (double X, double Y) at, Box? label)
        {
            if (label is { } box)
            {
                _taken.Add(box);
            }

            return new(index, text, at.X, at.Y, label);
        }

        private bool IsFree(Box spot) => spot.Inside(Sheet) && !_taken.Exists(spot.Overlaps);

        /// <summary>Distance, and what makes a picture hard to read: places covered, lines that cross lines or labels.</summary>
        private double Cost(Box spot, (double X, double Y) at)
        {
            var line = new Line(at.X, at.Y, spot.MiddleX, spot.MiddleY);
            return line.Length
                + CostOfCover * Covered(spot, at)
                + CostOfCrossing * (_leaders.Count(line.Crosses) + _taken.Count(line.Crosses) + _leaders.Count(leader => leader.Crosses(spot)));
        }

        private int Covered(Box spot, (double X, double Y) own) =>
            _dots.Count(dot => dot != own && spot.Overlaps(Box.Around(dot.X, dot.Y, DotSize, DotSize)));

        /// <summary>On the place, then around it in growing circles.</summary>
        private static IEnumerable<Box> Spots((double X, double Y) at, double width)
        {
            yield return Box.Around(at.X, at.Y, width, PinHeight);
            for (var away = PinHeight - 4; away <= FarthestLeader; away += 6)
            {
                for (var turn = 0; turn < 16; turn++)
                {
                    var (sin, cos) = Math.SinCos(turn * Math.PI / 8);
                    yield return Box.Around(at.X + cos * (away + width / 3), at.Y + sin * away, width, PinHeight);
                }
            }
        }

        /// <summary>Beside, under and over the town, far enough that a pin may stand on it.</summary>
        private static IEnumerable<Box> Beside((double X, double Y) at, double width)
        {
            foreach (var (x, y) in new[] { (0d, 20d), (0, -20), (width / 2 + 8, 0), (-width / 2 - 8, 0), (width / 2, 16), (-width / 2, 16), (width / 2, -16), (-width / 2, -16), (0, 32), (0, -32) })
            {
                yield return Box.Around(at.X + x, at.Y + y, width, TownHeight);
            }
        }
    }
}
