using Creneau.Acting;
using Creneau.Appointments.Auditing;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Appointments.Notes;

public enum WriteNoteResult
{
    Written,

    /// <summary>Nothing but spaces.</summary>
    Empty,

    /// <summary>More than <see cref="AppointmentNote.Longest"/> characters.</summary>
    TooLong,

    /// <summary>The right to the appointment is worth nothing (any more).</summary>
    Gone,
}

/// <summary>Notes something on an appointment, for agents only; nobody is told.</summary>
public sealed class WriteNote(Transactions transactions)
{
    /// <summary>Writes a note; a refusal has written nothing.</summary>
    /// <param name="agentName">As colleagues see it now.</param>
    public Task<WriteNoteResult> RunAsync(Actor actor, AppointmentAccess access, string agentName, string? text, CancellationToken ct) =>
        transactions.RunAsync(actor, "note-write", async transaction =>
        {
            transaction.Audit(AppointmentAudit.Of("note-write", access.AppointmentId));
            var written = (text ?? "").Trim().ReplaceLineEndings("\n");
            if (written.Length is 0 or > AppointmentNote.Longest)
            {
                return Refuse(written.Length == 0 ? WriteNoteResult.Empty : WriteNoteResult.TooLong);
            }

            var appointment = await transaction.Db.Appointments.AsNoTracking()
                .SingleOrDefaultAsync(row => row.Id == access.AppointmentId, ct);
            if (appointment is null || actor is not { AtCounter: true, Id: { } agent } || !access.Opens(appointment))
            {
                return Refuse(WriteNoteResult.Gone);
            }

            transaction.AuditAt(appointment.TownHallId);
            var name = agentName.Length > AppointmentNote.LongestAgentName ? agentName[..AppointmentNote.LongestAgentName] : agentName;
            transaction.Db.Add(new AppointmentNote(appointment.Id, agent, name, written, transaction.NowUtc));
            return Commit(WriteNoteResult.Written);
        }, ct);
}
