using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Appointments.Auditing;
using Creneau.Storage;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Offers;

/// <summary>« Non merci »: what is kept comes free, and nothing is offered any more.</summary>
public sealed class DeclineOffer(Transactions transactions, AppointmentLocks locks, OfferEnd end)
{
    /// <summary>Declines the open offer of an appointment; a refusal has written nothing.</summary>
    /// <returns>False when none is open (any more), or not to this right.</returns>
    public Task<bool> RunAsync(Actor actor, AppointmentAccess access, CancellationToken ct) =>
        transactions.RunAsync(actor, "decline-offer", async transaction =>
        {
            var id = access.AppointmentId;
            transaction.Audit(AppointmentAudit.Of("decline-offer", id));
            var (appointment, isLocked) = await locks.LoadWithRowAsync(
                transaction, id, await OfferEnd.DesksOfAsync(transaction.Db, id, ct), ct);
            if (!isLocked)
            {
                return StartAgain<bool>();
            }

            if (appointment is not { Status: AppointmentStatus.Cancelled } || !access.Opens(appointment)
                || (await OpenOffer.ReadAsync(transaction.Db, id, ct)).Offer is null)
            {
                return Refuse(false);
            }

            return await end.TryEndAsync(transaction, id, OfferState.Declined, ct) ? Commit(true) : StartAgain<bool>();
        }, ct);
}
