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
        DeskId = deskId;
        (Day, EveryWeeks, FirstWeek, FromDate, UntilDate, OnDate) = StoredRecurrence.Of(opening.When);
        StartMinute = opening.Time.Start;
        EndMinute = opening.Time.End;
        StepMinutes = opening.StepMinutes;
        Services = unchecked((long)opening.Services.Bits);
        Channel = opening.Channel;
        OnlineDaysBefore = opening.OnlineDaysBefore;
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
    public int StartMinute { get; private set; }
    public int EndMinute { get; private set; }
    public int StepMinutes { get; private set; }

    /// <summary>Bits by the ordinals of the planning's services.</summary>
    public long Services { get; private set; }

    public OpeningChannel Channel { get; private set; }
    public int OnlineDaysBefore { get; private set; }

    public Opening ToOpening() => new(
        StoredRecurrence.From(Day, EveryWeeks, FirstWeek, FromDate, UntilDate, OnDate),
        new MinuteRange(StartMinute, EndMinute),
        StepMinutes,
        new ServiceSet(unchecked((ulong)Services)),
        Channel,
        OnlineDaysBefore);
}
