using Creneau.Acting;
using Creneau.Appointments.Auditing;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Appointments.Notes;

/// <summary>Takes back a note that the agent wrote themselves.</summary>
public sealed class RemoveNote(Transactions transactions)
{
    /// <summary>Removes a note; a refusal has written nothing.</summary>
    /// <returns>False when there is none such, or somebody else wrote it.</returns>
    public Task<bool> RunAsync(Actor actor, AppointmentAccess access, long noteId, CancellationToken ct) =>
        transactions.RunAsync(actor, "note-remove", async transaction =>
        {
            transaction.Audit(AppointmentAudit.Of("note-remove", access.AppointmentId));
            var appointment = await transaction.Db.Appointments.AsNoTracking()
                .SingleOrDefaultAsync(row => row.Id == access.AppointmentId, ct);
            if (appointment is null || !actor.AtCounter || !access.Opens(appointment))
            {
                return Refuse(false);
            }

            var note = await transaction.Db.AppointmentNotes.SingleOrDefaultAsync(
                row => row.Id == noteId && row.AppointmentId == appointment.Id && row.AgentId == actor.Id, ct);
            if (note is null)
            {
                return Refuse(false);
            }

            transaction.AuditAt(appointment.TownHallId);
            transaction.Db.Remove(note);
            return Commit(true);
        }, ct);
}
