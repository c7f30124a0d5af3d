using Creneau.Availability.Openings;
using Creneau.Hours.Drafts;
using Creneau.Scheduling;

namespace Creneau.Web.Pages.Agents.Hours;

/// <summary>A closure as it was typed.</summary>
public sealed class ClosureInput
{
    public const string OfTownHall = "mairie";
    public const string OfSite = "site";

    /// <summary>Of a closure that is edited beside the hours of another site: it goes on closing what it closes.</summary>
    public const string AsBefore = "comme-avant";

    /// <summary>Of the closure that is edited; empty: a new one.</summary>
    public string? Key { get; set; }

    /// <summary>The town hall, the site, the id of a desk, or <see cref="AsBefore"/>.</summary>
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

    /// <param name="what">See <see cref="What"/>.</param>
    public static ClosureInput Of(string key, ClosureItem item, string what) => new()
    {
        Key = key,
        What = what,
        From = TypedTime.Text((DateOnly?)item.When.FromDate),
        FromTime = item.When.FromMinute == 0 ? "" : TypedTime.Text(item.When.FromMinute),
        Until = TypedTime.Text(item.When.UntilDate),
        UntilTime = item.When is { UntilDate: null } or { UntilMinute: DayBits.MinutesPerDay } ? "" : TypedTime.Text(item.When.UntilMinute),
        Reason = item.Reason,
        Told = item.Told,
    };
}

/// <summary>Somebody's hours, or absence, as they were typed.</summary>
public sealed class ShiftInput
{
    /// <summary>Of the presence that is edited; empty: a new one.</summary>
    public string? Key { get; set; }

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

    public static ShiftInput Of(string key, ShiftItem item) => new()
    {
        Key = key,
        Agent = TypedTime.Digits(item.AgentId),
        Weekday = item.When.Day is { } day ? TypedTime.Digits((int)day) : "",
        First = TypedTime.Text(item.When.OnDate ?? item.When.From),
        Last = TypedTime.Text(item.When.Until),
        From = TypedTime.Text(item.Time.Start),
        To = TypedTime.Text(item.Time.End),
        IsAbsence = item.IsAbsence,
    };
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
