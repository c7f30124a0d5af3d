using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Appointments.Auditing;
using Creneau.Offers;
using Creneau.Storage;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Changes.Cancelling;

public enum FreeNowResult
{
    Freed,
    AlreadyCancelled,

    /// <summary>No cancellation is asked for (any more); nothing to do.</summary>
    NotAsked,

    /// <summary>Not open to this right (any more).</summary>
    Gone,
}

/// <summary>« Libérer tout de suite »: carries out a cancellation that waits, for somebody who wants the place now.</summary>
public sealed class FreeNow(Transactions transactions, AppointmentLocks locks, CancellationEnd end)
{
    /// <summary>Carries out what was asked for; a refusal has written nothing.</summary>
    public Task<FreeNowResult> RunAsync(Actor actor, AppointmentAccess access, CancellationToken ct)
    {
        var attempt = new OfferAttempt();
        return transactions.RunAsync(actor, "free-now", async transaction =>
        {
            transaction.Audit(AppointmentAudit.Of("free-now", access.AppointmentId));
            await end.ChooseAsync(transaction, attempt, await AppointmentMove.ReadAsync(transaction, access.AppointmentId, ct), ct);
            return await locks.ByAgentAsync(
                transaction,
                access,
                FreeNowResult.Gone,
                async appointment => appointment.CancelAtUtc is null
                    ? Refuse(appointment.Status == AppointmentStatus.Cancelled ? FreeNowResult.AlreadyCancelled : FreeNowResult.NotAsked)
                    : await end.CarryOutAsync(transaction, appointment, attempt, FreeNowResult.Freed, ct),
                ct,
                attempt.Wanted);
        }, ct);
    }
}
