using Creneau.Scheduling;

namespace Creneau.Availability;

/// <summary>
/// A start that somebody wants at a plan: the one place that says whether desks offer it. The list, the check before
/// locking and the check under the lock agree.
/// </summary>
public sealed class SlotCheck
{
    private readonly AvailabilityIndex _availability;
    private readonly bool _ignoresWindow;
    private readonly bool _isAsked;
    private readonly Ask _ask;

    /// <param name="ignoresWindow">An appointment that stays where it is may do so whatever the booking window says by now.</param>
    public SlotCheck(AvailabilityIndex availability, SitePlan plan, WantedSlot wanted, bool atCounter, bool ignoresWindow = false)
    {
        (_availability, Plan, Wanted, _ignoresWindow, AtCounter) = (availability, plan, wanted, ignoresWindow, atCounter);
        _isAsked = availability.TryAsk(plan, wanted.ServiceIds, atCounter, out _ask);
    }

    public SitePlan Plan { get; }

    public WantedSlot Wanted { get; }

    public bool AtCounter { get; }

    /// <summary>As many desks are taken.</summary>
    public int GroupCount => _isAsked ? _ask.GroupCount : 0;

    /// <summary>Minutes that it takes at least, before they are rounded to the step of an opening.</summary>
    public int LeastMinutes => _isAsked ? _ask.Minutes : DayBits.MinutesPerDay;

    private SlotStart Start => new(Wanted.Date, Wanted.StartMinute);

    /// <summary>
    /// The desks that may take it, by memory, for each group that is asked for, lowest group first; in each the desk whose
    /// day it fragments least comes first. Empty when a group has none.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<int>> Candidates(Taker taker)
    {
        if (!_isAsked || Window(taker.NowUtc) is not null)
        {
            return [];
        }

        var ranked = SlotRanking.LeastFragmentingByGroup(Plan, Start, _ask, NowAt(taker.NowUtc), _ignoresWindow)
            .SelectMany(group => group).Select((desk, rank) => (desk.Desk.DeskId, rank)).ToDictionary(one => one.DeskId, one => one.rank);
        // Memory counts as taken what this taker may have: past holds, their own, and what they leave
        var groups = Plan.Desks.Where(desk => _ask.Takes(desk.Group))
            .GroupBy(desk => desk.Group)
            .OrderBy(group => group.Key)
            .Select(group => (IReadOnlyList<int>)
            [
                .. group.Select(desk => desk.DeskId)
                    .Where(id => ranked.ContainsKey(id) || RangeAt(_availability.Desk(id)?.State, group.Key, taker) is not null)
                    .OrderBy(id => ranked.GetValueOrDefault(id, int.MaxValue)),
            ])
            .ToList();
        return groups.Count == _ask.GroupCount && groups.TrueForAll(group => group.Count > 0) ? groups : [];
    }

    /// <summary>The slot that an appointment would take at these desks, one of each group, the lowest group first.</summary>
    /// <returns>Null, and in <paramref name="missing"/> the index of the first desk that does not offer it to this taker.</returns>
    public OfferedSlot? At(IReadOnlyList<DeskState?> desks, Taker taker, out int missing)
    {
        List<TakenRange> ranges = [];
        for (missing = 0; missing < desks.Count; missing++)
        {
            if (RangeAt(desks[missing], GroupOf(desks[missing]), taker) is not { } range)
            {
                return null;
            }

            ranges.Add(range);
        }

        return ranges is [var counted, ..] && ranges.Count == _ask.GroupCount
            ? new OfferedSlot(
                new SlotTime(
                    Plan.TownHallId,
                    Plan.PlanningId,
                    Plan.SiteId,
                    counted.Told.DeskId,
                    counted.Told.Date,
                    counted.Told.StartMinute,
                    counted.Told.EndMinute), [.. ranges.Select(range => range.Taken)])
            : null;
    }

    /// <summary>Why nobody can have it, as far as place and window go; then closed or taken, by what is open there.</summary>
    public SlotRefusal WhyNot(DateTime nowUtc)
    {
        if (!_isAsked)
        {
            return Wanted.ServiceIds.All(_availability.Places.Services.ContainsKey)
                ? SlotRefusal.NotServedHere
                : SlotRefusal.NoLongerOffered;
        }

        if (Window(nowUtc) is { } outside)
        {
            return outside;
        }

        var minutesAhead = MinutesAhead(nowUtc);
        return Plan.Desks.Where(desk => _ask.Takes(desk.Group))
            .GroupBy(desk => desk.Group)
            .All(group =>
                group.Any(desk =>
                    desk.Calendar.OpenOn(Wanted.Date).Offers(Wanted.StartMinute, DayBits.Full, Plan.AskAt(group.Key, _ask), minutesAhead)))
            ? SlotRefusal.Taken
            : SlotRefusal.NotOffered;
    }

    /// <summary>What a desk is taken for by somebody who is told a range; cut where the day ends.</summary>
    public DeskRange TakenFor(DeskRange told)
    {
        var ask = Plan.AskAt(Array.Find(Plan.Desks, desk => desk.DeskId == told.DeskId)?.Group ?? 0, _ask);
        return told with
        {
            StartMinute = Math.Max(told.StartMinute - ask.BeforeMinutes, 0),
            EndMinute = Math.Min(told.EndMinute + ask.AfterMinutes, DayBits.MinutesPerDay),
        };
    }

    private int GroupOf(DeskState? desk) => Array.Find(Plan.Desks, view => view.DeskId == desk?.DeskId)?.Group ?? 0;

    private TakenRange? RangeAt(DeskState? desk, int group, Taker taker)
    {
        if (desk is null || !_isAsked || Window(taker.NowUtc) is not null)
        {
            return null;
        }

        var ask = Plan.AskAt(group, _ask);
        var minutesAhead = MinutesAhead(taker.NowUtc);
        var open = desk.CalendarOf(Plan.PlanningId).OpenOn(Wanted.Date);
        return open.Offers(Wanted.StartMinute, desk.FreeFor(Plan.PlanningId, Wanted.Date, taker), ask, minutesAhead)
            ? TakenRange.Of(desk.DeskId, Start, open.DurationFor(Wanted.StartMinute, ask, minutesAhead), ask)
            : null;
    }

    /// <summary>Wall clock of the town hall.</summary>
    private DateTime NowAt(DateTime nowUtc) => _availability.Places.LocalNow(nowUtc)[Plan.ZoneIndex];

    private int MinutesAhead(DateTime nowUtc) => WallClock.MinutesUntil(Wanted.Date, NowAt(nowUtc));

    private SlotRefusal? Window(DateTime nowUtc)
    {
        var nowLocal = NowAt(nowUtc);
        if (Wanted.StartMinute is < 0 or >= DayBits.MinutesPerDay || Wanted.StartMinute % DayBits.UnitMinutes != 0)
        {
            return SlotRefusal.NotOffered;
        }

        if (Start.ToDateTime() < nowLocal)
        {
            return SlotRefusal.Past;
        }

        var bounds = Plan.Bounds(nowLocal, _ask.AtCounter, _ignoresWindow);
        if (Wanted.Date > bounds.LastDate)
        {
            return SlotRefusal.TooFar;
        }

        return bounds.Cut(Wanted.Date, DayBits.Full)[Wanted.StartMinute / DayBits.UnitMinutes] ? null : SlotRefusal.TooSoon;
    }
}
