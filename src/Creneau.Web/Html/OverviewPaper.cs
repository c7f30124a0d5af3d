namespace Creneau.Web.Html;

/// <summary>What has been put down on an overview so far, and where there is room for more.</summary>
/// <param name="taken">Where nothing may be put.</param>
/// <param name="dots">The places of all pins, in the order of their numbers.</param>
internal sealed class OverviewPaper(IEnumerable<Box> taken, IReadOnlyList<(double X, double Y)> dots)
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

    /// <summary>From the middle of a dot to the edge of its label: beside it, or a little away with a line.</summary>
    private static readonly double[] Gaps = [6, 11, 17, 24];

    private readonly List<Box> _taken = [.. taken];
    private readonly List<Line> _leaders = [];
    private readonly Box[] _dots = [.. dots.Select(dot => Box.Around(dot.X, dot.Y, DotSize, DotSize))];

    /// <returns>Without a label when there is no room near the place.</returns>
    public Placed Pin(int index, string text)
    {
        var at = dots[index];
        var spots = Spots(at, text.Length * PinPerLetter + PinMargin).Where(spot => IsFree(spot.Label, index) && IsFree(spot.Leader, index)).ToList();
        if (spots.Count == 0)
        {
            return new(index, text, at.X, at.Y, null);
        }

        var (label, leader) = spots.MinBy(spot => (spot.Leader?.Length ?? 0) + CostOfNeighbour * dots.Count(dot => spot.Label.Widened(DotSize).Contains(dot.X, dot.Y)));
        _taken.Add(label.Widened(1));
        _leaders.AddRange(leader is { } line ? [line] : []);
        return new(index, text, at.X, at.Y, label, leader);
    }

    /// <summary>Where it leaves the most pins on their places.</summary>
    /// <returns>Null when the town lies off the sheet or its name finds no room beside it.</returns>
    public Placed? Town(int index, string text, (double X, double Y) at)
    {
        var free = Overview.Sheet.Contains(at.X, at.Y) ? Beside(at, text.Length * TownPerLetter + TownMargin).Where(spot => IsFree(spot, null)).ToList() : [];
        if (free.Count == 0)
        {
            return null;
        }

        var label = free.MinBy(spot => dots.Count(dot => spot.Overlaps(Box.Around(dot.X, dot.Y, PinWidth, PinHeight))));
        _taken.Add(label);
        return new(index, text, at.X, at.Y, label);
    }

    private bool IsFree(Box spot, int? own) =>
        spot.Inside(Overview.Sheet) && !_taken.Exists(spot.Overlaps) && !_leaders.Exists(leader => leader.Crosses(spot)) && !IsOther(own, spot.Overlaps);

    private bool IsFree(Line? leader, int own) => leader is not { } line
        || (!_taken.Exists(line.Crosses) && !_leaders.Exists(line.Crosses) && !IsOther(own, dot => !dot.Contains(line.FromX, line.FromY) && line.Crosses(dot)));

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

    /// <summary>On the place, then around it in growing circles, each with the shortest line to it.</summary>
    private static IEnumerable<(Box Label, Line? Leader)> Spots((double X, double Y) at, double width)
    {
        yield return (Box.Around(at.X, at.Y, width, PinHeight), null);
        var half = (width - PinHeight) / 2;
        foreach (var gap in Gaps)
        {
            for (var turn = 0; turn < Directions; turn++)
            {
                // A pin is round at both ends: what its line leads to is the middle between them, or the nearer end.
                var (sin, cos) = Math.SinCos(turn * 2 * Math.PI / Directions);
                var (x, y) = (at.X + cos * (gap + PinHeight / 2), at.Y + sin * (gap + PinHeight / 2));
                var aside = Math.Abs(cos) < 0.1 ? 0 : Math.Sign(cos) * half;
                yield return (Box.Around(x + aside, y, width, PinHeight), new Line(at.X, at.Y, x, y));
            }
        }
    }

    /// <summary>Beside, under and over the town, far enough that a pin may stand on it.</summary>
    private static IEnumerable<Box> Beside((double X, double Y) at, double width)
    {
        foreach (var (x, y) in new[] { (0d, 20d), (0, -20), (width / 2 + 8, 0), (-width / 2 - 8, 0), (width / 2, 20), (-width / 2, 20), (width / 2, -20), (-width / 2, -20), (0, 32), (0, -32) })
        {
            yield return Box.Around(at.X + x, at.Y + y, width, TownHeight);
        }
    }
}
