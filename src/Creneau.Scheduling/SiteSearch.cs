namespace Creneau.Scheduling;

/// <summary>One query at one site: what is asked there, and the days on which it can be booked and suits.</summary>
internal readonly struct SiteSearch
{
    private readonly WindowBounds _bounds;
    private readonly DateOnly _today;

    private SiteSearch(SitePlan plan, double km, in Ask ask, in SlotQuery query)
    {
        Plan = plan;
        Km = km;
        Ask = ask;
        var now = query.NowLocal[plan.ZoneIndex];
        _today = DateOnly.FromDateTime(now);
        _bounds = plan.Bounds(now, query.AtCounter);
        First = query.From > _bounds.FirstDate ? query.From : _bounds.FirstDate;
        Last = query.To < _bounds.LastDate ? query.To : _bounds.LastDate;
    }

    internal SitePlan Plan { get; }

    internal double Km { get; }

    internal Ask Ask { get; }

    /// <summary>First date that comes into question, included.</summary>
    internal DateOnly First { get; }

    /// <summary>Last date that comes into question, included.</summary>
    internal DateOnly Last { get; }

    /// <summary>False when the site does not do what is asked, or is filtered out.</summary>
    internal static bool TryAt(SitePlan plan, double km, in SlotQuery query, out SiteSearch site)
    {
        site = default;
        if ((query.Wheelchair && !plan.Wheelchair)
            || (query.TownHallId is { } townHall && townHall != plan.TownHallId)
            || (uint)plan.ZoneIndex >= (uint)query.NowLocal.Length)
        {
            return false;
        }

        if (!plan.TryAsk(query.Kinds, query.AtCounter, out var ask))
        {
            return false;
        }

        site = new(plan, km, ask, query);
        return true;
    }

    /// <summary>The starts of a date that are offered and suit.</summary>
    internal DayBits StartsOn(DateOnly date, in SlotQuery query)
    {
        var suiting = query.SuitingOn(date);
        return suiting.IsEmpty ? default : Plan.StartsWithin(date, Ask, _bounds, _today) & suiting;
    }

    /// <summary>The earliest start that is offered and suits.</summary>
    /// <param name="until">Dates after it are not looked at.</param>
    /// <param name="query">The query.</param>
    /// <param name="start">The start; <c>default</c> when the answer is false.</param>
    internal bool TryEarliest(DateOnly until, in SlotQuery query, out SlotStart start)
    {
        start = default;
        var last = until < Last ? until : Last;
        foreach (var desk in Plan.Desks)
        {
            if (TryEarliest(desk.Calendar, last, query, out var found) && (start == default || found < start))
            {
                start = found;
                last = found.Date;
            }
        }

        return start != default;
    }

    private bool TryEarliest(DeskCalendar calendar, DateOnly last, in SlotQuery query, out SlotStart start)
    {
        start = default;
        var units = Ask.LeastUnits;
        for (var day = calendar.NextDayWithRun(First.DayNumber, units);
             day <= last.DayNumber;
             day = calendar.NextDayWithRun(day + 1, units))
        {
            var date = DateOnly.FromDayNumber(day);
            var starts = calendar.StartsOn(date, Ask, day - _today.DayNumber) & query.SuitingOn(date);
            var unit = _bounds.Cut(date, starts).Next(0);
            if (unit >= 0)
            {
                start = new(date, unit * DayBits.UnitMinutes);
                return true;
            }
        }

        return false;
    }
}
