using Creneau.Scheduling;

namespace Creneau.Notifications.Rules;

/// <summary>Hours of the day in which messages that nobody waits for may go out; wall clock, the end not included.</summary>
/// <param name="FromMinute">0 to 1439.</param>
/// <param name="ToMinute">1 to 1440, after <paramref name="FromMinute"/>.</param>
public readonly record struct SendingHours(int FromMinute, int ToMinute)
{
    public static readonly SendingHours Usual = new(8 * 60, 20 * 60);

    public bool Contain(DateTime local) => MinuteOf(local) >= FromMinute && MinuteOf(local) < ToMinute;

    /// <returns>The moment itself where it lies inside, else the next beginning.</returns>
    public DateTime NotBefore(DateTime local)
    {
        if (Contain(local))
        {
            return local;
        }

        var today = local.Date.AddMinutes(FromMinute);
        return local <= today ? today : today.AddDays(1);
    }

    /// <summary>As <see cref="NotBefore(DateTime)"/>, for an instant and the hours of a zone.</summary>
    public DateTime NotBeforeUtc(DateTime instantUtc, string timeZone)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(timeZone);
        var local = WallClock.ToLocal(instantUtc, zone);
        if (Contain(local))
        {
            return instantUtc;
        }

        var (date, minute) = WallClock.Split(NotBefore(local));
        return WallClock.ToUtc(date, minute, zone);
    }

    private static int MinuteOf(DateTime local) => (int)local.TimeOfDay.TotalMinutes;
}
