namespace Creneau.Scheduling.Tests.Model;

/// <summary>One opening of a day, in minutes, for the slow model.</summary>
internal sealed record NaiveOpening(int From, int Until, int Step, ulong Services, OpeningChannel Channel, int OnlineDaysBefore)
{
    internal int OnlineMinute { get; init; }

    /// <summary>The last so many of every so many starts are kept for the counter; none of none: no share.</summary>
    internal (int Kept, int Of) Share { get; init; }

    internal OpenSegment ToSegment() => new(On(new Recurrence.OnDate(default)));

    internal Opening On(Recurrence when) => new(when, new(From, Until), Step, new(Services), Channel, OnlineDaysBefore)
    {
        OnlineMinute = OnlineMinute,
        Share = new(Share.Kept, Share.Of),
    };

    internal bool IsIn(int minute) => minute >= From && minute < Until;

    /// <summary>Whether somebody may use a minute of it for what they ask.</summary>
    internal bool Gives(int minute, in NaiveAsk ask)
    {
        if (!IsIn(minute) || (ask.Services & Services) != ask.Services || Channel == OpeningChannel.WalkInOnly)
        {
            return false;
        }

        var isOnlineNow = Channel == OpeningChannel.CounterUntil && ask.MinutesAhead <= OnlineSince();
        return ask.AtCounter || isOnlineNow || !IsKept((minute - From) / Step);
    }

    /// <summary>Minutes before midnight of the day at which the last of it goes online.</summary>
    private int OnlineSince() => (OnlineDaysBefore * 24 * 60) - OnlineMinute;

    private bool IsKept(int start) => Channel switch
    {
        OpeningChannel.CounterOnly => true,
        OpeningChannel.CounterUntil when Share.Kept == 0 => true,
        _ => Share.Kept > 0 && start % Share.Of + Share.Kept >= Share.Of,
    };
}

/// <summary>What somebody asks of the slow model.</summary>
/// <param name="MinutesAhead">From now to the midnight at which the day begins.</param>
internal readonly record struct NaiveAsk(ulong Services, int Minutes, bool AtCounter, int MinutesAhead)
{
    /// <summary>Before and after, unseen by the public, multiples of 5.</summary>
    internal (int Before, int After) Hidden { get; init; }
}

/// <summary>The rules once more, minute by minute and loop by loop: slow, obvious, and without any code of the engine.</summary>
internal static class NaiveModel
{
    internal const int Minutes = 1440;

    /// <summary>Start minutes that are offered, with their durations.</summary>
    internal static SortedDictionary<int, int> Starts(
        IReadOnlyList<NaiveOpening> openings, bool[] openMinutes, bool[] freeMinutes, in NaiveAsk ask)
    {
        var starts = new SortedDictionary<int, int>();
        for (var start = 0; start < Minutes; start++)
        {
            foreach (var opening in openings)
            {
                if (!opening.Gives(start, ask) || (start - opening.From) % opening.Step != 0)
                {
                    continue;
                }

                var duration = opening.Step;
                while (duration < ask.Minutes)
                {
                    duration += opening.Step;
                }

                if (Fits(start, duration, openings, openMinutes, freeMinutes, ask)
                    && (!starts.TryGetValue(start, out var other) || duration < other))
                {
                    starts[start] = duration;
                }
            }
        }

        return starts;
    }

    /// <summary>Minutes of the day in which each desk is open, after closings and lack of agents.</summary>
    internal static bool[][] Open(
        IReadOnlyList<(int Rank, List<NaiveOpening> Openings, bool[] Closed)> desks, IReadOnlyList<bool[]>? agents)
    {
        var open = desks.Select(_ => new bool[Minutes]).ToArray();
        var byRank = Enumerable.Range(0, desks.Count).OrderBy(i => desks[i].Rank).ToList();
        for (var minute = 0; minute < Minutes; minute++)
        {
            var present = agents?.Count(agent => agent[minute]) ?? int.MaxValue;
            foreach (var desk in byRank)
            {
                var isUsable = !desks[desk].Closed[minute]
                    && desks[desk].Openings.Any(opening => minute >= opening.From && minute < opening.Until);
                if (isUsable && present > 0)
                {
                    // Who comes without an appointment needs an agent too
                    open[desk][minute] = desks[desk].Openings.Any(opening =>
                        opening.IsIn(minute) && opening.Channel != OpeningChannel.WalkInOnly);
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

    private static bool Fits(
        int start, int duration, IReadOnlyList<NaiveOpening> openings, bool[] openMinutes, bool[] freeMinutes, NaiveAsk ask)
    {
        for (var minute = start - ask.Hidden.Before; minute < start + duration + ask.Hidden.After; minute++)
        {
            var at = minute;
            var isTold = at >= start && at < start + duration;
            if (at < 0 || at >= Minutes || !freeMinutes[at])
            {
                return false;
            }

            if (isTold && (!openMinutes[at] || !openings.Any(opening => opening.Gives(at, ask))))
            {
                return false;
            }
        }

        return true;
    }
}
