using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Jobs;
using Creneau.OnePerPerson;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Booking;

/// <summary>
/// Ends past holds within seconds, one hold per transaction, and closes past days. Any number of nodes
/// may sweep: a hold of which somebody else has a desk locked is left to them. A late sweeper does no harm.
/// </summary>
public sealed class Sweeper(
    Transactions transactions,
    DeskLocks desks,
    PastHolds pastHolds,
    AvailabilityIndex availability,
    IDbContextFactory<CreneauDb> contexts,
    TimeProvider clock)
{
    /// <returns>How many holds have expired.</returns>
    public async Task<int> ExpireHoldsAsync(CancellationToken ct)
    {
        var past = await PastHoldsAsync(ct);
        return await EachInTurn.RunAsync(past, id => transactions.RunAsync(Actor.Platform, "expire-hold", async transaction =>
            await desks.TryLockOfAsync(transaction, id, ct) && await pastHolds.ExpireAsync(transaction, id, ct)
                ? Commit(1)
                : Refuse(0), ct));
    }

    /// <summary>
    /// From 03:00 of the next day on appointments stop occupying, those that are over included; what nobody has recorded becomes
    /// Unrecorded, and its people may book again.
    /// </summary>
    /// <returns>How many.</returns>
    public async Task<int> CloseDaysAsync(CancellationToken ct)
    {
        var open = await OpenAppointmentsAsync(ct);
        return await EachInTurn.RunAsync(open, id => transactions.RunAsync(Actor.Platform, "close-day", async transaction =>
            await desks.TryLockOfAsync(transaction, id, ct) && await CloseAsync(transaction, id, ct) ? Commit(1) : Refuse(0), ct));
    }

    private async Task<List<Guid>> OpenAppointmentsAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var last = availability.Places.LastClosedDay(clock.GetUtcNow().UtcDateTime);
        var (open, kept, occupancies) = (AppointmentStatuses.OpenAtClose, AppointmentStatuses.KeptUntilClose, db.Occupancies);
        return await db.Appointments
            .Where(row => row.Date <= last
                && (open.Contains(row.Status)
                    || (kept.Contains(row.Status) && occupancies.Any(taken => taken.AppointmentId == row.Id))))
            .OrderBy(row => row.DeskId)
            .Select(row => row.Id)
            .ToListAsync(ct);
    }

    private async Task<bool> CloseAsync(Transaction transaction, Guid id, CancellationToken ct)
    {
        var appointment = await transaction.Db.Appointments.Include(row => row.Applicants).SingleOrDefaultAsync(row => row.Id == id, ct);
        if (appointment is null
            || appointment.Date > availability.Places.LastClosedDay(transaction.NowUtc)
            || appointment.Status == AppointmentStatus.Held)
        {
            return false;
        }

        await desks.FreeAsync(transaction, id, ct);
        if (!AppointmentStatuses.OpenAtClose.Contains(appointment.Status))
        {
            return true;
        }

        await DuplicateCheck.ReleaseAsync(transaction, id, ct);
        appointment.CloseUnrecorded(transaction.NowUtc);
        return true;
    }

    private async Task<List<Guid>> PastHoldsAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var nowUtc = clock.GetUtcNow().UtcDateTime;
        return await db.Appointments.Where(held => held.Status == AppointmentStatus.Held && held.HeldUntilUtc <= nowUtc)
            .OrderBy(held => held.HeldUntilUtc).Select(held => held.Id).ToListAsync(ct);
    }
}
