using Creneau.Acting;
using Creneau.Appointments.Auditing;
using Creneau.Availability;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Offers.Runs;

public enum KeepResult
{
    /// <summary>It stays as it was, and nobody is told; the others go on.</summary>
    Kept,

    /// <summary>Its turn has come meanwhile, or it does not wait any more.</summary>
    TooLate,

    /// <summary>No such appointment in such a cancellation of the actor's town hall.</summary>
    NotFound,
}

/// <summary>Takes one appointment out of a cancellation of several before its turn: it stays as it was.</summary>
public sealed class KeepAppointment(Transactions transactions, DeskLocks desks)
{
    /// <summary>Keeps it; a refusal has written nothing but its audit row.</summary>
    public Task<KeepResult> RunAsync(Actor actor, int townHallId, int runId, Guid appointmentId, CancellationToken ct) =>
        transactions.RunAsync(actor, "cancel-keep", async transaction =>
        {
            var entry = AppointmentAudit.Of(
                "cancel-keep", appointmentId, null, FormattableString.Invariant($"cancellation-run:{runId}"));
            transaction.Audit(entry);
            transaction.AuditAt(townHallId);
            if (!actor.AtCounter || !actor.May(Rights.Appointments, townHallId)
                || await RunRows.LockAsync(transaction, townHallId, runId, ct) is not { } run
                || run.Items.FirstOrDefault(item => item.AppointmentId == appointmentId) is not { } item)
            {
                return Refuse(KeepResult.NotFound);
            }

            await desks.LockOfAsync(transaction, [appointmentId], [], ct);
            var row = await RunRows.Waiting(transaction.Db, runId).SingleOrDefaultAsync(one => one.Id == appointmentId, ct);
            if (row is null)
            {
                return Refuse(KeepResult.TooLate);
            }

            if (!await desks.HasLockedAsync(transaction, row.Id, ct))
            {
                return StartAgain<KeepResult>();
            }

            row.UndoCancellation(transaction.NowUtc);
            item.Stop();
            return Commit(KeepResult.Kept);
        }, ct);
}
