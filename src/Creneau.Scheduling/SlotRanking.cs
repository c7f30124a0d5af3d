namespace Creneau.Scheduling;

/// <summary>A desk that offers a start.</summary>
/// <param name="Desk">The desk.</param>
/// <param name="DurationMinutes">Minutes that the appointment takes there.</param>
public readonly record struct RankedDesk(DeskView Desk, int DurationMinutes);

/// <summary>Which of a site's desks should take an appointment.</summary>
public static class SlotRanking
{
    /// <summary>
    /// The desks that offer a start, the one whose day it fragments least first: fewest minutes left in gaps too short
    /// for the planning's shortest service, then fewest new gaps (it leans on what is taken or on an edge), then the
    /// smallest free stretch, then the desks' order.
    /// </summary>
    /// <param name="plan">The planning at the site.</param>
    /// <param name="start">Wall clock of the town hall.</param>
    /// <param name="ask">What is asked.</param>
    /// <param name="nowLocal">Wall clock of the town hall now.</param>
    /// <param name="ignoreWindow">See <see cref="SitePlan.StartsOn"/>.</param>
    /// <returns>Empty when no desk offers that start or it lies outside the booking window.</returns>
    public static RankedDesk[] LeastFragmentingFirst(
        SitePlan plan, SlotStart start, in Ask ask, DateTime nowLocal, bool ignoreWindow = false)
    {
        var bounds = plan.Bounds(nowLocal, ask.AtCounter, ignoreWindow);
        if (!bounds.Cut(start.Date, DayBits.Full)[start.Minute / DayBits.UnitMinutes])
        {
            return [];
        }

        List<(RankedDesk Desk, (int, int, int) Cost)> desks = [];
        foreach (var desk in plan.Desks)
        {
            var calendar = desk.Calendar;
            var minutes = SitePlan.DurationAt(calendar, start, ask, DateOnly.FromDateTime(nowLocal));
            if (minutes > 0)
            {
                desks.Add((new(desk, minutes), Cost(calendar.FreeOn(start.Date), start.Minute, minutes, plan.ShortestMinutes)));
            }
        }

        return [.. desks.OrderBy(desk => desk.Cost).Select(desk => desk.Desk)];
    }

    private static (int UselessMinutes, int Gaps, int FreeMinutes) Cost(DayBits free, int startMinute, int minutes, int shortestMinutes)
    {
        var from = startMinute / DayBits.UnitMinutes;
        var until = from + minutes / DayBits.UnitMinutes;
        var taken = ~free;
        var end = taken.Next(until);
        var before = (from - taken.Previous(from) - 1) * DayBits.UnitMinutes;
        var after = ((end < 0 ? DayBits.Units : end) - until) * DayBits.UnitMinutes;
        return (Useless(before, shortestMinutes) + Useless(after, shortestMinutes),
            Math.Sign(before) + Math.Sign(after), before + after);
    }

    private static int Useless(int gapMinutes, int shortestMinutes) => gapMinutes < shortestMinutes ? gapMinutes : 0;
}
