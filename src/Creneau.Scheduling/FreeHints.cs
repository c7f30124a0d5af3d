namespace Creneau.Scheduling;

/// <summary>
/// What can be said at once of what is free at all desks of a map, in four bytes a day and side by side: a search waits
/// for memory, not for the processor, and passes over most days of most desks without touching them. Rounded so that
/// they never deny a start that there is.
/// </summary>
internal sealed class FreeHints
{
    // Any start may lie there
    private const int Unknown = 0x1FF | 0x3FF << 20;

    private readonly int[] _packed;
    private readonly int _days;

    /// <summary>The hints of desks, in their order; they follow every change of a desk's calendar from now on.</summary>
    /// <exception cref="InvalidOperationException">A desk belongs to another map already.</exception>
    internal FreeHints(IReadOnlyList<DeskView> desks)
    {
        _days = Math.Max(1, desks.Select(desk => desk.Calendar.Days).DefaultIfEmpty().Max());
        _packed = new int[desks.Count * _days];
        for (var row = 0; row < desks.Count; row++)
        {
            desks[row].SetHints(this, row);
        }
    }

    /// <summary>Writes what is free at a desk. Meanwhile a search sees some days as they were.</summary>
    /// <param name="row">Number of the desk.</param>
    /// <param name="calendar">Its calendar.</param>
    internal void Write(int row, DeskCalendar calendar)
    {
        var hints = _packed.AsSpan(row * _days, _days);
        if (calendar.Days > _days)
        {
            hints.Fill(Unknown);
            return;
        }

        for (var i = 0; i < hints.Length; i++)
        {
            var date = calendar.FirstDay.AddDays(i);
            hints[date.DayNumber % _days] = Pack(calendar.FreeOn(date));
        }
    }

    /// <summary>The first of some days on which a start of so many free units may lie at a desk.</summary>
    /// <param name="row">Number of the desk.</param>
    /// <param name="day">Day number from which to look, not before that of <paramref name="from"/>.</param>
    /// <param name="from">First start that comes into question, included.</param>
    /// <param name="upTo">Last start that comes into question, included.</param>
    /// <param name="units">At least 1.</param>
    /// <returns>Its day number, or <see cref="int.MaxValue"/>. Days that the calendar does not know may be among them.</returns>
    internal int NextDay(int row, int day, SlotStart from, SlotStart upTo, int units)
    {
        var hints = _packed.AsSpan(row * _days, _days);
        var first = from.Date.DayNumber;
        var last = Math.Min(upTo.Date.DayNumber, first + _days);
        for (var index = day % _days; day <= last; day++, index = index + 1 == _days ? 0 : index + 1)
        {
            var hint = hints[index];
            if ((hint & 0x1FF) >= units
                && (day != first || hint >> 20 >= from.Minute / DayBits.UnitMinutes)
                && (day != upTo.Date.DayNumber || (hint >> 10 & 0x3FF) <= upTo.Minute / DayBits.UnitMinutes))
            {
                return day;
            }
        }

        return int.MaxValue;
    }

    /// <summary>The longest free run in 9 bits, the first free unit in 10, the last in 10.</summary>
    private static int Pack(DayBits free) =>
        free.IsEmpty ? 0 : free.LongestRun() | free.Next(0) << 10 | free.Previous(DayBits.Units) << 20;
}
