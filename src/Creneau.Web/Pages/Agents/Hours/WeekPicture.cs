using System.Globalization;
using Creneau.Availability;
using Creneau.Hours.Drafts;
using Creneau.Scheduling;

namespace Creneau.Web.Pages.Agents.Hours;

public enum RangeState
{
    AsPublished,
    New,
    Changed,
    Removed,
}

/// <summary>A range on a date as it is drawn; equal ones of several desks are one.</summary>
/// <param name="Keys">Of the ranges, parted by commas.</param>
/// <param name="Was">Of a changed one: what is published.</param>
/// <param name="DeskIds">Empty: every desk of the planning there.</param>
/// <param name="Starts">How many starts it has at one desk, on its own step.</param>
public sealed record DrawnRange(
    string Keys, RuleItem Item, RangeState State, RuleItem? Was, IReadOnlyList<int> DeskIds, int Starts)
{
    /// <summary>From 1, side by side with others of that time.</summary>
    public int Lane { get; init; } = 1;
}

/// <summary>A date of the week with what falls on it.</summary>
/// <param name="Holiday">Public holiday; null: none.</param>
/// <param name="Closures">That touch it, as the draft has them.</param>
public sealed record DrawnDay(
    DateOnly Date, HolidayName? Holiday, bool IsSchoolHoliday, IReadOnlyList<ShownItem> Closures, IReadOnlyList<DrawnRange> Ranges)
{
    public int Lanes => Math.Min(Ranges.Select(range => range.Lane).DefaultIfEmpty(1).Max(), WeekPicture.MostLanes);
}

/// <summary>A week of a planning at a site as a draft has it, with what it changes.</summary>
public sealed record WeekPicture(IReadOnlyList<DrawnDay> Days, int From, int Until)
{
    public const int MostLanes = 4;
    private const int EarlyFrom = 8 * 60;
    private const int LateUntil = 18 * 60;

    public IEnumerable<int> Hours => Enumerable.Range(From / 60, ((Until - From) / 60) + 1).Select(hour => hour * 60);

    /// <summary>Classes of where something stands, from one minute to another; rows are five minutes.</summary>
    public string Rows(DayTime time) =>
        string.Create(CultureInfo.InvariantCulture, $"{Starts(time.Start)} u{(time.End - From) / DayBits.UnitMinutes}");

    public string Starts(int minute) =>
        string.Create(CultureInfo.InvariantCulture, $"t{(minute - From) / DayBits.UnitMinutes}");

    public static WeekPicture Of(PlaceDirectory places, IReadOnlyList<ShownItem> items, HoursAddress here)
    {
        var townHall = places.TownHalls[places.Sites[here.SiteId].TownHallId];
        var calendar = places.HolidaysOf(townHall);
        var rules = items.Where(shown => (shown.Item ?? shown.Published) is RuleItem rule
            && (rule.PlanningId, rule.SiteId) == (here.PlanningId, here.SiteId)).ToList();
        var desks = places.DesksOf(here.PlanningId, here.SiteId).Select(desk => desk.Desk.Id).ToHashSet();
        var closures = items.Where(shown => shown.Item is ClosureItem closure
            && (closure.TownHallId == townHall.Id || closure.SiteId == here.SiteId
                || (closure.DeskId is { } desk && desks.Contains(desk) && (here.DeskId is null || here.DeskId == desk)))).ToList();
        var days = Enumerable.Range(0, 7).Select(day => here.Monday.AddDays(day))
            .Select(date => Day(date, calendar, rules, closures, here.DeskId))
            .Where(day => day.Date.DayOfWeek != DayOfWeek.Sunday || day.Ranges.Count > 0)
            .ToList();
        var ranges = days.SelectMany(day => day.Ranges).Select(range => range.Item.Time).ToList();
        return new WeekPicture(
            days,
            ranges.Select(time => time.Start).Append(EarlyFrom).Min() / 60 * 60,
            (ranges.Select(time => time.End).Append(LateUntil).Max() + 59) / 60 * 60);
    }

