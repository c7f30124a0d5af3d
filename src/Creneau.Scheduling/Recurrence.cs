namespace Creneau.Scheduling;

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

    /// <summary>One date. An opening with a date is open on a public holiday as well.</summary>
    public sealed record OnDate(DateOnly Date) : Recurrence
    {
        /// <inheritdoc/>
        public override bool FallsOn(DateOnly date) => date == Date;
    }
}
