using Creneau.Availability.Openings;
using Creneau.Hours.Drafts;
using Creneau.Scheduling;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Creneau.Web.Pages.Agents.Hours;

/// <summary>A closure as it was typed.</summary>
public sealed class ClosureInput
{
    public const string OfTownHall = "mairie";
    public const string OfSite = "site";

    /// <summary>The town hall, the site, or the id of a desk.</summary>
    public string? What { get; set; }

    public string? From { get; set; }

    /// <summary>Empty: from the beginning of that day.</summary>
    public string? FromTime { get; set; }

    /// <summary>Empty: until further notice.</summary>
    public string? Until { get; set; }

    /// <summary>Empty: until the end of that day.</summary>
    public string? UntilTime { get; set; }

    public ClosureReason Reason { get; set; }

    public string? Told { get; set; }
}

/// <summary>Somebody's hours, or absence, as they were typed.</summary>
public sealed class ShiftInput
{
    /// <summary>Empty: somebody.</summary>
    public string? Agent { get; set; }

    /// <summary>0 (Sunday) to 6; empty: on the date alone.</summary>
    public string? Weekday { get; set; }

    /// <summary>The one date, or the first.</summary>
    public string? First { get; set; }

    public string? Last { get; set; }

    public string? From { get; set; }

    public string? To { get; set; }

    public bool IsAbsence { get; set; }
}

/// <summary>The booking window as it was typed.</summary>
public sealed class WindowInput
{
    public const string Weekly = "semaine";
    public const string Monthly = "mois";

    public string? Notice { get; set; }

    /// <summary>Minutes in one of what the notice counts: 1, 60 or 1440.</summary>
    public string? NoticeUnit { get; set; }

    public string? Horizon { get; set; }

    public string? Release { get; set; }

    public string? ReleaseDay { get; set; }

    public string? ReleaseMonthDay { get; set; }

    public string? ReleaseTime { get; set; }

    public bool Staffed { get; set; }

    public static WindowInput Of(WindowItem item)
    {
        var unit = item.LeastNoticeMinutes switch
        {
            > 0 and var minutes when minutes % 1440 == 0 => 1440,
            var minutes when minutes % 60 == 0 => 60,
            _ => 1,
        };
        return new WindowInput
        {
            Notice = TypedTime.Digits(item.LeastNoticeMinutes / unit),
            NoticeUnit = TypedTime.Digits(unit),
            Horizon = TypedTime.Digits(item.HorizonDays),
            Release = item switch
            {
                { ReleaseDay: not null } => Weekly,
                { ReleaseMonthDay: not null } => Monthly,
                _ => "",
            },
            ReleaseDay = TypedTime.Digits((int)(item.ReleaseDay ?? DayOfWeek.Monday)),
            ReleaseMonthDay = TypedTime.Digits(item.ReleaseMonthDay ?? 15),
            ReleaseTime = TypedTime.Text(item.ReleaseMinute ?? (8 * 60) + 30),
            Staffed = item.Staffed,
        };
    }
}

/// <summary>Reads the sections below the week; what cannot be read is an error at its field.</summary>
internal sealed class SectionReader(ModelStateDictionary fields, HoursWords words)
{
    /// <returns>Null when something cannot be read.</returns>
    public ClosureItem? Read(ClosureInput input, HoursAddress here, int townHallId)
    {
        var from = Date("Closure.From", input.From);
        var until = IsEmpty(input.Until) ? null : Date("Closure.Until", input.Until);
        var fromMinute = IsEmpty(input.FromTime) ? 0 : Time("Closure.FromTime", input.FromTime);
        var untilMinute = IsEmpty(input.UntilTime) ? DayBits.MinutesPerDay : Time("Closure.UntilTime", input.UntilTime);
        if (!fields.IsValid)
        {
            return null;
        }

        var when = new Closing(from!.Value, fromMinute, until, until is null ? 0 : untilMinute);
        var told = IsEmpty(input.Told) ? null : input.Told!.Trim();
        return input.What switch
        {
            ClosureInput.OfTownHall => new ClosureItem(townHallId, null, null, when, input.Reason, told),
            ClosureInput.OfSite => new ClosureItem(null, here.SiteId, null, when, input.Reason, told),
            var desk => new ClosureItem(null, null, TypedTime.Number(desk) ?? 0, when, input.Reason, told),
        };
    }

    /// <returns>Null when something cannot be read.</returns>
    public ShiftItem? Read(ShiftInput input, HoursAddress here)
    {
        var isOnce = IsEmpty(input.Weekday);
        var first = IsEmpty(input.First) && !isOnce ? null : Date("Shift.First", input.First);
        var last = IsEmpty(input.Last) ? null : Date("Shift.Last", input.Last);
        var time = new DayTime(Time("Shift.From", input.From), Time("Shift.To", input.To));
        if (!fields.IsValid)
        {
            return null;
        }

        var when = isOnce
            ? StoredRecurrence.Of(new Recurrence.OnDate(first!.Value))
            : new StoredRecurrence(
                (DayOfWeek)(TypedTime.Number(input.Weekday) ?? 1), 1, IsoWeek.Monday(first ?? here.Monday), first, last, null);
        return new ShiftItem(here.PlanningId, here.SiteId, TypedTime.Number(input.Agent), when, time, input.IsAbsence);
    }

    /// <returns>Null when something cannot be read.</returns>
    public WindowItem? Read(WindowInput input, int planningId)
    {
        var unit = TypedTime.Number(input.NoticeUnit) is 1 or 60 or 1440 ? TypedTime.Number(input.NoticeUnit)!.Value : 60;
        var notice = Math.Min(Number("Window.Notice", input.Notice), 1_000_000) * unit;
        var horizon = Number("Window.Horizon", input.Horizon);
        var minute = input.Release is WindowInput.Weekly or WindowInput.Monthly ? Time("Window.ReleaseTime", input.ReleaseTime) : 0;
        var monthDay = input.Release == WindowInput.Monthly ? Number("Window.ReleaseMonthDay", input.ReleaseMonthDay) : 1;
        if (!fields.IsValid)
        {
            return null;
        }

        var item = new WindowItem(planningId, notice, horizon, input.Staffed);
        return input.Release switch
        {
            WindowInput.Weekly => item with
            {
                ReleaseDay = (DayOfWeek)((TypedTime.Number(input.ReleaseDay) ?? 1) % 7),
                ReleaseMinute = minute,
            },
            WindowInput.Monthly => item with { ReleaseMonthDay = monthDay, ReleaseMinute = minute },
            _ => item,
        };
    }

    private int Time(string field, string? typed) => TypedTime.Read(typed) ?? Bad<int>(field, "NotATime");

    private int Number(string field, string? typed) => TypedTime.Number(typed) ?? Bad<int>(field, "NotANumber");

    private DateOnly? Date(string field, string? typed) => TypedTime.Date(typed) ?? Bad<DateOnly?>(field, "NotADate");

    private T? Bad<T>(string field, string key)
    {
        fields.AddModelError(field, words[key]);
        return default;
    }

    private static bool IsEmpty(string? typed) => string.IsNullOrWhiteSpace(typed);
}
