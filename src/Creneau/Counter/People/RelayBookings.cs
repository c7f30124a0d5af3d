using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Counter.People;

/// <summary>Reads what a commune's agents booked at other town halls: all that a relay agent sees of people.</summary>
public sealed class RelayBookings(
    IDbContextFactory<CreneauDb> contexts, StorageProvider storage, AvailabilityIndex availability, TimeProvider clock)
{
    /// <returns>What is ahead and the last 30 days, by date and start; cancelled ones too: who arranged it is told.</returns>
    public async Task<IReadOnlyList<FoundAppointment>> ReadAsync(Actor agent, CancellationToken ct)
    {
        if (agent.TownHallId is not { } townHall || (!agent.May(Rights.Relay, townHall) && !agent.May(Rights.Appointments, townHall)))
        {
            return [];
        }

        var today = availability.Places.DateAt(townHall, clock.GetUtcNow().UtcDateTime);
        var from = today.AddDays(-Appointment.DaysKept);
        var rows = await contexts.ReadAsync(storage, db => db.Appointments.AsNoTracking()
            .Include(row => row.Applicants)
            .Where(row => row.BookedByTownHallId == townHall && row.Date >= from)
            .OrderBy(row => row.Date).ThenBy(row => row.StartMinute)
            .ToListAsync(ct), ct);
        return [.. rows.Select(FoundAppointments.Of)];
    }
}
