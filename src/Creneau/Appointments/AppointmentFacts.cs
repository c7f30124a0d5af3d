using Creneau.Availability;
using Creneau.Notifications;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Appointments;

/// <summary>What a calendar entry or a page says about an appointment as it is now: the same words as in its messages.</summary>
public sealed class AppointmentFacts(IDbContextFactory<CreneauDb> contexts, StorageProvider storage, AvailabilityIndex availability)
{
    /// <returns>Facts whose sequence is at least that of the last message sent about it.</returns>
    public async Task<MessageFacts> OfAsync(Appointment appointment, CancellationToken ct)
    {
        var changes = await contexts.ReadAsync(storage, db => AppointmentMessages.ChangesAsync(db, appointment.Id, ct), ct);
        return AppointmentMessages.Facts(appointment, availability.Places, Math.Max(0, changes - 1));
    }
}
