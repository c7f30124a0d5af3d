using Creneau.Scheduling;

namespace Creneau.Availability.Openings;

/// <summary>When one agent is there or away, for one planning at one site; weekly, monthly or on a date.</summary>
public sealed class AgentShift
{
    private AgentShift()
    {
    }

    public AgentShift(int planningId, int siteId, Presence presence)
    {
        PlanningId = planningId;
        SiteId = siteId;
        SetPresence(presence);
    }

    public int Id { get; private set; }
    public int PlanningId { get; private set; }
    public int SiteId { get; private set; }
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

    /// <summary>Who it is; null: somebody.</summary>
    public int? AgentId { get; private set; }

    /// <summary>The agent is away then, whatever else is said of them.</summary>
    public bool IsAbsence { get; private set; }

    public Presence ToPresence() => new(
        new StoredRecurrence(Day, EveryWeeks, FirstWeek, FromDate, UntilDate, OnDate) { Weeks = Weeks }.ToRecurrence(),
        new MinuteRange(StartMinute, EndMinute))
    {
        AgentId = AgentId,
        IsAbsence = IsAbsence,
    };

    public void SetPresence(Presence presence)
    {
        var when = StoredRecurrence.Of(presence.When);
        (Day, EveryWeeks, FirstWeek, FromDate, UntilDate, OnDate) = when;
        Weeks = when.Weeks;
        StartMinute = presence.Time.Start;
        EndMinute = presence.Time.End;
        AgentId = presence.AgentId;
        IsAbsence = presence.IsAbsence;
    }
}
