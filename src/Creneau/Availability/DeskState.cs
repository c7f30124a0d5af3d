using Creneau.Scheduling;

namespace Creneau.Availability;

/// <summary>What one planning has open at a desk, and what is taken there.</summary>
public sealed record PlanningCalendar(int PlanningId, DeskCalendar Calendar);

/// <summary>One desk as a node sees it at one revision; immutable.</summary>
/// <param name="Calendars">One for each planning that uses it; what is taken is the same in all.</param>
public sealed record DeskState(
    int DeskId, long Revision, long ScheduleRevision, IReadOnlyList<PlanningCalendar> Calendars, IReadOnlyList<HoldSpan> Holds)
{
    public DeskCalendar CalendarOf(int planningId)
    {
        foreach (var one in Calendars)
        {
            if (one.PlanningId == planningId)
            {
                return one.Calendar;
            }
        }

        return DeskCalendar.Empty;
    }

    /// <summary>
    /// What is not taken for somebody, open or closed: a hold past its end, their own hold, and the appointment that they are
    /// moving are no reason to refuse.
    /// </summary>
    public DayBits FreeFor(int planningId, DateOnly date, Taker taker) => ~TakenFor(CalendarOf(planningId), date, taker);

    /// <summary>
    /// Whether nobody has a range, open or closed: for what an agent books outside the hours, or brings back. Never beyond the
    /// days that are in memory.
    /// </summary>
    public bool IsVacant(DeskRange range, Taker taker) =>
        Calendars is [var one, ..]
        && (~TakenFor(one.Calendar, range.Date, taker)).Covers(Unit(range.StartMinute), Unit(range.EndMinute));

    /// <summary>What is taken is the same in all calendars.</summary>
    private DayBits TakenFor(DeskCalendar calendar, DateOnly date, Taker taker)
    {
        var occupied = calendar.OccupiedOn(date);
        foreach (var hold in Holds)
        {
            if (hold.Range.Date == date
                && (hold.Terms.HeldUntilUtc <= taker.NowUtc || (taker.OwnerHash is not null && hold.Terms.OwnerHash == taker.OwnerHash)))
            {
                occupied = Without(occupied, hold.Range);
            }
        }

        foreach (var left in taker.Leaving.Where(left => left.DeskId == DeskId && left.Date == date))
        {
            occupied = Without(occupied, left);
        }

        return occupied;
    }

    /// <summary>The state after a transaction that took and freed, at its revision.</summary>
    public DeskState After(long revision, IEnumerable<DeskChange> changes)
    {
        var calendars = Calendars;
        var holds = Holds.ToList();
        foreach (var change in changes)
        {
            calendars = [.. calendars.Select(one => one with { Calendar = Changed(one.Calendar, change) })];
            holds.RemoveAll(hold => hold.AppointmentId == change.AppointmentId);
            if (change.Hold is { } terms)
            {
                holds.Add(new HoldSpan(change.AppointmentId, change.Range, terms));
            }
        }

        return this with { Revision = revision, Calendars = calendars, Holds = holds };
    }

    private static DeskCalendar Changed(DeskCalendar calendar, DeskChange change)
    {
        var occupied = calendar.OccupiedOn(change.Range.Date);
        return calendar.WithOccupied(change.Range.Date, change.Taken
            ? occupied.With(Unit(change.Range.StartMinute), Unit(change.Range.EndMinute))
            : Without(occupied, change.Range));
    }

    private static DayBits Without(DayBits occupied, DeskRange range) => occupied.Without(Unit(range.StartMinute), Unit(range.EndMinute));

    private static int Unit(int minute) => minute / DayBits.UnitMinutes;
}

/// <summary>A range of this desk that is kept for a session until an instant.</summary>
public sealed record HoldSpan(Guid AppointmentId, DeskRange Range, HoldTerms Terms);

/// <summary>What a committed transaction did to one desk.</summary>
/// <param name="Taken">True when the range was taken, false when it was freed.</param>
/// <param name="Hold">The hold that the range now belongs to; null for a confirmed appointment.</param>
public sealed record DeskChange(Guid AppointmentId, DeskRange Range, bool Taken, HoldTerms? Hold);

/// <summary>Who wants the slot.</summary>
/// <param name="OwnerHash">Keyed hash of their session; null for none.</param>
public sealed record Taker(DateTime NowUtc, string? OwnerHash)
{
    /// <summary>Ranges of the appointment that they are moving; empty when they move none.</summary>
    public IReadOnlyList<DeskRange> Leaving { get; init; } = [];
}
