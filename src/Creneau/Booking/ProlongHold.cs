using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Appointments.Auditing;
using Creneau.Availability;
using Creneau.Storage;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Booking;

public enum ProlongResult
{
    Prolonged,
    AlreadyProlonged,
    /// <summary>Expired, replaced, or not of this session.</summary>
    Gone,
}

/// <summary>Fifteen minutes more, once (rule 5).</summary>
public sealed class ProlongHold(Transactions transactions, AppointmentLocks locks, DeskLocks desks)
{
    /// <summary>Prolongs a hold of the actor's session; a refusal has written nothing.</summary>
    public Task<ProlongResult> RunAsync(Actor actor, Guid holdId, CancellationToken ct) =>
        transactions.RunAsync(actor, "prolong", async transaction =>
    {
        transaction.Audit(AppointmentAudit.Of("prolong", holdId));
        var (hold, isLocked) = await HeldAppointment.LockAsync(transaction, locks, holdId, ct);
        if (!isLocked)
        {
            return StartAgain<ProlongResult>();
        }

        if (hold is null)
        {
            return Refuse(ProlongResult.Gone);
        }

        if (!hold.Prolong(transaction.NowUtc))
        {
            return Refuse(hold.Prolonged ? ProlongResult.AlreadyProlonged : ProlongResult.Gone);
        }

        await desks.RestateAsync(transaction, hold.Id, hold.HoldTerms, ct);
        return Commit(ProlongResult.Prolonged);
    }, ct);
}
