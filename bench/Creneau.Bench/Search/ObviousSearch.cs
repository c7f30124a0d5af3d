using Creneau.Scheduling;

namespace Creneau.Bench.Search;

/// <summary>The search as one would write it first: every site, desk, day, opening and start, one unit after another.</summary>
public static class ObviousSearch
{
    public static SoonestStart? Soonest(SearchCase asked, GeoPoint near, double radiusKm)
    {
        var all =
            from plan in asked.Availability.Map.Plans
            let km = plan.Place.KmTo(near)
            where km <= radiusKm
            from start in Starts(plan, asked.NowLocal[plan.ZoneIndex])
            orderby start, km, plan.SiteId
            select new SoonestStart(plan.SiteId, start.Date, start.Minute);
        return all.FirstOrDefault();
    }

    private static IEnumerable<SlotStart> Starts(SitePlan plan, DateTime now)
    {
        if (!plan.TryAsk(SearchCase.Kinds, atCounter: false, out var ask))
        {
            return [];
        }

        var bounds = plan.Bounds(now, atCounter: false);
        var first = new SlotStart(bounds.FirstDate, bounds.FirstMinute);
        var days = Enumerable.Range(0, Math.Max(0, bounds.LastDate.DayNumber - bounds.FirstDate.DayNumber + 1));
        return
            from desk in plan.Desks
            from day in days
            from start in StartsOn(desk.Calendar, bounds.FirstDate.AddDays(day), ask, now)
            where !(start < first)
            select start;
    }

    private static IEnumerable<SlotStart> StartsOn(DeskCalendar calendar, DateOnly date, Ask ask, DateTime now)
    {
        var ahead = WallClock.MinutesUntil(date, now);
        var serving = calendar.OpenOn(date).Segments.Where(segment => segment.Serves(ask, ahead)).ToList();
        foreach (var segment in serving)
        {
            var step = segment.StepUnits;
            var units = ((ask.Minutes + (step * DayBits.UnitMinutes) - 1) / (step * DayBits.UnitMinutes)) * step;
            for (var unit = segment.Time.StartUnit; unit < segment.Time.EndUnit; unit += step)
            {
                if (Enumerable.Range(unit, units).All(one => IsFree(calendar, date, one, serving)))
                {
                    yield return new(date, unit * DayBits.UnitMinutes);
                }
            }
        }
    }

    private static bool IsFree(DeskCalendar calendar, DateOnly date, int unit, List<OpenSegment> serving) =>
        calendar.FreeOn(date)[unit] && serving.Exists(segment => segment.Time.StartUnit <= unit && unit < segment.Time.EndUnit);
}
