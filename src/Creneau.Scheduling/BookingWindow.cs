namespace Creneau.Scheduling;

/// <summary>The regular moment at which new days open.</summary>
public abstract record Release
{
    private protected Release()
    {
    }

    /// <summary>The last date that is open at a moment, included.</summary>
    /// <param name="nowLocal">Wall clock of the town hall.</param>
    /// <param name="horizonDays">See <see cref="BookingWindow"/>.</param>
    internal abstract DateOnly LastDate(DateTime nowLocal, int horizonDays);

    /// <summary>The moment from which on a date is open.</summary>
    /// <param name="horizonDays">See <see cref="BookingWindow"/>.</param>
    internal abstract DateTime OpensAt(DateOnly date, int horizonDays);

    /// <summary>How many days from today on can be open at most.</summary>
    /// <param name="horizonDays">See <see cref="BookingWindow"/>.</param>
    public abstract int MostDays(int horizonDays);
}

/// <summary>The moment of each week at which new weeks open.</summary>
/// <param name="Day">Day of the week.</param>
/// <param name="Minute">Minute of that day in wall clock, 0 to 1439, included: at 09:00 sharp the week is open.</param>
public record WeeklyRelease(DayOfWeek Day, int Minute) : Release
{
    /// <inheritdoc/>
    public override int MostDays(int horizonDays) => horizonDays + 7;

    internal override DateOnly LastDate(DateTime nowLocal, int horizonDays)
    {
        var today = DateOnly.FromDateTime(nowLocal);
        var daysSince = ((int)today.DayOfWeek - (int)Day + 7) % 7;
        var isBeforeToday = daysSince == 0 && nowLocal.TimeOfDay < TimeSpan.FromMinutes(Minute);
        return IsoWeek.Sunday(today.AddDays((isBeforeToday ? -7 : -daysSince) + horizonDays));
    }

    internal override DateTime OpensAt(DateOnly date, int horizonDays)
    {
        // The first release day whose week, as far ahead as the horizon, is the date's week or a later one
        var earliest = IsoWeek.Monday(date).AddDays(-horizonDays);
        var day = earliest.AddDays(((int)Day - (int)earliest.DayOfWeek + 7) % 7);
        return day.ToDateTime(TimeOnly.MinValue).AddMinutes(Minute);
    }
}

/// <summary>The moment of each month at which the next month opens as a whole; the furthest day does not count then.</summary>
/// <param name="Day">Day of the month, 1 to 31; in a shorter month its last day.</param>
/// <param name="Minute">Minute of that day in wall clock, 0 to 1439, included: at 08:30 sharp the month is open.</param>
public record MonthlyRelease(int Day, int Minute) : Release
{
    private const int TwoMonths = 62;

    /// <inheritdoc/>
    public override int MostDays(int horizonDays) => TwoMonths;

    internal override DateOnly LastDate(DateTime nowLocal, int horizonDays)
    {
        var day = Math.Min(Day, DateTime.DaysInMonth(nowLocal.Year, nowLocal.Month));
        var moment = new DateTime(nowLocal.Year, nowLocal.Month, day).AddMinutes(Minute);
        var first = new DateOnly(nowLocal.Year, nowLocal.Month, 1);
        return first.AddMonths(nowLocal >= moment ? 2 : 1).AddDays(-1);
    }

    internal override DateTime OpensAt(DateOnly date, int horizonDays)
    {
        var before = new DateTime(date.Year, date.Month, 1).AddMonths(-1);
        return before.AddDays(Math.Min(Day, DateTime.DaysInMonth(before.Year, before.Month)) - 1).AddMinutes(Minute);
    }
}

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
/// Null: each midnight opens one more day. Weekly: the horizon is whole weeks, at each release moment the week that
/// contains the release's date + <see cref="HorizonDays"/> opens up to its Sunday. Monthly: the next month opens.
/// </param>
public record BookingWindow(int LeastNoticeMinutes, int HorizonDays, Release? Release)
{
    /// <summary>How many days from today on can be open at most.</summary>
    public int MostDays => Release?.MostDays(HorizonDays) ?? HorizonDays;

    /// <summary>What can be booked at a moment.</summary>
    /// <param name="nowLocal">Wall clock of the town hall.</param>
    /// <param name="atCounter">True for agents: the least notice does not apply to them, the horizon does.</param>
    public WindowBounds Bounds(DateTime nowLocal, bool atCounter = false)
    {
        var first = RoundedUp(nowLocal.AddMinutes(atCounter ? 0 : Math.Max(LeastNoticeMinutes, 0)));
        return new(DateOnly.FromDateTime(first), first.Hour * 60 + first.Minute, LastDate(nowLocal));
    }

    /// <summary>The moment from which on a date lies within the furthest day, wall clock of the town hall.</summary>
    /// <param name="date">The date.</param>
    public DateTime OpensAt(DateOnly date) =>
        Release?.OpensAt(date, HorizonDays) ?? date.AddDays(-HorizonDays).ToDateTime(TimeOnly.MinValue);

    private DateOnly LastDate(DateTime nowLocal) =>
        Release?.LastDate(nowLocal, HorizonDays) ?? DateOnly.FromDateTime(nowLocal).AddDays(HorizonDays);

    private static DateTime RoundedUp(DateTime local)
    {
        var over = local.Ticks % (DayBits.UnitMinutes * TimeSpan.TicksPerMinute);
        return over == 0 ? local : local.AddTicks(DayBits.UnitMinutes * TimeSpan.TicksPerMinute - over);
    }
}
