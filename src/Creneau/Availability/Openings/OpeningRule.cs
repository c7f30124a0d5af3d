using Creneau.Scheduling;

namespace Creneau.Availability.Openings;

/// <summary>A weekly or dated range in which the desks of a planning at a site take given services.</summary>
public sealed class OpeningRule
{
    private OpeningRule()
    {
    }

    /// <param name="deskId">One desk, or null for every desk of the planning at the site.</param>
    public OpeningRule(int planningId, int siteId, int? deskId, Opening opening)
    {
        PlanningId = planningId;
        SiteId = siteId;
        SetOpening(deskId, opening);
    }

    public int Id { get; private set; }
    public int PlanningId { get; private set; }
    public int SiteId { get; private set; }
    public int? DeskId { get; private set; }
    public DayOfWeek? Day { get; private set; }
    public int EveryWeeks { get; private set; } = 1;
    public DateOnly? FirstWeek { get; private set; }
    public DateOnly? FromDate { get; private set; }
    public DateOnly? UntilDate { get; private set; }
    public DateOnly? OnDate { get; private set; }

    /// <summary>Of a monthly one.</summary>
    public MonthWeeks Weeks { get; private set; }

    public int StartMinute { get; private set; }
    public int EndMinute { get; private set; }
    public int StepMinutes { get; private set; }

    /// <summary>Bits by the ordinals of the planning's services.</summary>
    public long Services { get; private set; }

    public OpeningChannel Channel { get; private set; }
    public int OnlineDaysBefore { get; private set; }

    /// <summary>With days before: the minute of that day from which on it is online.</summary>
    public int OnlineMinute { get; private set; }

    /// <summary>The last so many of every <see cref="ShareOf"/> starts are kept for the counter; 0: none.</summary>
    public int ShareKept { get; private set; }

    public int ShareOf { get; private set; }

    public SchoolTime School { get; private set; }

    public Opening ToOpening() => new(
        new StoredRecurrence(Day, EveryWeeks, FirstWeek, FromDate, UntilDate, OnDate) { Weeks = Weeks }.ToRecurrence(),
        new MinuteRange(StartMinute, EndMinute),
        StepMinutes,
        new ServiceSet(unchecked((ulong)Services)),
        Channel,
        OnlineDaysBefore)
    {
        OnlineMinute = OnlineMinute,
        Share = new CounterShare(ShareKept, ShareOf),
        School = School,
    };

    /// <param name="deskId">One desk, or null for every desk of the planning at the site.</param>
    public void SetOpening(int? deskId, Opening opening)
    {
        DeskId = deskId;
        var when = StoredRecurrence.Of(opening.When);
        (Day, EveryWeeks, FirstWeek, FromDate, UntilDate, OnDate) = when;
        Weeks = when.Weeks;
        StartMinute = opening.Time.Start;
        EndMinute = opening.Time.End;
        StepMinutes = opening.StepMinutes;
        Services = unchecked((long)opening.Services.Bits);
        Channel = opening.Channel;
        (OnlineDaysBefore, OnlineMinute) = (opening.OnlineDaysBefore, opening.OnlineMinute);
        (ShareKept, ShareOf) = (opening.Share.Kept, opening.Share.Of);
        School = opening.School;
    }
}
