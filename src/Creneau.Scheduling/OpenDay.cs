using System.Collections.Immutable;

namespace Creneau.Scheduling;

/// <summary>
/// When one desk is open on one day, for what and for whom, without regard to what is taken. Immutable, compared by
/// content, and shared: days with the same content are one object.
/// </summary>
public sealed class OpenDay : IEquatable<OpenDay>
{
    private readonly ulong _hash;

    // All openings serve the same on the same channel, as on most days: then what is open is served, or nothing is
    private readonly bool _isUniform;

    private OpenDay(DayBits open, DayBits walkIn, ImmutableArray<OpenSegment> segments)
    {
        (Open, WalkIn, Segments) = (open, walkIn, segments);
        _isUniform = segments.All(segment => segment.IsLike(segments[0]));
        _hash = segments.Aggregate(StableHash.Add(open.Hash(), walkIn.Hash()), (hash, segment) => StableHash.Add(hash, segment.Hash()));
    }

    /// <summary>A day without any opening.</summary>
    public static OpenDay Closed { get; } = new(default, default, []);

    /// <summary>The units in which the desk takes appointments.</summary>
    public DayBits Open { get; }

    /// <summary>The units in which people are received without an appointment only; none of them is among <see cref="Open"/>.</summary>
    public DayBits WalkIn { get; }

    /// <summary>The openings of the day, by their start; those of which nothing is left open are not among them.</summary>
    public ImmutableArray<OpenSegment> Segments { get; }

    /// <summary>The shared day with this content.</summary>
    /// <param name="segments">The openings of the day, in any order.</param>
    /// <param name="closed">Units that are closed whatever the openings say.</param>
    public static OpenDay Of(IEnumerable<OpenSegment> segments, DayBits closed = default)
    {
        var left = segments
            .Where(segment => !segment.Bits.Except(closed).IsEmpty)
            .OrderBy(segment => segment.Time.Start).ThenBy(segment => segment.Time.End).ThenBy(segment => segment.Hash())
            .ToImmutableArray();
        var open = UnitsOf(left, isBookable: true).Except(closed);
        var walkIn = UnitsOf(left, isBookable: false).Except(open).Except(closed);
        return left.IsEmpty ? Closed : OpenDayPool.Shared(new(open, walkIn, left));
    }

    /// <summary>
    /// The starts that are offered: on the grid of an opening that serves what is asked on this channel, with every unit
    /// of the duration free, open, and inside openings that serve it too (it may run into an adjoining one). Hidden minutes
    /// before and after must be free and inside the day; they need not be open.
    /// </summary>
    /// <param name="free">The units not taken; they need not be open.</param>
    /// <param name="ask">Services, minutes and channel.</param>
    /// <param name="minutesAhead">Minutes from now to the beginning of the day, for what goes online late.</param>
    /// <returns>The units at which a start is offered; empty when there is none. The booking window is not looked at.</returns>
    public DayBits Starts(DayBits free, in Ask ask, int minutesAhead)
    {
        var starts = default(DayBits);
        var usable = free & Served(ask, minutesAhead);
        if (usable.IsEmpty)
        {
            return starts;
        }

        var (runs, runUnits) = (usable, 1);
        foreach (var segment in Segments)
        {
            if (segment.Serves(ask, minutesAhead))
            {
                // Most days have one step: the runs of the segment before serve again
                var units = segment.DurationUnits(ask);
                (runs, runUnits) = units == runUnits ? (runs, runUnits) : (usable.StartsOfRuns(units), units);
                var here = runs & segment.Starts(ask, minutesAhead);
                starts |= ask.HasHidden ? here & WithHidden(free, ask, units) : here;
            }
        }

        return starts;
    }

    /// <summary>
    /// The duration of an appointment that starts at a minute: what is asked, rounded up to the step of the opening.
    /// Where openings overlap, the shortest: a longer one fits only where the shortest does, so this is the duration of
    /// every start that <see cref="Starts"/> offers.
    /// </summary>
    /// <param name="startMinute">Minute of the day.</param>
    /// <param name="ask">Services, minutes and channel.</param>
    /// <param name="minutesAhead">Minutes from now to the beginning of the day.</param>
    /// <returns>Minutes, a multiple of 5; 0 when no opening that serves what is asked has a start at that minute.</returns>
    public int DurationFor(int startMinute, in Ask ask, int minutesAhead)
    {
        var units = 0;
        foreach (var segment in Segments)
        {
            if (startMinute % DayBits.UnitMinutes == 0
                && segment.Serves(ask, minutesAhead)
                && segment.Starts(ask, minutesAhead)[startMinute / DayBits.UnitMinutes])
            {
                var here = segment.DurationUnits(ask);
                units = units == 0 ? here : Math.Min(units, here);
            }
        }

        return units * DayBits.UnitMinutes;
    }

    /// <summary>Whether one start is offered: the same function as the list, looked at in one place.</summary>
    /// <param name="startMinute">Minute of the day; off the five-minute grid or outside the day: not offered.</param>
    /// <param name="free">The units not taken.</param>
    /// <param name="ask">Services, minutes and channel.</param>
    /// <param name="minutesAhead">Minutes from now to the beginning of the day.</param>
    public bool Offers(int startMinute, DayBits free, in Ask ask, int minutesAhead) =>
        startMinute % DayBits.UnitMinutes == 0 && Starts(free, ask, minutesAhead)[startMinute / DayBits.UnitMinutes];

    /// <summary>Whether an appointment lies in openings that serve what it is for, on whatever grid and channel.</summary>
    /// <param name="time">What people are told, without the hidden minutes.</param>
    /// <param name="services">Its services that need the desk's group.</param>
    public bool Covers(MinuteRange time, ServiceSet services) =>
        Served(new(services, 1, AtCounter: true), 0).Covers(time.StartUnit, time.EndUnit);

    /// <summary>The open units inside openings that serve what is asked on this channel.</summary>
    public DayBits Served(in Ask ask, int minutesAhead)
    {
        if (_isUniform)
        {
            return !Segments.IsEmpty && Segments[0].Serves(ask, minutesAhead) ? Open : default;
        }

        var served = default(DayBits);
        foreach (var segment in Segments)
        {
            if (segment.Serves(ask, minutesAhead))
            {
                served |= segment.Usable(ask, minutesAhead);
            }
        }

        return served & Open;
    }

    /// <summary>A hash of the content that is the same on every machine.</summary>
    public ulong Hash() => _hash;

    /// <summary>The units at which so many units begin that are free together with the hidden ones before and after them.</summary>
    private static DayBits WithHidden(DayBits free, in Ask ask, int units) =>
        free.StartsOfRuns(ask.BeforeUnits + units + ask.AfterUnits).ShiftedUp(ask.BeforeUnits);

    private static DayBits UnitsOf(ImmutableArray<OpenSegment> segments, bool isBookable) => segments
        .Where(segment => segment.IsBookable == isBookable)
        .Aggregate(default(DayBits), (bits, segment) => bits | segment.Bits);

    /// <inheritdoc/>
    public bool Equals(OpenDay? other) =>
        ReferenceEquals(this, other)
        || (other is not null && _hash == other._hash && Open == other.Open && WalkIn == other.WalkIn
            && Segments.SequenceEqual(other.Segments));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as OpenDay);

    /// <inheritdoc/>
    public override int GetHashCode() => (int)_hash;

    /// <inheritdoc/>
    public override string ToString() => Open.ToString();
}
