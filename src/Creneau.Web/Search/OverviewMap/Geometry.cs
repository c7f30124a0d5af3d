namespace Creneau.Web.Search.OverviewMap;

/// <summary>A rectangle in units of the drawing; right and bottom edge excluded.</summary>
public readonly record struct Box(double X, double Y, double Width, double Height)
{
    public double Right => X + Width;

    public double Bottom => Y + Height;

    public double MiddleX => X + Width / 2;

    public double MiddleY => Y + Height / 2;

    public static Box Around(double x, double y, double width, double height) => new(x - width / 2, y - height / 2, width, height);

    public bool Overlaps(Box other) => X < other.Right && other.X < Right && Y < other.Bottom && other.Y < Bottom;

    /// <summary>The same with a margin on every side.</summary>
    public Box Widened(double by) => new(X - by, Y - by, Width + 2 * by, Height + 2 * by);

    public bool Contains(double x, double y) => x >= X && x < Right && y >= Y && y < Bottom;

    public bool Inside(Box other) => X >= other.X && Y >= other.Y && Right <= other.Right && Bottom <= other.Bottom;
}

/// <summary>A straight line from one point to another.</summary>
public readonly record struct Line(double FromX, double FromY, double ToX, double ToY)
{
    public double Length => double.Hypot(ToX - FromX, ToY - FromY);

    /// <summary>Whether both share a point that is an end of neither.</summary>
    public bool Crosses(Line other) =>
        Side(other.FromX, other.FromY) * Side(other.ToX, other.ToY) < 0 && other.Side(FromX, FromY) * other.Side(ToX, ToY) < 0;

    /// <summary>Whether the line passes through a box or ends in it.</summary>
    public bool Crosses(Box box) => box.Contains(ToX, ToY)
        || Crosses(new Line(box.X, box.Y, box.Right, box.Bottom))
        || Crosses(new Line(box.X, box.Bottom, box.Right, box.Y));

    private double Side(double x, double y) => (ToX - FromX) * (y - FromY) - (ToY - FromY) * (x - FromX);
}
