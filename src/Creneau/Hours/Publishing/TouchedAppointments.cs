using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Scheduling;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Hours.Publishing;

/// <summary>The appointments and holds ahead at touched desks, as the engine compares them.</summary>
internal sealed class TouchedAppointments
{
    private TouchedAppointments(IReadOnlyList<PlacedAppointment> all, IReadOnlySet<Guid> held) => (All, Held) = (all, held);

    /// <summary>By start.</summary>
    public IReadOnlyList<PlacedAppointment> All { get; }

    /// <summary>Ids of those that are holds: people who are booking just now.</summary>
    public IReadOnlySet<Guid> Held { get; }

    /// <param name="when">First date, and the instant up to which holds have ended.</param>
    public static async Task<TouchedAppointments> ReadAsync(
        CreneauDb db, PlaceDirectory places, TouchedPlaces touched, (DateOnly From, DateTime NowUtc) when, CancellationToken ct)
    {
        var (ids, from) = (touched.DeskIds.ToArray(), when.From);
        var rows = await db.Occupancies.AsNoTracking()
            .Where(row => ids.Contains(row.DeskId) && row.Date >= from)
            .Join(
                db.Appointments.AsNoTracking().Where(
                    // What is kept for somebody whom the town hall cancelled is theirs like an appointment: it stays
                    row => row.Status == AppointmentStatus.Confirmed
                        || (row.Status == AppointmentStatus.Held && row.ReplacesId == null
                            && row.DraftId == null)),
                row => row.AppointmentId,
                appointment => appointment.Id,
                (row, appointment) => new
                {
                    appointment.Id,
                    appointment.PlanningId,
                    appointment.SiteId,
                    appointment.Date,
                    appointment.StartMinute,
                    appointment.EndMinute,
                    appointment.Status,
                    appointment.HeldUntilUtc,
                    Services = appointment.Applicants.Select(person => person.ServiceId).ToList(),
                    row.DeskId,
                })
            .ToListAsync(ct);
        var active = rows.Where(row => row.Status == AppointmentStatus.Confirmed || row.HeldUntilUtc > when.NowUtc).ToList();
        return new TouchedAppointments(
            [
                .. active.OrderBy(row => row.Date).ThenBy(row => row.StartMinute).ThenBy(row => row.Id)
                    .GroupBy(row => row.Id)
                    .Select(ofOne => (First: ofOne.First(), Rows: ofOne))
                    .Select(one => new PlacedAppointment(
                        one.First.Id,
                        one.First.PlanningId,
                        one.First.SiteId,
                        one.First.Date,
                        new MinuteRange(one.First.StartMinute, one.First.EndMinute),
                        [.. one.Rows.Select(row => (row.DeskId, ServicesAt(places, row.PlanningId, row.DeskId, row.Services)))])),
            ],
            active.Where(row => row.Status == AppointmentStatus.Held).Select(row => row.Id).ToHashSet());
    }

    private static ServiceSet ServicesAt(PlaceDirectory places, int planningId, int deskId, IEnumerable<int> serviceIds)
    {
        var group = places.Desks[deskId].Plannings.FirstOrDefault(use => use.PlanningId == planningId)?.Group ?? 0;
        return new ServiceSet(serviceIds.Select(id => places.Services.GetValueOrDefault(id)).Where(service => service is not null)
            .Where(service => (service!.Groups >> group & 1) != 0)
            .Aggregate(0UL, (bits, service) => bits | (1UL << service!.Ordinal)));
    }
}
