namespace Creneau.Scheduling;

/// <summary>
/// A half-open range of minutes of a day, in wall clock: <c>Start</c> is included, <c>End</c> is not, so 09:00–12:00 and
/// 12:00–14:00 touch without overlapping.
/// </summary>
public readonly record struct MinuteRange
{
    /// <summary>A range of whole five-minute units.</summary>
    /// <param name="start">Minutes after midnight, 0 to 1440, a multiple of 5, included.</param>
    /// <param name="end">
    /// Minutes after midnight, start to 1440 (24:00), a multiple of 5, not included. Equal to the start: the empty range.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// Outside the day, off the five-minute grid, or the end lies before the start.
    /// </exception>
    public MinuteRange(int start, int end)
    {
        if (!OnGrid(start))
        {
            throw new ArgumentOutOfRangeException(nameof(start), start, "A multiple of 5 between 0 and 1440 is needed.");
        }

        if (!OnGrid(end) || end < start)
        {
            throw new ArgumentOutOfRangeException(nameof(end), end, "A multiple of 5 between the start and 1440 is needed.");
        }

        (Start, End) = (start, end);
    }

    /// <summary>Minutes after midnight, included.</summary>
    public int Start { get; }

    /// <summary>Minutes after midnight, not included; 1440 is the end of the day.</summary>
    public int End { get; }

    /// <summary>The first unit, included.</summary>
    public int StartUnit => Start / DayBits.UnitMinutes;

    /// <summary>The unit after the last, not included.</summary>
    public int EndUnit => End / DayBits.UnitMinutes;

    /// <summary>Length in minutes.</summary>
    public int Minutes => End - Start;

    /// <summary>The units of the range.</summary>
    public DayBits Bits => DayBits.Range(StartUnit, EndUnit);

    /// <summary>Whether a range can be made of these minutes without an error.</summary>
    public static bool IsValid(int start, int end) => OnGrid(start) && OnGrid(end) && start <= end;

    /// <summary>A range from its units.</summary>
    /// <param name="fromUnit">First unit, included, 0 to 288.</param>
    /// <param name="untilUnit">End, not included, to 288.</param>
    public static MinuteRange OfUnits(int fromUnit, int untilUnit) =>
        new(fromUnit * DayBits.UnitMinutes, untilUnit * DayBits.UnitMinutes);

    /// <summary>Takes the range apart.</summary>
    public void Deconstruct(out int start, out int end) => (start, end) = (Start, End);

    /// <summary>Whether the two share a minute. Ranges that only touch do not, and an empty range shares none.</summary>
    public bool Overlaps(MinuteRange other) => Math.Max(Start, other.Start) < Math.Min(End, other.End);

    /// <summary>Whether a minute of the day lies in the range.</summary>
    public bool Contains(int minute) => minute >= Start && minute < End;

    /// <summary>Such as <c>09:00-12:00</c>.</summary>
    public override string ToString() => $"{Start / 60:00}:{Start % 60:00}-{End / 60:00}:{End % 60:00}";

    private static bool OnGrid(int minute) => minute is >= 0 and <= DayBits.MinutesPerDay && minute % DayBits.UnitMinutes == 0;
}
