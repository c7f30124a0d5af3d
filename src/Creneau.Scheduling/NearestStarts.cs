namespace Creneau.Scheduling;

/// <summary>Collects the few starts that are nearest in place and time to a wanted one.</summary>
internal sealed class NearestStarts(SlotStart wanted, int count, int? takenAtSiteId)
{
    private readonly List<(double Cost, SlotFound Found)> _best = [];

    internal SlotFound[] ToArray() => [.. _best.Select(best => best.Found)];

    /// <summary>Looks at the days of a site from the wanted one outwards, until no better one can follow.</summary>
    internal void AddFrom(in SiteSearch site, double km, in SlotQuery query)
    {
        var wantedDay = wanted.Date.DayNumber;
        var closest = Math.Max(0, Math.Max(site.First.DayNumber - wantedDay, wantedDay - site.Last.DayNumber));
        var farthest = Math.Max(wantedDay - site.First.DayNumber, site.Last.DayNumber - wantedDay);
        for (var away = closest; away <= farthest && MayBeat(km, away); away++)
        {
            AddDay(site, km, wantedDay - away, query);
            if (away > 0)
            {
                AddDay(site, km, wantedDay + away, query);
            }
        }
    }

    private bool MayBeat(double km, int daysAway)
    {
        var leastMinutes = Math.Max(0, daysAway - 1) * DayBits.MinutesPerDay;
        return _best.Count < count || leastMinutes + km * SearchMap.MinutesPerKm <= _best[^1].Cost;
    }

    private void AddDay(in SiteSearch site, double km, int dayNumber, in SlotQuery query)
    {
        if (dayNumber < site.First.DayNumber || dayNumber > site.Last.DayNumber)
        {
            return;
        }

        var date = DateOnly.FromDayNumber(dayNumber);
        foreach (var unit in site.StartsOn(date, query))
        {
            Add(new(site.Plan, km, new(date, unit * DayBits.UnitMinutes)));
        }
    }

    private void Add(SlotFound found)
    {
        if (found.Plan.SiteId == takenAtSiteId && found.Start == wanted)
        {
            return;
        }

        var cost = Math.Abs(found.Start.Total - wanted.Total) + found.Km * SearchMap.MinutesPerKm;
        var place = _best.FindIndex(best => Compare((cost, found), best) < 0);
        _best.Insert(place < 0 ? _best.Count : place, (cost, found));
        if (_best.Count > count)
        {
            _best.RemoveAt(count);
        }
    }

    private static int Compare((double Cost, SlotFound Found) left, (double Cost, SlotFound Found) right) =>
        left.Cost.CompareTo(right.Cost) is not 0 and var byCost ? byCost
        : left.Found.Start.CompareTo(right.Found.Start) is not 0 and var byStart ? byStart
        : SlotOrder.ById(left.Found.Plan, right.Found.Plan);
}
