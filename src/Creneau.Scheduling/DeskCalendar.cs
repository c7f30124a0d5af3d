namespace Creneau.Scheduling;

/// <summary>What one desk has open and taken over a run of days. Immutable: a change gives a new calendar.</summary>
public sealed class DeskCalendar
{
    private readonly OpenDay[] _open;
    private readonly DayBits[] _occupied;

    // Units of each day's longest free run, so that a search skips days without looking at their bits
    private readonly byte[] _longestRuns;

    private DeskCalendar(DateOnly firstDay, OpenDay[] open, DayBits[] occupied, byte[] longestRuns) =>
        (FirstDay, _open, _occupied, _longestRuns) = (firstDay, open, occupied, longestRuns);

    /// <summary>A calendar without any day: closed always.</summary>
    public static DeskCalendar Empty { get; } = new(DateOnly.MinValue, [], [], []);

    /// <summary>The first date it knows.</summary>
    public DateOnly FirstDay { get; }

    /// <summary>Number of dates it knows, from <see cref="FirstDay"/> on.</summary>
    public int Days => _open.Length;

    /// <summary>A calendar of so many days as the arrays have; they are copied.</summary>
    /// <param name="firstDay">The date of the first entries.</param>
    /// <param name="open">What is open, day by day.</param>
    /// <param name="occupied">The units taken, day by day.</param>
    /// <exception cref="ArgumentException">The arrays differ in length.</exception>
    public static DeskCalendar Create(DateOnly firstDay, OpenDay[] open, DayBits[] occupied)
    {
        if (open.Length != occupied.Length)
        {
            throw new ArgumentException("As many days open as occupied are needed.", nameof(occupied));
        }

        return new(firstDay, [.. open], [.. occupied], [.. open.Zip(occupied, LongestRun)]);
    }

    /// <summary>What is open on a date; <see cref="OpenDay.Closed"/> outside the known days.</summary>
    public OpenDay OpenOn(DateOnly date) => IndexOf(date) is var i && (uint)i < (uint)_open.Length ? _open[i] : OpenDay.Closed;

    /// <summary>The units taken on a date; all of them outside the known days.</summary>
    public DayBits OccupiedOn(DateOnly date) => IndexOf(date) is var i && (uint)i < (uint)_open.Length ? _occupied[i] : DayBits.Full;

    /// <summary>The units open and not taken on a date; none outside the known days.</summary>
    public DayBits FreeOn(DateOnly date) => OpenOn(date).Open.Except(OccupiedOn(date));

    /// <summary>The starts offered on a date, see <see cref="OpenDay.Starts"/>.</summary>
    /// <param name="date">The date.</param>
    /// <param name="ask">Services, minutes and channel.</param>
    /// <param name="daysAhead">Days from today to the date.</param>
    public DayBits StartsOn(DateOnly date, in Ask ask, int daysAhead)
    {
        var index = IndexOf(date);
        return (uint)index < (uint)_open.Length ? _open[index].Starts(~_occupied[index], ask, daysAhead) : default;
    }

    /// <summary>A calendar in which exactly these units of one date are taken; the same one for a date it does not know.</summary>
    public DeskCalendar WithOccupied(DateOnly date, DayBits occupied)
    {
        var index = IndexOf(date);
        if ((uint)index >= (uint)_occupied.Length)
        {
            return this;
        }

        DayBits[] changed = [.. _occupied];
        byte[] longestRuns = [.. _longestRuns];
        changed[index] = occupied;
        longestRuns[index] = LongestRun(_open[index], occupied);
        return new(FirstDay, _open, changed, longestRuns);
    }

    /// <summary>A hash of all it holds that is the same on every machine: two nodes with equal hashes see the same.</summary>
    public ulong Hash()
    {
        var hash = StableHash.Add(StableHash.Seed, (ulong)FirstDay.DayNumber);
        for (var i = 0; i < _open.Length; i++)
        {
            hash = StableHash.Add(StableHash.Add(hash, _open[i].Hash()), _occupied[i].Hash());
        }

        return hash;
    }

    /// <summary>The first date from one on that has a free run of that length, without regard to services and grid.</summary>
    /// <param name="from">Included.</param>
    /// <param name="units">Five-minute units, at least 1.</param>
    /// <returns>The day number, or <see cref="int.MaxValue"/> when there is none.</returns>
    internal int NextDayWithRun(int from, int units)
    {
        var index = Math.Max(from - FirstDay.DayNumber, 0);
        if (index >= _longestRuns.Length)
        {
            return int.MaxValue;
        }

        var more = _longestRuns.AsSpan(index).IndexOfAnyInRange((byte)Math.Min(units, byte.MaxValue), byte.MaxValue);
        return more < 0 ? int.MaxValue : FirstDay.DayNumber + index + more;
    }

    private static byte LongestRun(OpenDay open, DayBits occupied) =>
        (byte)Math.Min(open.Open.Except(occupied).LongestRun(), byte.MaxValue);

    private int IndexOf(DateOnly date) => date.DayNumber - FirstDay.DayNumber;
}
