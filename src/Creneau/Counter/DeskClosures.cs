using Creneau.Availability;
using Creneau.Availability.Openings;
using Creneau.Scheduling;

namespace Creneau.Counter;

/// <summary>Where desks are open, and why they are not.</summary>
internal static class DeskClosures
{
    public static IEnumerable<OpenTime> OpenTimes(Desk[] desks, DeskHours hours) =>
        from desk in desks
        from date in hours.Dates
        from run in hours.OpenOn(desk, date).Ranges()
        select new OpenTime(desk.Id, date, run.Start, run.End);

    /// <summary>What has a reason: a public holiday, a closure, a pause between two openings.</summary>
    public static IEnumerable<ClosedTime> ClosedTimes(
        Desk[] desks, DeskHours hours, List<ClosureRow> closures, ILookup<DateOnly, HolidayName> holidays) =>
        from desk in desks
        let own = closures.Where(closure => closure.Concerns(desk.Id)).OrderBy(closure => closure.Distance).ToArray()
        from date in hours.Dates
        let walkIn = hours.WalkInOn(desk, date)
        from closed in walkIn.Ranges().Select(run => new ClosedTime(desk.Id, date, run, ClosedKind.WalkInOnly))
            .Concat(ClosedOn(desk.Id, date, hours.OpenOn(desk, date) | walkIn, own, holidays[date]))
        select closed;

    /// <summary>How a desk stands at a moment.</summary>
    /// <param name="state">As memory has it; null for a desk that memory does not know yet.</param>
    public static AgendaDesk Stands(Desk desk, DeskState? state, List<ClosureRow> closures, SlotStart now)
    {
        var unit = now.Minute / DayBits.UnitMinutes;
        var closure = closures.Where(one => one.Concerns(desk.Id) && one.Closing.On(now.Date)[unit]).MinBy(one => one.Distance);
        var condition = closure?.Reason switch
        {
            ClosureReason.OutOfOrder => DeskCondition.OutOfOrder,
            not null => DeskCondition.Closed,
            null => IsOpen(state, now.Date, unit) ? DeskCondition.Open : DeskCondition.OutsideHours,
        };
        int[] plannings = [.. desk.Plannings.OrderBy(use => use.Rank).ThenBy(use => use.PlanningId).Select(use => use.PlanningId)];
        return new AgendaDesk(desk.Id, desk.Name, plannings, condition, closure?.Reason, closure?.Told);
    }

    private static bool IsOpen(DeskState? state, DateOnly date, int unit) =>
        state?.Calendars.Any(one => one.Calendar.OpenOn(date) is var day && (day.Open | day.WalkIn)[unit]) == true;

    private static IEnumerable<ClosedTime> ClosedOn(
        int deskId, DateOnly date, DayBits open, ClosureRow[] closures, IEnumerable<HolidayName> holidays)
    {
        if (open.IsEmpty && holidays.Select(name => (HolidayName?)name).FirstOrDefault() is { } holiday)
        {
            yield return new ClosedTime(deskId, date, new MinuteRange(0, DayBits.MinutesPerDay), ClosedKind.PublicHoliday)
            {
                Holiday = holiday,
            };
            yield break;
        }

        var unexplained = ~open;
        foreach (var closure in closures)
        {
            var explained = closure.Closing.On(date) & unexplained;
            unexplained = unexplained.Except(explained);
            foreach (var run in explained.Ranges())
            {
                yield return new ClosedTime(deskId, date, run, ClosedKind.Closure, closure.Reason, closure.Told);
            }
        }

        foreach (var pause in unexplained.Ranges().Where(run => IsBetween(run, open)))
        {
            yield return new ClosedTime(deskId, date, pause, ClosedKind.Pause);
        }
    }

    private static bool IsBetween(MinuteRange run, DayBits open) =>
        run.StartUnit > 0 && open.Previous(run.StartUnit - 1) >= 0 && run.EndUnit < DayBits.Units && open.Next(run.EndUnit) >= 0;
}
