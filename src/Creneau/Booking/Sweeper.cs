using Creneau.Availability;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Creneau.Booking;

/// <summary>
/// Ends past holds within seconds, one desk per transaction, and deletes rows whose time has come. Any number of nodes
/// may sweep: a desk that somebody else has locked is left to them. A late sweeper does no harm.
/// </summary>
public sealed class Sweeper(Door door, AvailabilityIndex availability, IDbContextFactory<CreneauDb> contexts, StorageProvider storage, TimeProvider clock, ILogger<Sweeper> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    public static readonly TimeSpan BetweenPurges = TimeSpan.FromMinutes(10);

    /// <returns>How many holds have expired.</returns>
    public async Task<int> ExpireHoldsAsync(CancellationToken ct)
    {
        var expired = 0;
        foreach (var deskId in await DesksWithPastHoldsAsync(ct))
        {
            expired += await door.RunAsync(null, 0, async transaction =>
                await transaction.TryLockAsync(deskId, ct)
                    ? Decide.Keep(await PastHolds.ExpireAsync(transaction, transaction.Db.Appointments.Where(held => held.DeskId == deskId), ct))
                    : Decide.Refuse(0), ct);
        }

        return expired;
    }

    /// <summary>
    /// Appointments of a past day that nobody has recorded become Unrecorded from 03:00 of the next day on: they stop
    /// occupying, and their people may book again.
    /// </summary>
    /// <returns>How many.</returns>
    public async Task<int> CloseDaysAsync(CancellationToken ct)
    {
        var closed = 0;
        foreach (var deskId in await DesksWithOpenDaysAsync(ct))
        {
            closed += await door.RunAsync(null, 0, async transaction =>
                await transaction.TryLockAsync(deskId, ct)
                    ? Decide.Keep(await CloseDaysAsync(transaction, deskId, ct))
                    : Decide.Refuse(0), ct);
        }

        return closed;
    }

    /// <summary>Deletes what its deletion date has reached; events stay, they name nobody.</summary>
    /// <returns>How many appointments were deleted.</returns>
    public async Task<int> PurgeAsync(CancellationToken ct)
    {
        using var turn = await storage.TurnAsync(ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var nowUtc = clock.GetUtcNow().UtcDateTime;
        await db.IdempotencyRecords.Where(record => record.CreatedUtc < nowUtc - IdempotencyRecord.Kept).ExecuteDeleteAsync(ct);
        await db.LimitUses.Where(use => use.DeleteAfterUtc <= nowUtc).ExecuteDeleteAsync(ct);
        await db.OutboxMessages.Where(message => message.DeleteAfterUtc <= nowUtc).ExecuteDeleteAsync(ct);
        return await db.Appointments
            .Where(row => row.DeleteAfterUtc <= nowUtc && row.Status != AppointmentStatus.Held && row.Status != AppointmentStatus.Arrived && row.Status != AppointmentStatus.InProgress && row.Status != AppointmentStatus.Confirmed)
            .ExecuteDeleteAsync(ct);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        var lastPurge = DateTimeOffset.MinValue;
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await GuardedAsync(ExpireHoldsAsync, stoppingToken);
                if (clock.GetUtcNow() - lastPurge > BetweenPurges)
                {
                    lastPurge = clock.GetUtcNow();
                    await GuardedAsync(CloseDaysAsync, stoppingToken);
                    await GuardedAsync(PurgeAsync, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops
        }
    }

    /// <summary>The last day that is over, 03:00 of the next included, in every zone of the platform.</summary>
    private DateOnly LastClosedDay(DateTime nowUtc)
    {
        var earliest = availability.Places.LocalNow(nowUtc).DefaultIfEmpty(nowUtc).Min();
        return DateOnly.FromDateTime(earliest.AddHours(-3)).AddDays(-1);
    }

    private static IQueryable<Appointment> OpenUntil(CreneauDb db, DateOnly day) => db.Appointments.Where(row => row.Date <= day
        && (row.Status == AppointmentStatus.Confirmed || row.Status == AppointmentStatus.Arrived || row.Status == AppointmentStatus.InProgress));

    private async Task<List<int>> DesksWithOpenDaysAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await OpenUntil(db, LastClosedDay(clock.GetUtcNow().UtcDateTime)).Select(row => row.DeskId).Distinct().OrderBy(id => id).ToListAsync(ct);
    }

    private async Task<int> CloseDaysAsync(DoorTransaction transaction, int deskId, CancellationToken ct)
    {
        var over = await OpenUntil(transaction.Db, LastClosedDay(transaction.NowUtc)).Where(row => row.DeskId == deskId).ToListAsync(ct);
        foreach (var appointment in over)
        {
            await transaction.FreeAsync(appointment.Id, appointment.Slot, ct);
            await Claims.DeleteAsync(transaction.Db, appointment.Id, ct);
            appointment.LeaveUnrecorded(transaction.NowUtc);
        }

        return over.Count;
    }

    private async Task GuardedAsync(Func<CancellationToken, Task<int>> job, CancellationToken ct)
    {
        try
        {
            await job(ct);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            log.LogWarning("The sweeper could not work: {Kind}", error.GetType().Name);
        }
    }

    private async Task<List<int>> DesksWithPastHoldsAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var nowUtc = clock.GetUtcNow().UtcDateTime;
        return await db.Appointments
            .Where(held => held.Status == AppointmentStatus.Held && held.HeldUntilUtc <= nowUtc)
            .Select(held => held.DeskId).Distinct().OrderBy(id => id)
            .ToListAsync(ct);
    }
}
