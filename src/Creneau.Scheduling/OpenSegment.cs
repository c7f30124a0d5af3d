namespace Creneau.Scheduling;

/// <summary>One opening as it stands on one day, with the units at which a start may lie.</summary>
public sealed record OpenSegment
{
    // Later than any release: never online
    private const int Never = int.MinValue;

    /// <summary>An opening on one of its days; its step is rounded up to a multiple of 5, at least 5.</summary>
    public OpenSegment(Opening opening)
    {
        (Time, Services, Channel, Share) = (opening.Time, opening.Services, opening.Channel, opening.Share);
        ReleasedMinutesAhead = Channel == OpeningChannel.CounterUntil
            ? (opening.OnlineDaysBefore * DayBits.MinutesPerDay) - opening.OnlineMinute
            : Never;
        StepUnits = Ask.UnitsFor(opening.StepMinutes);
        Bits = Time.Bits;
        Grid = DayBits.Grid(Time.StartUnit, Time.EndUnit, StepUnits);
        Kept = KeptBits();
    }

    /// <summary>Wall clock, end not included.</summary>
    public MinuteRange Time { get; }

    /// <summary>Distance of two starts in five-minute units.</summary>
    public int StepUnits { get; }

    /// <summary>Services served, by local index.</summary>
    public ServiceSet Services { get; }

    /// <summary>Who may book.</summary>
    public OpeningChannel Channel { get; }

    /// <summary>The share of the starts that is kept for the counter.</summary>
    public CounterShare Share { get; }

    /// <summary>Whether appointments can be made in it at all.</summary>
    public bool IsBookable => Channel != OpeningChannel.WalkInOnly;

    /// <summary>The units of the segment.</summary>
    internal DayBits Bits { get; }

    /// <summary>Minutes before the day begins from which on what is kept is online too.</summary>
    private int ReleasedMinutesAhead { get; }

    /// <summary>The units at which a start may lie.</summary>
    private DayBits Grid { get; }

    /// <summary>The units that are kept for the counter until they are released.</summary>
    private DayBits Kept { get; }

    /// <summary>Whether the segment serves all that is asked, on the channel it is asked on, in any of its units.</summary>
    /// <param name="ask">What is asked.</param>
    /// <param name="minutesAhead">Minutes from now to the beginning of the day, see <see cref="WallClock.MinutesUntil"/>.</param>
    public bool Serves(in Ask ask, int minutesAhead) =>
        IsBookable && Services.Contains(ask.Services) && (HasAll(ask, minutesAhead) || Kept != Bits);

    /// <summary>Five-minute units of the asked duration, rounded up to this segment's step.</summary>
    public int DurationUnits(in Ask ask)
    {
        var units = ask.LeastUnits;
        return units <= StepUnits ? StepUnits : (units + StepUnits - 1) / StepUnits * StepUnits;
    }

    /// <summary>Of a segment that serves what is asked, the units that may be used for it.</summary>
    internal DayBits Usable(in Ask ask, int minutesAhead) => HasAll(ask, minutesAhead) ? Bits : Bits.Except(Kept);

    /// <summary>Of a segment that serves what is asked, the units at which a start may lie.</summary>
    internal DayBits Starts(in Ask ask, int minutesAhead) => HasAll(ask, minutesAhead) ? Grid : Grid.Except(Kept);

    /// <summary>Whether another one serves the same, to the same people, at the same moment.</summary>
    internal bool IsLike(OpenSegment other) =>
        (Services, Channel, ReleasedMinutesAhead) == (other.Services, other.Channel, other.ReleasedMinutesAhead)
        && !Share.IsAny && !other.Share.IsAny;

    /// <summary>A hash that is the same on every machine.</summary>
    internal ulong Hash() =>
        StableHash.Add(
            StableHash.Add(
                StableHash.Add(StableHash.Add(StableHash.Seed, Services.Bits), (ulong)((Time.Start * 2048) + Time.End)),
                (ulong)((StepUnits * 4) + (int)Channel)),
            unchecked((ulong)(((long)ReleasedMinutesAhead * 65536) + (Share.Kept * 256) + Share.Of)));

    private bool HasAll(in Ask ask, int minutesAhead) => ask.AtCounter || Kept.IsEmpty || minutesAhead <= ReleasedMinutesAhead;

    private DayBits KeptBits()
    {
        if (Channel == OpeningChannel.CounterOnly || (Channel == OpeningChannel.CounterUntil && !Share.IsAny))
        {
            return Bits;
        }

        var kept = default(DayBits);
        for (int unit = Time.StartUnit, start = 0; unit < Time.EndUnit; unit += StepUnits, start++)
        {
            kept = Share.Keeps(start) ? kept.With(unit, Math.Min(unit + StepUnits, Time.EndUnit)) : kept;
        }

        return kept;
    }
}
