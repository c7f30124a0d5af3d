using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Reminders;

/// <summary>Whether somebody was asked if they come.</summary>
public sealed class ReadReminders(IDbContextFactory<CreneauDb> contexts, StorageProvider storage)
{
    /// <returns>True once a reminder of the appointment's present start was written.</returns>
    public Task<bool> WasWrittenAsync(Guid appointmentId, CancellationToken ct) => contexts.ReadAsync(
        storage,
        db => db.Reminders.AnyAsync(
            reminder => reminder.AppointmentId == appointmentId && reminder.State == ReminderState.Written, ct),
        ct);
}
