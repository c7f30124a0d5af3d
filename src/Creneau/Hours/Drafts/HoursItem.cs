using System.Text.Json.Serialization;
using Creneau.Availability.Openings;
using Creneau.Catalogue;
using Creneau.Scheduling;

namespace Creneau.Hours.Drafts;

/// <summary>One thing that hours are made of, with its content: compared by value, kept in drafts and publications as JSON.</summary>
[JsonDerivedType(typeof(RuleItem), "rule")]
[JsonDerivedType(typeof(ShiftItem), "shift")]
[JsonDerivedType(typeof(ClosureItem), "closure")]
[JsonDerivedType(typeof(WindowItem), "window")]
public abstract record HoursItem;

/// <summary>Minutes of a day, end not included; may be wrong while it is being typed.</summary>
public readonly record struct DayTime(int Start, int End)
{
    public bool IsRange => Start >= 0 && End <= DayBits.MinutesPerDay && Start < End && Start % 5 == 0 && End % 5 == 0;

    public static DayTime Of(MinuteRange range) => new(range.Start, range.End);

    public MinuteRange ToRange() => new(Start, End);
}

/// <summary>A range in which desks take services.</summary>
/// <param name="DeskId">Null: every desk of the planning at the site.</param>
/// <param name="Services">Bits by the ordinals of the planning's services.</param>
public sealed record RuleItem(
    int PlanningId, int SiteId, int? DeskId, StoredRecurrence When, DayTime Time, long Services) : HoursItem
{
    public int StepMinutes { get; init; } = 15;

    public OpeningChannel Channel { get; init; }

    public int OnlineDaysBefore { get; init; }

    public int OnlineMinute { get; init; }

    public int ShareKept { get; init; }

    public int ShareOf { get; init; }

    public SchoolTime School { get; init; }

    public static RuleItem Of(OpeningRule rule)
    {
        var opening = rule.ToOpening();
        return Of(rule.PlanningId, rule.SiteId, rule.DeskId, opening);
    }

    public static RuleItem Of(int planningId, int siteId, int? deskId, Opening opening) =>
        new(planningId, siteId, deskId, StoredRecurrence.Of(opening.When), DayTime.Of(opening.Time),
            unchecked((long)opening.Services.Bits))
        {
            StepMinutes = opening.StepMinutes,
            Channel = opening.Channel,
            OnlineDaysBefore = opening.OnlineDaysBefore,
            OnlineMinute = opening.OnlineMinute,
            ShareKept = opening.Share.Kept,
            ShareOf = opening.Share.Of,
            School = opening.School,
        };

    public Opening ToOpening() => new(
        When.ToRecurrence(),
        Time.ToRange(),
        StepMinutes,
        new ServiceSet(unchecked((ulong)Services)),
        Channel,
        OnlineDaysBefore)
    {
        OnlineMinute = OnlineMinute,
        Share = new CounterShare(ShareKept, ShareOf),
        School = School,
    };
}

/// <summary>An agent who is there, or away.</summary>
public sealed record ShiftItem(
    int PlanningId, int SiteId, int? AgentId, StoredRecurrence When, DayTime Time, bool IsAbsence) : HoursItem
{
    public static ShiftItem Of(AgentShift shift)
    {
        var presence = shift.ToPresence();
        return new ShiftItem(
            shift.PlanningId, shift.SiteId, shift.AgentId, StoredRecurrence.Of(presence.When),
            DayTime.Of(presence.Time), shift.IsAbsence);
    }

    public Presence ToPresence() => new(When.ToRecurrence(), Time.ToRange())
    {
        AgentId = AgentId,
        IsAbsence = IsAbsence,
    };
}

/// <summary>A closure of a desk, a site or the town hall; exactly one of the three is named.</summary>
public sealed record ClosureItem(int? TownHallId, int? SiteId, int? DeskId, Closing When, ClosureReason Reason, string? Told) : HoursItem
{
    public static ClosureItem Of(Closure closure) =>
        new(closure.TownHallId, closure.SiteId, closure.DeskId, closure.ToClosing(), closure.Reason, closure.Told);

    public Closure ToClosure() =>
        DeskId is { } desk ? Closure.OfDesk(desk, When, Reason, Told)
        : SiteId is { } site ? Closure.OfSite(site, When, Reason, Told)
        : Closure.OfTownHall(TownHallId!.Value, When, Reason, Told);
}

/// <summary>How short before and how far ahead a planning can be booked, and whether its desks need agents.</summary>
public sealed record WindowItem(int PlanningId, int LeastNoticeMinutes, int HorizonDays, bool Staffed) : HoursItem
{
    public DayOfWeek? ReleaseDay { get; init; }

    public int? ReleaseMonthDay { get; init; }

    public int? ReleaseMinute { get; init; }

    public static WindowItem Of(Planning planning) =>
        new(planning.Id, planning.LeastNoticeMinutes, planning.HorizonDays, planning.Staffed)
        {
            ReleaseDay = planning.ReleaseDay,
            ReleaseMonthDay = planning.ReleaseMonthDay,
            ReleaseMinute = planning.ReleaseMinute,
        };

    public BookingWindow ToWindow() =>
        new(LeastNoticeMinutes, HorizonDays, Planning.ReleaseOf(ReleaseDay, ReleaseMonthDay, ReleaseMinute));
}
