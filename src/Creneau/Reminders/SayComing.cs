using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Appointments.Auditing;
using Creneau.Availability;
using Creneau.Storage;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Reminders;

public enum SayComingResult
{
    Noted,

    /// <summary>They said so before, of the same start; nothing more to do.</summary>
    NotedBefore,

    /// <summary>Cancelled, begun, or not open to this right (any more).</summary>
    Gone,
}

/// <summary>The answer to a reminder: « je viens, mon dossier est complet ». Agents see it until the appointment is moved.</summary>
public sealed class SayComing(Transactions transactions, AppointmentLocks locks, AvailabilityIndex availability)
{
    /// <summary>Notes the answer; a refusal has written nothing.</summary>
    public Task<SayComingResult> RunAsync(Actor actor, AppointmentAccess access, CancellationToken ct) =>
        transactions.RunAsync(actor, "say-coming", async transaction =>
        {
            transaction.Audit(AppointmentAudit.Of("say-coming", access.AppointmentId));
            var (appointment, isLocked) = await locks.LoadAsync(transaction, access.AppointmentId, [], ct);
            if (!isLocked)
            {
                return StartAgain<SayComingResult>();
            }

            if (appointment is null || !access.Opens(appointment) || !appointment.IsAhead(availability.Places, transaction.NowUtc))
            {
                return Refuse(SayComingResult.Gone);
            }

            return appointment.SayComing(transaction.NowUtc) ? Commit(SayComingResult.Noted) : Refuse(SayComingResult.NotedBefore);
        }, ct);
}
