using System.Globalization;
using Creneau.Hours.Drafts;
using Creneau.Scheduling;

namespace Creneau.Web.Pages.Agents.Hours;

/// <summary>The typed line: a range as it was typed.</summary>
public sealed class RangeInput
{
    /// <summary>Of the ranges that are edited, parted by commas; empty: a new one.</summary>
    public string? Keys { get; set; }

    /// <summary>The date on which it was opened.</summary>
    public string? Occurrence { get; set; }

    public string? Scope { get; set; }

    /// <summary>0 (Sunday) to 6.</summary>
    public string? Weekday { get; set; }

    public string? From { get; set; }

    public string? To { get; set; }

    /// <summary>Ordinals.</summary>
    public List<int> Services { get; set; } = [];

    public string? Step { get; set; }

    public string? Channel { get; set; }

    public string? DaysBefore { get; set; }

    public string? OnlineAt { get; set; }

    public string? Kept { get; set; }

    public string? Of { get; set; }

    /// <summary>See <see cref="Repeats"/>.</summary>
    public string? Repeat { get; set; }

    public string? EveryWeeks { get; set; }

    /// <summary>Names of <see cref="MonthWeeks"/>.</summary>
    public List<string> Weeks { get; set; } = [];

    public string? Date { get; set; }

    public string? First { get; set; }

    public string? Last { get; set; }

    public string? School { get; set; }

    /// <summary>Those that it is for.</summary>
    public List<int> Desks { get; set; } = [];

    public IReadOnlyList<string> KeyList => Keys?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>A range that is there already.</summary>
    /// <param name="desks">Those that have it.</param>
    public static RangeInput Opened(RuleItem item, string keys, DateOnly date, IEnumerable<int> desks) => new()
    {
        Keys = keys,
        Occurrence = TypedTime.Text(date),
        Scope = nameof(EditScope.All),
        Weekday = Text((int)(item.When.Day ?? date.DayOfWeek)),
        From = TypedTime.Text(item.Time.Start),
        To = TypedTime.Text(item.Time.End),
        Services = [.. Enumerable.Range(0, 64).Where(ordinal => (item.Services >> ordinal & 1) != 0)],
        Step = Text(item.StepMinutes),
        Channel = item.Channel.ToString(),
        DaysBefore = Text(item.OnlineDaysBefore),
        OnlineAt = TypedTime.Text(item.OnlineMinute),
        Kept = item.ShareKept > 0 ? Text(item.ShareKept) : "",
        Of = item.ShareKept > 0 ? Text(item.ShareOf) : "",
        Repeat = item.When switch
        {
            { OnDate: not null } => Repeats.Once,
            { Weeks: not MonthWeeks.None } => Repeats.Monthly,
            { EveryWeeks: > 1 } => Repeats.SomeWeeks,
            _ => Repeats.EveryWeek,
        },
        EveryWeeks = Text(Math.Max(item.When.EveryWeeks, 2)),
        Weeks = [.. Enum.GetValues<MonthWeeks>().Where(week => week != MonthWeeks.None && item.When.Weeks.HasFlag(week))
            .Select(week => week.ToString())],
        Date = TypedTime.Text(item.When.OnDate ?? date),
        First = TypedTime.Text(item.When.From),
        Last = TypedTime.Text(item.When.Until),
        School = item.School.ToString(),
        Desks = [.. desks],
    };

    /// <summary>A new range of a date: every week, for everything, unless it is a public holiday.</summary>
    public static RangeInput NewOn(DateOnly date, bool isOnce, int stepMinutes, IEnumerable<int> services, IEnumerable<int> desks) => new()
    {
        Weekday = Text((int)date.DayOfWeek),
        From = TypedTime.Text(9 * 60),
        To = TypedTime.Text(12 * 60),
        Services = [.. services],
        Step = Text(stepMinutes),
        Channel = nameof(OpeningChannel.Online),
        DaysBefore = "1",
        OnlineAt = TypedTime.Text((8 * 60) + 30),
        Repeat = isOnce ? Repeats.Once : Repeats.EveryWeek,
        EveryWeeks = "2",
        Date = TypedTime.Text(date),
        School = nameof(SchoolTime.Any),
        Desks = [.. desks],
    };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>How a range repeats, in the typed line.</summary>
public static class Repeats
{
    public const string EveryWeek = "semaine";
    public const string SomeWeeks = "semaines";
    public const string Monthly = "mois";
    public const string Once = "date";
}
