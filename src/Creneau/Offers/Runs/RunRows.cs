using Creneau.Appointments;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Offers.Runs;

/// <summary>The rows of a cancellation of several, for whoever changes it.</summary>
internal static class RunRows
{
    /// <summary>Its appointments whose turn has not come.</summary>
    public static IQueryable<Appointment> Waiting(CreneauDb db, int runId) =>
        db.Appointments.Include(row => row.Applicants)
            .Where(row => row.CancelRunId == runId && row.CancelAtUtc != null && row.Status == AppointmentStatus.Confirmed);

    /// <summary>Locks a run of a town hall, and reads it with its items; two who change it come one after the other.</summary>
    /// <returns>Null when there is none.</returns>
    public static async Task<CancellationRun?> LockAsync(Transaction transaction, int townHallId, int runId, CancellationToken ct)
    {
        await transaction.Db.ReadAsync(
            $"SELECT id FROM cancellation_run WHERE id = {runId}{transaction.Storage.ForUpdate}", row => row.GetInt32(0), ct);
        transaction.ReadClock();
        return await transaction.Db.CancellationRuns.Include(run => run.Items)
            .SingleOrDefaultAsync(run => run.Id == runId && run.TownHallId == townHallId, ct);
    }
}
