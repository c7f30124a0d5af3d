using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Appointments.Auditing;
using Creneau.Storage;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Changes.Cancelling;

public enum UndoResult
{
    Undone,

    /// <summary>None is asked for (any more); nothing to do.</summary>
    NotAsked,

    /// <summary>It was carried out: see <see cref="RestoreAppointment"/>.</summary>
    TooLate,

    /// <summary>Not open to this right (any more).</summary>
    Gone,
}

/// <summary>Takes back a cancellation that is not carried out yet: nobody was told, and nothing was free meanwhile.</summary>
public sealed class UndoCancellation(Transactions transactions, AppointmentLocks locks)
{
    /// <summary>Undoes a cancellation; a refusal has written nothing.</summary>
    public Task<UndoResult> RunAsync(Actor actor, AppointmentAccess access, CancellationToken ct) =>
        transactions.RunAsync(actor, "undo-cancellation", transaction =>
        {
            transaction.Audit(AppointmentAudit.Of("undo-cancellation", access.AppointmentId));
            return locks.ByAgentAsync(transaction, access, UndoResult.Gone,
                appointment => Task.FromResult(Undo(transaction, appointment)), ct);
        }, ct);

    private static TransactionResult<UndoResult> Undo(Transaction transaction, Appointment appointment)
    {
        if (appointment.CancelAtUtc is null)
        {
            return Refuse(appointment.Status == AppointmentStatus.Cancelled ? UndoResult.TooLate : UndoResult.NotAsked);
        }

        appointment.UndoCancellation(transaction.NowUtc);
        return Commit(UndoResult.Undone);
    }
}
