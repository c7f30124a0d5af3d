namespace Creneau.Scheduling;

/// <summary>The moment of each week at which new weeks open.</summary>
/// <param name="Day">Day of the week.</param>
/// <param name="Minute">Minute of that day in wall clock, 0 to 1439, included: at 09:00 sharp the week is open.</param>
public record WeeklyRelease(DayOfWeek Day, int Minute);

/// <summary>The first start and the last date that can be booked at a moment.</summary>
/// <param name="FirstDate">Date of the first start.</param>
/// <param name="FirstMinute">Minute of that date, included; a multiple of 5, 0 to 1435.</param>
/// <param name="LastDate">Last date, included; may lie before the first, then nothing can be booked.</param>
public readonly record struct WindowBounds(DateOnly FirstDate, int FirstMinute, DateOnly LastDate)
{
    /// <summary>Of the starts of a date, those inside the window.</summary>
    public DayBits Cut(DateOnly date, DayBits starts)
    {
        if (date < FirstDate || date > LastDate)
        {
            return default;
        }

        return date == FirstDate ? starts.Without(0, FirstMinute / DayBits.UnitMinutes) : starts;
    }
}

/// <summary>How short before and how far ahead a planning can be booked: rule 3 of the domain. All in wall clock.</summary>
/// <param name="LeastNoticeMinutes">
/// Minutes between now and the first start, at least 0. In wall clock: over a daylight-saving night the clock's minutes
/// count.
/// </param>
/// <param name="HorizonDays">
/// The furthest day, counted from today (0 = today only); with a release moment, from the day of the last release.
/// </param>
/// <param name="Release">
/// Null: each midnight opens one more day. Otherwise the horizon is whole weeks: at each release moment the week that
/// contains the release's date + <see cref="HorizonDays"/> opens up to its Sunday.
/// </param>
public record BookingWindow(int LeastNoticeMinutes, int HorizonDays, WeeklyRelease? Release)
{
    /// <summary>What can be booked at a moment.</summary>
    /// <param name="nowLocal">Wall clock of the town hall.</param>
    /// <param name="atCounter">True for agents: the least notice does not apply to them, the horizon does.</param>
    public WindowBounds Bounds(DateTime nowLocal, bool atCounter = false)
    {
        var first = RoundedUp(nowLocal.AddMinutes(atCounter ? 0 : Math.Max(LeastNoticeMinutes, 0)));
        return new(DateOnly.FromDateTime(first), first.Hour * 60 + first.Minute, LastDate(nowLocal));
    }

    private DateOnly LastDate(DateTime nowLocal)
    {
        var today = DateOnly.FromDateTime(nowLocal);
        return Release is null
            ? today.AddDays(HorizonDays)
            : IsoWeek.Sunday(LastRelease(Release, nowLocal, today).AddDays(HorizonDays));
    }

    private static DateOnly LastRelease(WeeklyRelease release, DateTime nowLocal, DateOnly today)
    {
        var daysSince = ((int)today.DayOfWeek - (int)release.Day + 7) % 7;
        var isBeforeToday = daysSince == 0 && nowLocal.TimeOfDay < TimeSpan.FromMinutes(release.Minute);
        return today.AddDays(isBeforeToday ? -7 : -daysSince);
    }

    private static DateTime RoundedUp(DateTime local)
    {
        var over = local.Ticks % (DayBits.UnitMinutes * TimeSpan.TicksPerMinute);
        return over == 0 ? local : local.AddTicks(DayBits.UnitMinutes * TimeSpan.TicksPerMinute - over);
    }
}
