namespace Creneau.Scheduling;

/// <summary>One opening as it stands on one day, with the units at which a start may lie.</summary>
public sealed record OpenSegment
{
    /// <summary>A segment of a day.</summary>
    /// <param name="time">Wall clock, end not included.</param>
    /// <param name="stepMinutes">
    /// Distance of two starts counted from the segment's start; rounded up to a multiple of 5, at least 5.
    /// </param>
    /// <param name="services">Services served, by local index.</param>
    /// <param name="channel">Who may book.</param>
    /// <param name="onlineDaysBefore">For <see cref="OpeningChannel.CounterUntil"/>: online from this many days before on.</param>
    public OpenSegment(MinuteRange time, int stepMinutes, ServiceSet services, OpeningChannel channel, int onlineDaysBefore)
    {
        (Time, Services, Channel) = (time, services, channel);
        OnlineDaysBefore = channel == OpeningChannel.CounterUntil ? onlineDaysBefore : 0;
        StepUnits = Ask.UnitsFor(stepMinutes);
        Bits = time.Bits;
        Grid = DayBits.Grid(time.StartUnit, time.EndUnit, StepUnits);
    }

    /// <summary>Wall clock, end not included.</summary>
    public MinuteRange Time { get; }

    /// <summary>Distance of two starts in five-minute units.</summary>
    public int StepUnits { get; }

    /// <summary>Services served, by local index.</summary>
    public ServiceSet Services { get; }

    /// <summary>Who may book.</summary>
    public OpeningChannel Channel { get; }

    /// <summary>For <see cref="OpeningChannel.CounterUntil"/>: online from this many days before on. 0 otherwise.</summary>
    public int OnlineDaysBefore { get; }

    /// <summary>The units of the segment.</summary>
    internal DayBits Bits { get; }

    /// <summary>The units at which a start may lie.</summary>
    internal DayBits Grid { get; }

    /// <summary>Whether the segment serves all that is asked, on the channel it is asked on.</summary>
    /// <param name="ask">What is asked.</param>
    /// <param name="daysAhead">Days from today to the day of the segment.</param>
    public bool Serves(in Ask ask, int daysAhead) => Services.Contains(ask.Services) && (ask.AtCounter || IsOnline(daysAhead));

    /// <summary>Five-minute units of the asked duration, rounded up to this segment's step.</summary>
    public int DurationUnits(in Ask ask)
    {
        var units = ask.LeastUnits;
        return units <= StepUnits ? StepUnits : (units + StepUnits - 1) / StepUnits * StepUnits;
    }

    /// <summary>A hash that is the same on every machine.</summary>
    internal ulong Hash() =>
        StableHash.Add(
            StableHash.Add(StableHash.Add(StableHash.Seed, Services.Bits), (ulong)((Time.Start * 2048) + Time.End)),
            (ulong)(((StepUnits * 4) + (int)Channel) * 4096L + OnlineDaysBefore));

    private bool IsOnline(int daysAhead) => Channel switch
    {
        OpeningChannel.Online => true,
        OpeningChannel.CounterUntil => daysAhead <= OnlineDaysBefore,
        OpeningChannel.CounterOnly => false,
    };
}