    private static DrawnDay Day(
        DateOnly date, HolidayCalendar calendar, List<ShownItem> rules, List<ShownItem> closures, int? deskId)
    {
        PublicHoliday? holiday = calendar.IsHoliday(date)
            ? FrenchHolidays.Of(date.Year, calendar.Region, calendar.GoodFriday).First(one => one.Date == date)
            : null;
        bool Falls(RuleItem rule) => rule.ToOpening().HoldsOn(date, calendar)
            && (deskId is null || rule.DeskId is null || rule.DeskId == deskId);

        var before = rules.Where(shown => shown.Published is RuleItem rule && Falls(rule))
            .Select(shown => (shown.Key, Item: (RuleItem)shown.Published!)).ToList();
        var after = rules.Where(shown => shown.Item is RuleItem rule && Falls(rule))
            .Select(shown => (shown.Key, Item: (RuleItem)shown.Item!)).ToList();
        return new DrawnDay(
            date,
            holiday?.Name,
            calendar.School.Contains(date),
            [.. closures.Where(shown => !((ClosureItem)shown.Item!).When.On(date).IsEmpty)],
            InLanes(Grouped(Compared(before, after))));
    }

    /// <summary>What is the same on that date is as published, whichever row it comes of.</summary>
    private static IEnumerable<(string Key, RuleItem Item, RangeState State, RuleItem? Was)> Compared(
        List<(string Key, RuleItem Item)> before, List<(string Key, RuleItem Item)> after)
    {
        List<(string Key, RuleItem Item)> others = [];
        foreach (var one in after)
        {
            var same = before.FindIndex(old => Content(old.Item) == Content(one.Item));
            if (same < 0)
            {
                others.Add(one);
                continue;
            }

            before.RemoveAt(same);
            yield return (one.Key, one.Item, RangeState.AsPublished, null);
        }

        foreach (var one in others)
        {
            var index = before.FindIndex(old => old.Key == one.Key);
            var was = index < 0 ? null : before[index].Item;
            if (index >= 0)
            {
                before.RemoveAt(index);
            }

            yield return (one.Key, one.Item, was is null ? RangeState.New : RangeState.Changed, was);
        }

        foreach (var gone in before)
        {
            yield return (gone.Key, gone.Item, RangeState.Removed, null);
        }
    }

    private static IEnumerable<DrawnRange> Grouped(IEnumerable<(string Key, RuleItem Item, RangeState State, RuleItem? Was)> ranges) =>
        ranges.GroupBy(one => (Content(one.Item) with { DeskId = null }, one.State, one.Item.When, IsOfDesk: one.Item.DeskId is not null))
            .Select(group => new DrawnRange(
                string.Join(',', group.Select(one => one.Key)),
                group.First().Item,
                group.Key.State,
                group.First().Was,
                [.. group.Select(one => one.Item.DeskId).OfType<int>().Order()],
                StartsOf(group.First().Item)))
            .OrderBy(range => range.Item.Time.Start).ThenBy(range => range.State).ThenBy(range => range.Keys, StringComparer.Ordinal);

    private static List<DrawnRange> InLanes(IEnumerable<DrawnRange> ranges)
    {
        List<int> ends = [];
        List<DrawnRange> placed = [];
        foreach (var range in ranges)
        {
            var lane = ends.FindIndex(end => end <= range.Item.Time.Start);
            if (lane < 0)
            {
                lane = ends.Count;
                ends.Add(0);
            }

            ends[lane] = range.Item.Time.End;
            placed.Add(range with { Lane = Math.Min(lane + 1, MostLanes) });
        }

        return placed;
    }

    private static RuleItem Content(RuleItem item) => item with { When = default, School = SchoolTime.Any };

    private static int StartsOf(RuleItem item) => item.Channel == OpeningChannel.WalkInOnly || item.StepMinutes <= 0
        ? 0
        : (item.Time.End - item.Time.Start) / item.StepMinutes;
}
