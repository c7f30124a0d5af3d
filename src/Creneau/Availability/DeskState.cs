using Creneau.Scheduling;

namespace Creneau.Availability;

/// <summary>One desk as a node sees it at one revision; immutable.</summary>
public sealed record DeskState(int DeskId, long Revision, long ScheduleRevision, DeskCalendar Calendar, IReadOnlyList<HoldSpan> Holds)
{
    /// <summary>
    /// What is free for somebody: a hold past its end, their own hold, and the appointment that they are moving are no
    /// reason to refuse.
    /// </summary>
    public DayBits FreeFor(DateOnly date, Taker taker)
    {
        var occupied = Calendar.OccupiedOn(date);
        foreach (var hold in Holds)
        {
            if (hold.Date == date && (hold.HeldUntilUtc <= taker.NowUtc || (taker.BrowserHash is not null && hold.BrowserHash == taker.BrowserHash)))
            {
                occupied = occupied.Without(Unit(hold.StartMinute), Unit(hold.EndMinute));
            }
        }

        if (taker.Moving is { } moving && moving.DeskId == DeskId && moving.Date == date)
        {
            occupied = occupied.Without(Unit(moving.StartMinute), Unit(moving.EndMinute));
        }

        return Calendar.OpenOn(date).Open.Except(occupied);
    }

    /// <summary>The state after a transaction that took and freed, at its revision.</summary>
    public DeskState After(long revision, IEnumerable<DeskChange> changes)
    {
        var calendar = Calendar;
        var holds = Holds.ToList();
        foreach (var change in changes)
        {
            var occupied = calendar.OccupiedOn(change.Date);
            var (from, until) = (Unit(change.StartMinute), Unit(change.EndMinute));
            calendar = calendar.WithOccupied(change.Date, change.Taken ? occupied.With(from, until) : occupied.Without(from, until));
            holds.RemoveAll(hold => hold.AppointmentId == change.AppointmentId);
            if (change.Hold is { } kept)
            {
                holds.Add(kept);
            }
        }

        return this with { Revision = revision, Calendar = calendar, Holds = holds };
    }

    private static int Unit(int minute) => minute / DayBits.UnitMinutes;
}

/// <summary>A slot kept for a browser until an instant.</summary>
public sealed record HoldSpan(Guid AppointmentId, DateOnly Date, int StartMinute, int EndMinute, DateTime HeldUntilUtc, string? BrowserHash);

/// <summary>What a committed transaction did to one desk.</summary>
/// <param name="Taken">True when the range was taken, false when it was freed.</param>
/// <param name="Hold">The hold that the range now belongs to; null for a confirmed appointment.</param>
public sealed record DeskChange(int DeskId, Guid AppointmentId, DateOnly Date, int StartMinute, int EndMinute, bool Taken, HoldSpan? Hold);

/// <summary>Who wants the slot: the browser (null for none), and the slot they would leave (null when not moving).</summary>
public sealed record Taker(DateTime NowUtc, string? BrowserHash, Booking.SlotTime? Moving);
