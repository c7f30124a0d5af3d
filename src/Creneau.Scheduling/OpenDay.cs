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

    private OpenDay(DayBits open, ImmutableArray<OpenSegment> segments)
    {
        (Open, Segments) = (open, segments);
        _isUniform = segments.Select(segment => (segment.Services, segment.Channel, segment.OnlineDaysBefore)).Distinct().Count() <= 1;
        _hash = segments.Aggregate(open.Hash(), (hash, segment) => StableHash.Add(hash, segment.Hash()));
    }

    /// <summary>A day without any opening.</summary>
    public static OpenDay Closed { get; } = new(default, []);

    /// <summary>The units in which the desk is open.</summary>
    public DayBits Open { get; }

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
        var open = left.Aggregate(default(DayBits), (bits, segment) => bits | segment.Bits).Except(closed);
        return open.IsEmpty ? Closed : OpenDayPool.Shared(new(open, left));
    }

    /// <summary>
    /// The starts that are offered: on the grid of an opening that serves what is asked on this channel, with every unit
    /// of the duration free, open, and inside openings that serve it too (it may run into an adjoining one).
    /// </summary>
    /// <param name="free">The units not taken; they need not be open.</param>
    /// <param name="ask">Services, minutes and channel.</param>
    /// <param name="daysAhead">Days from today to this day, for openings that go online late.</param>
    /// <returns>The units at which a start is offered; empty when there is none. The booking window is not looked at.</returns>
    public DayBits Starts(DayBits free, in Ask ask, int daysAhead)
    {
        var starts = default(DayBits);
        var usable = free & Served(ask, daysAhead);
        if (usable.IsEmpty)
        {
            return starts;
        }

        var (runs, runUnits) = (usable, 1);
        foreach (var segment in Segments)
        {
            if (segment.Serves(ask, daysAhead))
            {
                // Most days have one step: the runs of the segment before serve again
                var units = segment.DurationUnits(ask);
                (runs, runUnits) = units == runUnits ? (runs, runUnits) : (usable.StartsOfRuns(units), units);
                starts |= runs & segment.Grid;
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
    /// <param name="daysAhead">Days from today to this day.</param>
    /// <returns>Minutes, a multiple of 5; 0 when no opening that serves what is asked has a start at that minute.</returns>
    public int DurationFor(int startMinute, in Ask ask, int daysAhead)
    {
        var units = 0;
        foreach (var segment in Segments)
        {
            if (startMinute % DayBits.UnitMinutes == 0
                && segment.Grid[startMinute / DayBits.UnitMinutes]
                && segment.Serves(ask, daysAhead))
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
    /// <param name="daysAhead">Days from today to this day.</param>
    public bool Offers(int startMinute, DayBits free, in Ask ask, int daysAhead) =>
        startMinute % DayBits.UnitMinutes == 0 && Starts(free, ask, daysAhead)[startMinute / DayBits.UnitMinutes];

    /// <summary>The open units inside openings that serve what is asked on this channel.</summary>
    public DayBits Served(in Ask ask, int daysAhead)
    {
        if (_isUniform)
        {
            return !Segments.IsEmpty && Segments[0].Serves(ask, daysAhead) ? Open : default;
        }

        var served = default(DayBits);
        foreach (var segment in Segments)
        {
            if (segment.Serves(ask, daysAhead))
            {
                served |= segment.Bits;
            }
        }

        return served & Open;
    }

    /// <summary>A hash of the content that is the same on every machine.</summary>
    public ulong Hash() => _hash;

    /// <inheritdoc/>
    public bool Equals(OpenDay? other) =>
        ReferenceEquals(this, other)
        || (other is not null && _hash == other._hash && Open == other.Open && Segments.SequenceEqual(other.Segments));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as OpenDay);

    /// <inheritdoc/>
    public override int GetHashCode() => (int)_hash;

    /// <inheritdoc/>
    public override string ToString() => Open.ToString();
}
