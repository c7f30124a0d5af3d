namespace Creneau.Scheduling.Tests.Model;

/// <summary>One opening of a day, in minutes, for the slow model.</summary>
internal sealed record NaiveOpening(int From, int Until, int Step, ulong Services, OpeningChannel Channel, int OnlineDaysBefore)
{
    internal OpenSegment ToSegment() => new(new(From, Until), Step, new(Services), Channel, OnlineDaysBefore);

    internal Opening On(Recurrence when) => new(when, new(From, Until), Step, new(Services), Channel, OnlineDaysBefore);

    internal bool Serves(ulong asked, bool atCounter, int daysAhead) =>
        (asked & Services) == asked
        && (atCounter || Channel == OpeningChannel.Online || (Channel == OpeningChannel.CounterUntil && daysAhead <= OnlineDaysBefore));
}

/// <summary>The rules once more, minute by minute and loop by loop: slow, obvious, and without any code of the engine.</summary>
internal static class NaiveModel
{
    internal const int Minutes = 1440;

    /// <summary>Start minutes that are offered, with their durations.</summary>
    internal static SortedDictionary<int, int> Starts(
        IReadOnlyList<NaiveOpening> openings, bool[] freeMinutes, ulong asked, int minutes, bool atCounter, int daysAhead)
    {
        var usable = openings.Where(opening => opening.Serves(asked, atCounter, daysAhead)).ToList();
        var starts = new SortedDictionary<int, int>();
        for (var start = 0; start < Minutes; start++)
        {
            foreach (var opening in usable)
            {
                if (start < opening.From || start >= opening.Until || (start - opening.From) % opening.Step != 0)
                {
                    continue;
                }

                var duration = opening.Step;
                while (duration < minutes)
                {
                    duration += opening.Step;
                }

                if (Fits(start, duration, usable, freeMinutes) && (!starts.TryGetValue(start, out var other) || duration < other))
                {
                    starts[start] = duration;
                }
            }
        }

        return starts;
    }

    /// <summary>Minutes of the day in which each desk is open, after closings and lack of agents.</summary>
    internal static bool[][] Open(
        IReadOnlyList<(int Rank, List<NaiveOpening> Openings, bool[] Closed)> desks, IReadOnlyList<(int From, int Until)>? agents)
    {
        var open = desks.Select(_ => new bool[Minutes]).ToArray();
        var byRank = Enumerable.Range(0, desks.Count).OrderBy(i => desks[i].Rank).ToList();
        for (var minute = 0; minute < Minutes; minute++)
        {
            var present = agents?.Count(agent => minute >= agent.From && minute < agent.Until) ?? int.MaxValue;
            foreach (var desk in byRank)
            {
                var isUsable = !desks[desk].Closed[minute]
                    && desks[desk].Openings.Any(opening => minute >= opening.From && minute < opening.Until);
                if (isUsable && present > 0)
                {
                    open[desk][minute] = true;
                    present--;
                }
            }
        }

        return open;
    }

    internal static bool[] MinutesOf(IEnumerable<(int From, int Until)> ranges)
    {
        var minutes = new bool[Minutes];
        foreach (var (from, until) in ranges)
        {
            for (var minute = from; minute < until; minute++)
            {
                minutes[minute] = true;
            }
        }

        return minutes;
    }

    /// <summary>Such as <c>540-600 615-720</c>, in minutes; empty: none.</summary>
    internal static List<(int From, int Until)> RangesOf(string text) =>
    [
        .. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(range => range.Split('-'))
            .Select(ends => (int.Parse(ends[0], null), int.Parse(ends[1], null))),
    ];

    internal static List<int> UnitsOf(bool[] minutes) => [.. Enumerable.Range(0, 288).Where(unit => minutes[unit * 5])];

    private static bool Fits(int start, int duration, List<NaiveOpening> usable, bool[] freeMinutes)
    {
        for (var minute = start; minute < start + duration; minute++)
        {
            var at = minute;
            if (at >= Minutes || !freeMinutes[at] || !usable.Any(opening => at >= opening.From && at < opening.Until))
            {
                return false;
            }
        }

        return true;
    }
}
