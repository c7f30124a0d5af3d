namespace Creneau.Scheduling;

/// <summary>
/// A half-open range of wall-clock time in which a desk is closed: a holiday, a strike, a broken device. Site's and town
/// hall's closings are given to each of their desks.
/// </summary>
/// <param name="FromDate">Date of the beginning.</param>
/// <param name="FromMinute">Minute of that date, 0 to 1440, included; a unit that is touched is closed.</param>
/// <param name="UntilDate">Date of the end; null = until further notice.</param>
/// <param name="UntilMinute">
/// Minute of that date, 0 to 1440, not included; without meaning when there is no date. To close whole days: the last date
/// and 1440, or the day after it and 0.
/// </param>
public record Closing(DateOnly FromDate, int FromMinute, DateOnly? UntilDate, int UntilMinute)
{
    /// <summary>The units of a date that are closed; empty when the range does not touch it, or ends before it begins.</summary>
    public DayBits On(DateOnly date)
    {
        if (date < FromDate || date > UntilDate)
        {
            return default;
        }

        var from = date == FromDate ? FromMinute / DayBits.UnitMinutes : 0;
        var until = date == UntilDate ? (UntilMinute + DayBits.UnitMinutes - 1) / DayBits.UnitMinutes : DayBits.Units;
        return DayBits.Range(from, until);
    }
}
