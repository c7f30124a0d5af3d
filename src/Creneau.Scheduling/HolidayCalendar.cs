using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace Creneau.Scheduling;

/// <summary>The public holidays that a town hall keeps: rule 10 of the domain.</summary>
/// <param name="Region">Where it lies.</param>
/// <param name="GoodFriday">Whether it keeps Good Friday, see <see cref="FrenchHolidays.Of"/>.</param>
public record HolidayCalendar(HolidayRegion Region, bool GoodFriday)
{
    /// <summary>The school holidays of the town hall's zone.</summary>
    public SchoolHolidays School { get; init; } = SchoolHolidays.None;

    /// <summary>Whether an opening holds on a date, as far as school holidays go.</summary>
    internal bool Suits(SchoolTime time, DateOnly date) =>
        time == SchoolTime.Any || School.Contains(date) == (time == SchoolTime.InHolidays);

    private static readonly ConcurrentDictionary<(int, HolidayRegion, bool), FrozenSet<DateOnly>> Years = new();

    /// <summary>Whether a date is a public holiday; the days of a year are computed once.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The year is not 1583 to 9999.</exception>
    public bool IsHoliday(DateOnly date) => Years.GetOrAdd((date.Year, Region, GoodFriday), Dates).Contains(date);

    private static FrozenSet<DateOnly> Dates((int Year, HolidayRegion Region, bool GoodFriday) key) =>
        FrenchHolidays.Of(key.Year, key.Region, key.GoodFriday).Select(day => day.Date).ToFrozenSet();
}
