namespace Creneau.Scheduling;

/// <summary>What one desk has open and taken over a run of days. Immutable: a change gives a new calendar.</summary>
public sealed class DeskCalendar
{
    private readonly OpenDay[] _open;
    private readonly DayBits[] _occupied;

    private DeskCalendar(DateOnly firstDay, OpenDay[] open, DayBits[] occupied) =>
        (FirstDay, _open, _occupied) = (firstDay, open, occupied);

    /// <summary>A calendar without any day: closed always.</summary>
    public static DeskCalendar Empty { get; } = new(DateOnly.MinValue, [], []);

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

        return new(firstDay, [.. open], [.. occupied]);
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
    /// <param name="minutesAhead">Minutes from now to the beginning of the date.</param>
    public DayBits StartsOn(DateOnly date, in Ask ask, int minutesAhead)
    {
        var index = IndexOf(date);
        return (uint)index < (uint)_open.Length ? _open[index].Starts(~_occupied[index], ask, minutesAhead) : default;
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
        changed[index] = occupied;
        return new(FirstDay, _open, changed);
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

    private int IndexOf(DateOnly date) => date.DayNumber - FirstDay.DayNumber;
}
