using Creneau.Notifications.Rules;
using Creneau.Scheduling;

namespace Creneau.Reminders;

/// <summary>When an appointment is reminded of.</summary>
public static class ReminderTimes
{
    /// <summary>Whoever reads it later than that before the start has no use of it.</summary>
    public static readonly TimeSpan Useful = TimeSpan.FromHours(1);

    // Planned no later than that, so that a reminder that waits a little is still of use
    private const int LatestMinutes = 2 * 60;

    // Moved back into the hours of a day, it still leaves before they end
    private const int BeforeTheEnd = 15;

    /// <summary>
    /// By the wall clock: the same time n days before, the same clock hours before; on the day itself, when the hours begin. A time
    /// outside the hours is moved to the nearest inside on that day, and to the evening before where that would be too late.
    /// </summary>
    /// <param name="start">Of the appointment, by the wall clock there.</param>
    /// <param name="leadMinutes">0: on the day itself.</param>
    /// <param name="hours">In which the town hall sends.</param>
    public static DateTime DueUtc(SlotStart start, int leadMinutes, SendingHours hours, TimeZoneInfo zone)
    {
        var begins = start.Date.ToDateTime(TimeOnly.MinValue).AddMinutes(start.Minute);
        var latest = begins.AddMinutes(-LatestMinutes);
        var wished = leadMinutes == 0 ? begins.Date.AddMinutes(hours.FromMinute) : begins.AddMinutes(-leadMinutes);
        var due = OnSameDay(wished < latest ? wished : latest, hours);
        var (date, minute) = WallClock.Split(due > latest ? LastOf(due.AddDays(-1), hours) : due);
        return WallClock.ToUtc(date, minute, zone);
    }

    private static DateTime OnSameDay(DateTime local, SendingHours hours) =>
        hours.Contain(local) ? local
        : local < local.Date.AddMinutes(hours.FromMinute) ? local.Date.AddMinutes(hours.FromMinute)
        : LastOf(local, hours);

    private static DateTime LastOf(DateTime day, SendingHours hours) =>
        day.Date.AddMinutes(Math.Max(hours.FromMinute, hours.ToMinute - BeforeTheEnd));
}
