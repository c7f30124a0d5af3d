using Creneau.Scheduling;

namespace Creneau.Availability.Openings;

/// <summary>A recurrence of the engine as the columns that rules and shifts share, and back.</summary>
internal static class StoredRecurrence
{
    public static (
        DayOfWeek? Day, int EveryWeeks, DateOnly? FirstWeek, DateOnly? From, DateOnly? Until, DateOnly? On) Of(Recurrence when) =>
        when switch
        {
            Recurrence.Weekly weekly => (weekly.Day, weekly.EveryWeeks, weekly.FirstWeek, weekly.From, weekly.Until, null),
            Recurrence.OnDate once => (null, 1, null, null, null, once.Date),
            _ => throw new ArgumentOutOfRangeException(nameof(when)),
        };

    public static Recurrence From(DayOfWeek? day, int everyWeeks, DateOnly? firstWeek, DateOnly? from, DateOnly? until, DateOnly? on) =>
        on is { } date
            ? new Recurrence.OnDate(date)
            : new Recurrence.Weekly(day!.Value, everyWeeks, firstWeek!.Value, from, until);
}
