namespace Creneau.Web.Search.OverviewMap;

/// <summary>Lays out labels one after another, so that each finds room beside those before it.</summary>
/// <param name="taken">Areas that must stay free.</param>
/// <param name="dots">Positions of all pins, by their index.</param>
internal sealed class OverviewLayout(IEnumerable<Box> taken, IReadOnlyList<(double X, double Y)> dots)
{
    public const double DotSize = 9;
    private const double PinHeight = 22;
    private const double PinPerLetter = 7;
    private const double PinMargin = 14;
    private const double PinWidth = 60;
    private const double TownHeight = 15;
    private const double TownPerLetter = 6.6;
    private const double TownMargin = 6;
    private const double Directions = 16;
    private const double CostOfNeighbour = 3;

    /// <summary>Distances from the middle of a dot to the edge of its label, in units of the drawing.</summary>
    private static readonly double[] Gaps = [6, 11, 17, 24];

    private readonly List<Box> _taken = [.. taken];
    private readonly List<Line> _leaders = [];
    private readonly Box[] _dots = [.. dots.Select(dot => Box.Around(dot.X, dot.Y, DotSize, DotSize))];

    /// <returns>Without a label when there is no room near the pin.</returns>
    public PlacedLabel Pin(int index, string text)
    {
        var at = dots[index];
        var spots = Spots(at, text.Length * PinPerLetter + PinMargin)
            .Where(spot => IsFree(spot.Label, index) && IsFree(spot.Leader, index)).ToList();
        if (spots.Count == 0)
        {
            return new(index, text, at.X, at.Y, null);
        }

        var (label, leader) = spots.MinBy(spot => (spot.Leader?.Length ?? 0) + CostOfNeighbour * PinsNear(spot.Label));
        _taken.Add(label.Widened(1));
        _leaders.AddRange(leader is { } line ? [line] : []);
        return new(index, text, at.X, at.Y, label, leader);
    }

    /// <summary>Lays the name where it covers the fewest pins.</summary>
    /// <returns>Null when the town lies outside the drawing or there is no room beside it.</returns>
    public PlacedLabel? Town(int index, string text, (double X, double Y) at)
    {
        var free = Overview.Sheet.Contains(at.X, at.Y)
            ? Beside(at, text.Length * TownPerLetter + TownMargin).Where(spot => IsFree(spot, null)).ToList()
            : [];
        if (free.Count == 0)
        {
            return null;
        }

        var label = free.MinBy(spot => dots.Count(dot => spot.Overlaps(Box.Around(dot.X, dot.Y, PinWidth, PinHeight))));
        _taken.Add(label);
        return new(index, text, at.X, at.Y, label);
    }

    private int PinsNear(Box label) => dots.Count(dot => label.Widened(DotSize).Contains(dot.X, dot.Y));

    private bool IsFree(Box spot, int? own) =>
        spot.Inside(Overview.Sheet)
        && !_taken.Exists(spot.Overlaps)
        && !_leaders.Exists(leader => leader.Crosses(spot))
        && !IsOther(own, spot.Overlaps);

    private bool IsFree(Line? leader, int own) => leader is not { } line
        || (!_taken.Exists(line.Crosses)
            && !_leaders.Exists(line.Crosses)
            && !IsOther(own, dot => !dot.Contains(line.FromX, line.FromY) && line.Crosses(dot)));

    private bool IsOther(int? own, Func<Box, bool> hides)
    {
        for (var i = 0; i < _dots.Length; i++)
        {
            if (i != own && hides(_dots[i]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>On the pin, then around it in growing circles, each with the shortest leader.</summary>
    private static IEnumerable<(Box Label, Line? Leader)> Spots((double X, double Y) at, double width)
    {
        yield return (Box.Around(at.X, at.Y, width, PinHeight), null);
        var half = (width - PinHeight) / 2;
        foreach (var gap in Gaps)
        {
            for (var turn = 0; turn < Directions; turn++)
            {
                // The label is round at both ends: its leader ends in the middle, or in the nearer end
                var (sin, cos) = Math.SinCos(turn * 2 * Math.PI / Directions);
                var (x, y) = (at.X + cos * (gap + PinHeight / 2), at.Y + sin * (gap + PinHeight / 2));
                var aside = Math.Abs(cos) < 0.1 ? 0 : Math.Sign(cos) * half;
                yield return (Box.Around(x + aside, y, width, PinHeight), new Line(at.X, at.Y, x, y));
            }
        }
    }

    /// <summary>Beside, under and over the town, with room for a pin on it.</summary>
    private static IEnumerable<Box> Beside((double X, double Y) at, double width)
    {
        var half = width / 2;
        (double X, double Y)[] offsets =
        [
            (0, 20), (0, -20), (half + 8, 0), (-half - 8, 0), (half, 20), (-half, 20), (half, -20), (-half, -20), (0, 32), (0, -32),
        ];
        foreach (var (x, y) in offsets)
        {
            yield return Box.Around(at.X + x, at.Y + y, width, TownHeight);
        }
    }
}
