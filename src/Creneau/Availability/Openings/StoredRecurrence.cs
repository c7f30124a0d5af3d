using Creneau.Scheduling;

namespace Creneau.Availability.Openings;

/// <summary>A recurrence of the engine as the columns that rules and shifts share, and back.</summary>
/// <param name="OnDate">One date; the others have no meaning then.</param>
public readonly record struct StoredRecurrence(
    DayOfWeek? Day, int EveryWeeks, DateOnly? FirstWeek, DateOnly? From, DateOnly? Until, DateOnly? OnDate)
{
    /// <summary>Of a monthly one; none of all others.</summary>
    public MonthWeeks Weeks { get; init; }

    public static StoredRecurrence Of(Recurrence when) => when switch
    {
        Recurrence.Weekly weekly => new(weekly.Day, weekly.EveryWeeks, weekly.FirstWeek, weekly.From, weekly.Until, null),
        Recurrence.Monthly monthly => new(monthly.Day, 1, null, monthly.From, monthly.Until, null) { Weeks = monthly.Weeks },
        Recurrence.OnDate once => new(null, 1, null, null, null, once.Date),
        _ => throw new ArgumentOutOfRangeException(nameof(when)),
    };

    public Recurrence ToRecurrence() =>
        OnDate is { } date ? new Recurrence.OnDate(date)
        : Weeks != MonthWeeks.None ? new Recurrence.Monthly(Day!.Value, Weeks, From, Until)
        : new Recurrence.Weekly(Day!.Value, EveryWeeks, FirstWeek!.Value, From, Until);
}
