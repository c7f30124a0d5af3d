using Creneau.Scheduling;

namespace Creneau.Availability.Openings;

/// <summary>When one agent is there, for one planning at one site; weekly or on a date.</summary>
public sealed class AgentShift
{
    private AgentShift()
    {
    }

    public AgentShift(int planningId, int siteId, Presence presence)
    {
        PlanningId = planningId;
        SiteId = siteId;
        (Day, EveryWeeks, FirstWeek, FromDate, UntilDate, OnDate) = StoredRecurrence.Of(presence.When);
        StartMinute = presence.Time.Start;
        EndMinute = presence.Time.End;
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
    public int StartMinute { get; private set; }
    public int EndMinute { get; private set; }

    public Presence ToPresence() => new(
        StoredRecurrence.From(Day, EveryWeeks, FirstWeek, FromDate, UntilDate, OnDate),
        new MinuteRange(StartMinute, EndMinute));
}
