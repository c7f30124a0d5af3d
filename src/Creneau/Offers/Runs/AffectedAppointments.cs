using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Offers.Runs;

/// <summary>Reads who is in the time that a town hall wants to cancel (D4): the same before it is confirmed and under the locks.</summary>
public sealed class AffectedAppointments(AvailabilityIndex availability)
{
    private static readonly AppointmentStatus[] Concerned =
    [
        AppointmentStatus.Confirmed, AppointmentStatus.Arrived, AppointmentStatus.Paused, AppointmentStatus.InProgress,
    ];

    /// <returns>Why it cannot be cancelled, as far as place, time and rights go.</returns>
    internal CancellationRefusal? WhyNot(Actor actor, CancellationTarget target, DateTime nowUtc)
    {
        var places = availability.Places;
        if (!actor.AtCounter || !actor.May(Rights.Appointments, target.TownHallId))
        {
            return CancellationRefusal.NotFound;
        }

        if (target.Scope == CancellationScope.Chosen)
        {
            return target.Chosen.Count == 0 ? CancellationRefusal.Nobody : null;
        }

        if (target.Range is not { } range
            || places.Sites.GetValueOrDefault(range.SiteId)?.TownHallId != target.TownHallId
            || (range.DeskId is { } desk && places.Desks.GetValueOrDefault(desk)?.SiteId != range.SiteId))
        {
            return CancellationRefusal.NotFound;
        }

        var now = places.LocalTime(target.TownHallId, nowUtc);
        return range.IsReversed ? CancellationRefusal.Reversed
            : range.IsTooLong ? CancellationRefusal.TooLong
            : range.FromDate < DateOnly.FromDateTime(now)
                || range.UntilDate.ToDateTime(TimeOnly.MinValue).AddMinutes(range.UntilMinute) <= now ? CancellationRefusal.Past
            : null;
    }

    /// <param name="isTracked">To change them, once their desks are locked.</param>
    internal async Task<Affected> ReadAsync(
        CreneauDb db, CancellationTarget target, DateTime nowUtc, bool isTracked, CancellationToken ct)
    {
        var rows = (isTracked ? db.Appointments : db.Appointments.AsNoTracking()).WithPeople()
            .Where(row => row.TownHallId == target.TownHallId && Concerned.Contains(row.Status));
        var found = await In(db, rows, target)
            .OrderBy(row => row.Date).ThenBy(row => row.StartMinute).ThenBy(row => row.Id)
            .ToListAsync(ct);
        var ahead = found.Where(row => row.CancelAtUtc is null && row.IsAhead(availability.Places, nowUtc) && IsInside(row, target));
        return new Affected(
            [.. ahead],
            [
                .. found.Where(row => row.Status is AppointmentStatus.Arrived or AppointmentStatus.Paused
                    || (row.Status == AppointmentStatus.Confirmed && !row.IsAhead(availability.Places, nowUtc) && IsInside(row, target))),
            ],
            found.Count(row => row.Status == AppointmentStatus.InProgress));
    }

    /// <summary>Whole days: who has arrived before « maintenant » is still there.</summary>
    private static IQueryable<Appointment> In(CreneauDb db, IQueryable<Appointment> rows, CancellationTarget target)
    {
        if (target.Range is not { } range)
        {
            var chosen = target.Chosen.ToList();
            return rows.Where(row => chosen.Contains(row.Id));
        }

        var (occupancies, desk) = (db.Occupancies, range.DeskId);
        return rows.Where(row => row.SiteId == range.SiteId && row.Date >= range.FromDate && row.Date <= range.UntilDate
            && (desk == null || occupancies.Any(taken => taken.AppointmentId == row.Id && taken.DeskId == desk)));
    }

    private static bool IsInside(Appointment row, CancellationTarget target) =>
        target.Range is not { } range || range.Overlaps(row.Date, row.StartMinute, row.EndMinute);
}
