namespace Creneau.Scheduling;

/// <summary>Who may book the starts of an opening.</summary>
public enum OpeningChannel
{
    /// <summary>Anybody, online and at the counter; a share of the starts may be kept for the counter.</summary>
    Online,

    /// <summary>Agents only.</summary>
    CounterOnly,

    /// <summary>
    /// Agents only until a number of days before the day, at an hour; then online too. With a share, that share alone waits.
    /// </summary>
    CounterUntil,

    /// <summary>People come without an appointment; nobody books.</summary>
    WalkInOnly,
}

/// <summary>On which days an opening holds, by the school holidays of the town hall's zone.</summary>
public enum SchoolTime
{
    /// <summary>On all.</summary>
    Any,

    /// <summary>In the school holidays only.</summary>
    InHolidays,

    /// <summary>Outside the school holidays only.</summary>
    OutsideHolidays,
}

/// <summary>A share of the starts of an opening that is kept for the counter: the last ones of every so many.</summary>
/// <param name="Kept">How many of them, below 1: none.</param>
/// <param name="Of">Of how many consecutive starts, counted from the beginning of the opening; at least <paramref name="Kept"/>.</param>
public readonly record struct CounterShare(int Kept, int Of)
{
    /// <summary>Whether any start is kept.</summary>
    public bool IsAny => Kept > 0;

    /// <summary>Whether the start with this number, from 0 on, is kept.</summary>
    internal bool Keeps(int start) => IsAny && start % Math.Max(Of, Kept) >= Math.Max(Of, Kept) - Kept;
}

/// <summary>A weekly, monthly or dated time range in which a desk takes given services.</summary>
/// <param name="When">The dates.</param>
/// <param name="Time">Wall clock of the town hall, end not included.</param>
/// <param name="StepMinutes">
/// Distance of two starts, counted from the start of the range; a multiple of 5, at least 5. Durations are rounded up to
/// it.
/// </param>
/// <param name="Services">The services that can be booked, by their local index in the planning.</param>
/// <param name="Channel">Who may book.</param>
/// <param name="OnlineDaysBefore">
/// With <see cref="OpeningChannel.CounterUntil"/>: online from this many days before the day on (0 = on the day itself).
/// Ignored otherwise.
/// </param>
public record Opening(
    Recurrence When, MinuteRange Time, int StepMinutes, ServiceSet Services, OpeningChannel Channel, int OnlineDaysBefore)
{
    /// <summary>Minute of the day on which it goes online, 0 to 1439, wall clock. Ignored without such a day.</summary>
    public int OnlineMinute { get; init; }

    /// <summary>What is kept for the counter, with <see cref="OpeningChannel.CounterUntil"/> until that moment.</summary>
    public CounterShare Share { get; init; }

    /// <summary>Whether it holds only in, or only outside, the school holidays.</summary>
    public SchoolTime School { get; init; }

    /// <summary>
    /// Whether it holds on a date: on a public holiday only when it is dated for that day (rule 10 of the domain), and in the
    /// school holidays as it says.
    /// </summary>
    /// <param name="date">The date.</param>
    /// <param name="calendar">Public and school holidays of the town hall.</param>
    public bool HoldsOn(DateOnly date, HolidayCalendar calendar) =>
        When.FallsOn(date)
        && (When is Recurrence.OnDate || !calendar.IsHoliday(date))
        && calendar.Suits(School, date);
}
