namespace Creneau.Scheduling;

/// <summary>Weeks as ISO 8601 has them: Monday to Sunday, counted through without regard to the year.</summary>
public static class IsoWeek
{
    /// <summary>The Monday of the week of a date. 0001-01-01 is a Monday, so every date has one.</summary>
    public static DateOnly Monday(DateOnly date) => DateOnly.FromDayNumber(date.DayNumber / 7 * 7);

    /// <summary>The Sunday of the week of a date; 9999-12-31 for the week in which the calendar ends.</summary>
    public static DateOnly Sunday(DateOnly date) =>
        DateOnly.FromDayNumber(Math.Min(date.DayNumber / 7 * 7 + 6, DateOnly.MaxValue.DayNumber));

    /// <summary>Weeks since the one of 0001-01-01.</summary>
    public static int Number(DateOnly date) => date.DayNumber / 7;
}
