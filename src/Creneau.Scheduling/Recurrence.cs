namespace Creneau.Scheduling;

/// <summary>Which of the same weekdays of a month.</summary>
[Flags]
public enum MonthWeeks
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>From the 1st to the 7th.</summary>
    First = 1,

    /// <summary>From the 8th to the 14th.</summary>
    Second = 2,

    /// <summary>From the 15th to the 21st.</summary>
    Third = 4,

    /// <summary>From the 22nd to the 28th.</summary>
    Fourth = 8,

    /// <summary>From the 29th on.</summary>
    Fifth = 16,

    /// <summary>The last one, the fourth or the fifth.</summary>
    Last = 32,
}

/// <summary>The dates on which an opening or an agent's presence falls.</summary>
public abstract record Recurrence
{
    private Recurrence()
    {
    }

    /// <summary>Whether it falls on that date.</summary>
    public abstract bool FallsOn(DateOnly date);

    /// <summary>One day of every n-th ISO week (Monday to Sunday), counted from the week of <paramref name="FirstWeek"/>.</summary>
    /// <param name="Day">The day of the week.</param>
    /// <param name="EveryWeeks">
    /// 1 = every week, 2 = every other week…; below 1 counts as 1. Weeks are counted through, so a year with 53 weeks
    /// shifts nothing.
    /// </param>
    /// <param name="FirstWeek">
    /// Any date of a week in which it falls: the anchor of the count, in both directions. It is not a first day; <paramref
    /// name="From"/> is.
    /// </param>
    /// <param name="From">First date, included; null = always has been.</param>
    /// <param name="Until">Last date, included; null = until further notice.</param>
    public sealed record Weekly(DayOfWeek Day, int EveryWeeks, DateOnly FirstWeek, DateOnly? From, DateOnly? Until) : Recurrence
    {
        /// <inheritdoc/>
        public override bool FallsOn(DateOnly date) =>
            date.DayOfWeek == Day
            && !(date < From)
            && !(date > Until)
            && (EveryWeeks <= 1 || (IsoWeek.Number(date) - IsoWeek.Number(FirstWeek)) % EveryWeeks == 0);
    }

    /// <summary>A weekday of certain weeks of each month: the first and third Saturday, the last Friday…</summary>
    /// <param name="Day">The day of the week.</param>
    /// <param name="Weeks">Which of the month's such days, at least one; a month without a fifth one has none.</param>
    /// <param name="From">First date, included; null = always has been.</param>
    /// <param name="Until">Last date, included; null = until further notice.</param>
    public sealed record Monthly(DayOfWeek Day, MonthWeeks Weeks, DateOnly? From, DateOnly? Until) : Recurrence
    {
        /// <inheritdoc/>
        public override bool FallsOn(DateOnly date) =>
            date.DayOfWeek == Day && !(date < From) && !(date > Until) && (Weeks & Of(date)) != 0;

        private static MonthWeeks Of(DateOnly date) =>
            (MonthWeeks)(1 << ((date.Day - 1) / 7))
            | (date.Day + 7 > DateTime.DaysInMonth(date.Year, date.Month) ? MonthWeeks.Last : MonthWeeks.None);
    }

    /// <summary>One date. An opening with a date is open on a public holiday as well.</summary>
    public sealed record OnDate(DateOnly Date) : Recurrence
    {
        /// <inheritdoc/>
        public override bool FallsOn(DateOnly date) => date == Date;
    }
}
