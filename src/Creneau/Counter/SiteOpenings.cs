using Creneau.Availability;
using Creneau.Scheduling;

namespace Creneau.Counter;

/// <summary>Whether a site is open at a moment, and when it is next: any desk of it counts. Minutes of that day.</summary>
/// <param name="IsOpen">Now.</param>
/// <param name="OpensAt">Later today; null: not any more, or it is open now.</param>
/// <param name="ClosedAt">When it closed last today; null: it has not been open today.</param>
/// <param name="NextDay">The first day after today on which it opens, once today is over; null: none that can be booked yet.</param>
public sealed record SiteOpening(bool IsOpen, int? OpensAt, int? ClosedAt, DateOnly? NextDay)
{
    /// <summary>Today has no hours left, or none at all.</summary>
    public bool IsOverToday => !IsOpen && OpensAt is null;
}

/// <summary>Reads from memory when sites are open; holidays, closures and absent agents count.</summary>
public sealed class SiteOpenings(AvailabilityIndex availability)
{
    /// <param name="nowLocal">Wall clock of the town hall.</param>
    public SiteOpening At(int siteId, DateTime nowLocal)
    {
        var (today, minute) = WallClock.Split(nowLocal);
        var desks = availability.Places.DesksAt(siteId);
        var open = OpenOn(desks, today);
        var unit = minute / DayBits.UnitMinutes;
        var isOpen = open[unit];
        var opensAt = isOpen ? null : MinuteOf(open.Next(unit));
        return new SiteOpening(
            isOpen,
            opensAt,
            isOpen ? null : MinuteOf(open.Previous(unit)) + DayBits.UnitMinutes,
            isOpen || opensAt is not null ? null : NextDay(desks, today));
    }

    private DateOnly? NextDay(IReadOnlyList<Desk> desks, DateOnly today) => Enumerable.Range(1, availability.Places.LongestHorizonDays)
        .Select(today.AddDays).Where(date => !OpenOn(desks, date).IsEmpty).Select(date => (DateOnly?)date).FirstOrDefault();

    private DayBits OpenOn(IReadOnlyList<Desk> desks, DateOnly date) => desks
        .SelectMany(desk => availability.Desk(desk.Id)?.State.Calendars ?? [])
        .Aggregate(DayBits.Empty, (open, one) => open | one.Calendar.OpenOn(date).Open | one.Calendar.OpenOn(date).WalkIn);

    private static int? MinuteOf(int unit) => unit < 0 ? null : unit * DayBits.UnitMinutes;
}
