using System.Globalization;
using Creneau.Availability.Openings;
using Creneau.Hours.Drafts;
using Creneau.Scheduling;
using Creneau.Web.Pages.Agents.Hours;

namespace Creneau.Web.Pages.Agents.Start;

/// <summary>A week with a morning and an afternoon on each day, as it is typed, and as ranges.</summary>
public static class TypedWeek
{
    /// <summary>Monday to Saturday.</summary>
    public static readonly IReadOnlyList<DayOfWeek> Weekdays =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday];

    private const int Noon = 13 * 60;

    /// <summary>The weeks to begin with, by name.</summary>
    public static IReadOnlyList<string> Presets { get; } = ["journee", "matin", "vide"];

    public static List<DayInput> Preset(string name) =>
    [
        .. Weekdays.Select(day => day == DayOfWeek.Saturday || name == "vide"
            ? new DayInput()
            : new DayInput
            {
                MorningFrom = TypedTime.Text(9 * 60),
                MorningTo = TypedTime.Text(12 * 60),
                AfternoonFrom = name == "journee" ? TypedTime.Text(14 * 60) : null,
                AfternoonTo = name == "journee" ? TypedTime.Text(17 * 60) : null,
            }),
    ];

    /// <summary>« 1/4 ».</summary>
    public static string ShareOf(RuleItem rule) =>
        rule.ShareKept == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{rule.ShareKept}/{rule.ShareOf}");

    public static (int Kept, int Of) ReadShare(string? typed) => typed switch
    {
        "1/4" => (1, 4),
        "1/3" => (1, 3),
        "1/2" => (1, 2),
        _ => (0, 0),
    };

    /// <summary>The week as it is published.</summary>
    /// <returns>Null when it is more than a morning and an afternoon for all desks, the same each week.</returns>
    public static List<DayInput>? Of(IReadOnlyList<RuleItem> rules)
    {
        var isPlain = rules.All(rule => rule.DeskId is null && rule.When.Day is { } day && Weekdays.Contains(day)
            && rule.When is { EveryWeeks: 1, Weeks: MonthWeeks.None, From: null, Until: null }
            && rule is { Channel: OpeningChannel.Online, School: SchoolTime.Any });
        var isOne = rules.Select(rule => (rule.StepMinutes, rule.ShareKept, rule.ShareOf, rule.Services)).Distinct().Count() <= 1;
        var days = rules.Where(rule => rule.When.Day is not null)
            .ToLookup(rule => (rule.When.Day!.Value, IsMorning: rule.Time.Start < Noon));
        return !isPlain || !isOne || days.Any(part => part.Count() > 1)
            ? null
            : [.. Weekdays.Select(day => DayOf(days[(day, true)].FirstOrDefault(), days[(day, false)].FirstOrDefault()))];
    }

    /// <summary>The typed parts of the week; a part of which both fields are empty is none.</summary>
    /// <param name="fault">Is told field and text of what cannot be read.</param>
    public static List<(DayOfWeek Day, DayTime Time)> Read(IReadOnlyList<DayInput> days, Action<string, string> fault)
    {
        List<(DayOfWeek Day, DayTime Time)> read = [];
        for (var i = 0; i < Math.Min(days.Count, Weekdays.Count); i++)
        {
            var prefix = string.Create(CultureInfo.InvariantCulture, $"Input.Days[{i}].");
            var morning = ReadPart(days[i].MorningFrom, days[i].MorningTo, prefix + "Morning", fault);
            var afternoon = ReadPart(days[i].AfternoonFrom, days[i].AfternoonTo, prefix + "Afternoon", fault);
            if (morning is { } before && afternoon is { } after && after.Start < before.End && before.Start < after.End)
            {
                fault(prefix + "AfternoonFrom", "WeekOverlaps");
            }

            var day = Weekdays[i];
            read.AddRange(new[] { morning, afternoon }.OfType<DayTime>().Select(time => (day, time)));
        }

        return read;
    }

    /// <param name="like">Everything but day and time.</param>
    /// <param name="today">Any date of a week in which they hold.</param>
    public static IEnumerable<RuleItem> Rules(IEnumerable<(DayOfWeek Day, DayTime Time)> week, RuleItem like, DateOnly today) =>
        week.Select(part => like with
        {
            Time = part.Time,
            When = StoredRecurrence.Of(new Recurrence.Weekly(part.Day, 1, IsoWeek.Monday(today), null, null)),
        });

    /// <summary>What turns the published ranges into others.</summary>
    public static IEnumerable<HoursEdit> Edits(IReadOnlyList<ShownItem> published, IReadOnlyList<RuleItem> wanted)
    {
        var left = wanted.ToList();
        foreach (var shown in published)
        {
            var rule = (RuleItem)shown.Item!;
            var same = left.FindIndex(one => one with { When = rule.When } == rule && one.When.Day == rule.When.Day);
            if (same >= 0)
            {
                left.RemoveAt(same);
            }
            else
            {
                yield return new HoursEdit(shown.Key, null);
            }
        }

        foreach (var rule in left)
        {
            yield return new HoursEdit(null, rule);
        }
    }

    private static DayTime? ReadPart(string? from, string? to, string field, Action<string, string> fault)
    {
        if (string.IsNullOrWhiteSpace(from) && string.IsNullOrWhiteSpace(to))
        {
            return null;
        }

        var (start, end) = (TypedTime.Read(from), TypedTime.Read(to));
        if (start is null)
        {
            fault(field + "From", "WeekNoTime");
        }

        if (end is null)
        {
            fault(field + "To", "WeekNoTime");
        }

        if (start is not { } first || end is not { } last)
        {
            return null;
        }

        var time = new DayTime(first, last);
        if (!time.IsRange)
        {
            fault(field + "To", first >= last ? "WeekReversed" : "WeekInFives");
            return null;
        }

        return time;
    }

    private static DayInput DayOf(RuleItem? morning, RuleItem? afternoon) => new()
    {
        MorningFrom = morning is null ? null : TypedTime.Text(morning.Time.Start),
        MorningTo = morning is null ? null : TypedTime.Text(morning.Time.End),
        AfternoonFrom = afternoon is null ? null : TypedTime.Text(afternoon.Time.Start),
        AfternoonTo = afternoon is null ? null : TypedTime.Text(afternoon.Time.End),
    };
}
