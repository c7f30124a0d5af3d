using Creneau.Scheduling;

namespace Creneau.Counter;

/// <summary>
/// The starts that an agent can still give to one person: at each, the shortest service of the planning that it takes. Shown
/// at the desk that is counted, of the lowest group.
/// </summary>
internal sealed class FreeStarts
{
    private readonly SitePlan _plan;
    private readonly DeskHours _hours;
    private readonly TakenTimes _taken;
    private readonly int _minutesAhead;
    private readonly DateOnly _date;

    private FreeStarts(SitePlan plan, DeskHours hours, TakenTimes taken, DateOnly date, DateTime nowLocal)
    {
        (_plan, _hours, _taken, _date) = (plan, hours, taken, date);
        _minutesAhead = WallClock.MinutesUntil(date, nowLocal);
    }

    /// <returns>By day, start and desk; what is past is not among them.</returns>
    public static IReadOnlyList<FreeStart> Of(IEnumerable<SitePlan> plans, DeskHours hours, TakenTimes taken, DateTime nowLocal)
    {
        List<FreeStart> free = [];
        foreach (var plan in plans)
        {
            var bounds = plan.Bounds(nowLocal, atCounter: true);
            var services = plan.Services.OrderBy(service => service.Minutes.First).ThenBy(service => service.LocalIndex).ToArray();
            foreach (var date in hours.Dates.Where(date => date >= bounds.FirstDate && date <= bounds.LastDate))
            {
                new FreeStarts(plan, hours, taken, date, nowLocal).AddTo(free, services, bounds.Cut(date, DayBits.Full));
            }
        }

        free.Sort((one, other) => (one.Date, one.StartMinute, one.DeskId).CompareTo((other.Date, other.StartMinute, other.DeskId)));
        return free;
    }

    private void AddTo(List<FreeStart> free, SiteService[] services, DayBits window)
    {
        var left = _plan.Desks.ToDictionary(desk => desk.DeskId, _ => window);
        foreach (var service in services)
        {
            if (!_plan.TryAskServices([service.LocalIndex], atCounter: true, out var ask))
            {
                continue;
            }

            var together = StartsOfGroups(ask);
            foreach (var desk in _plan.Desks.Where(desk => desk.Group == LowestGroup(ask)))
            {
                var starts = together & left[desk.DeskId] & StartsAt(desk, ask);
                left[desk.DeskId] = left[desk.DeskId].Except(starts);
                Add(free, desk, ask, starts);
            }
        }
    }

    private void Add(List<FreeStart> free, DeskView desk, Ask ask, DayBits starts)
    {
        if (starts.IsEmpty)
        {
            return;
        }

        var online = StartsAt(desk, ask with { AtCounter = false });
        var open = _hours.On(desk.DeskId, _plan.PlanningId, _date);
        foreach (var unit in starts)
        {
            var minute = unit * DayBits.UnitMinutes;
            free.Add(new FreeStart(
                desk.DeskId,
                _plan.PlanningId,
                _date,
                minute,
                open.DurationFor(minute, _plan.AskAt(desk.Group, ask), _minutesAhead),
                !online[unit]));
        }
    }

    private DayBits StartsAt(DeskView desk, Ask ask) => _hours.On(desk.DeskId, _plan.PlanningId, _date)
        .Starts(_taken.FreeOn(desk.DeskId, _date), _plan.AskAt(desk.Group, ask), _minutesAhead);

    private DayBits StartsOfGroups(Ask ask) => Enumerable.Range(0, DeskView.MostGroups).Where(ask.Takes)
        .Aggregate(DayBits.Full, (starts, group) => starts & _plan.Desks.Where(desk => desk.Group == group)
            .Aggregate(DayBits.Empty, (any, desk) => any | StartsAt(desk, ask)));

    private static int LowestGroup(Ask ask) => Enumerable.Range(0, DeskView.MostGroups).First(ask.Takes);
}
