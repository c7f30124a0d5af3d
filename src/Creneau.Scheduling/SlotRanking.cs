using System.Numerics;

namespace Creneau.Scheduling;

/// <summary>A desk that offers a start.</summary>
/// <param name="Desk">The desk.</param>
/// <param name="DurationMinutes">Minutes that the appointment takes there.</param>
public readonly record struct RankedDesk(DeskView Desk, int DurationMinutes);

/// <summary>Which of a site's desks should take an appointment.</summary>
public static class SlotRanking
{
    /// <summary>
    /// For each asked group the desks that offer a start, the one whose day it fragments least first: fewest minutes left in
    /// gaps too short for the group's shortest service, then fewest new gaps (it leans on what is taken or on an edge), then
    /// the smallest free stretch, then the desks' order. An appointment takes one desk of each, each for its own duration.
    /// </summary>
    /// <param name="plan">The planning at the site.</param>
    /// <param name="start">Wall clock of the town hall.</param>
    /// <param name="ask">What is asked.</param>
    /// <param name="nowLocal">Wall clock of the town hall now.</param>
    /// <param name="ignoreWindow">See <see cref="SitePlan.StartsOn"/>.</param>
    /// <returns>
    /// One entry for each asked group, by rising ordinal, none of them empty; no entry at all when any group has no desk that
    /// offers that start, or it lies outside the booking window.
    /// </returns>
    public static RankedDesk[][] LeastFragmentingByGroup(
        SitePlan plan, SlotStart start, in Ask ask, DateTime nowLocal, bool ignoreWindow = false)
    {
        var bounds = plan.Bounds(nowLocal, ask.AtCounter, ignoreWindow);
        if (!bounds.Cut(start.Date, DayBits.Full)[start.Minute / DayBits.UnitMinutes])
        {
            return [];
        }

        List<RankedDesk[]> ranked = [];
        for (var groups = ask.AskedGroups; groups != 0; groups &= groups - 1)
        {
            ranked.Add(OfGroup(BitOperations.TrailingZeroCount(groups), plan, start, ask, nowLocal));
            if (ranked[^1].Length == 0)
            {
                return [];
            }
        }

        return [.. ranked];
    }

    private static RankedDesk[] OfGroup(int group, SitePlan plan, SlotStart start, in Ask ask, DateTime nowLocal)
    {
        var asked = plan.AskAt(group, ask);
        var shortestMinutes = plan.ShortestMinutes(group);
        List<(RankedDesk Desk, (int, int, int) Cost)> desks = [];
        foreach (var desk in plan.Desks.Where(desk => desk.Group == group))
        {
            var calendar = desk.Calendar;
            var minutes = SitePlan.DurationAt(calendar, start, asked, nowLocal);
            if (minutes > 0)
            {
                desks.Add((new(desk, minutes), Cost(calendar.FreeOn(start.Date), start.Minute, minutes, shortestMinutes)));
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
