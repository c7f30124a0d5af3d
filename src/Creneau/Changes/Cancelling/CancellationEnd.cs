using Creneau.Appointments;
using Creneau.Appointments.Auditing;
using Creneau.Availability;
using Creneau.Notifications;
using Creneau.Offers;
using Creneau.OnePerPerson;
using Creneau.Storage;

namespace Creneau.Changes.Cancelling;

/// <summary>How a cancellation ends, whoever asked for it: desks and rights come free, and what waits to be sent is withdrawn.</summary>
public sealed class CancellationEnd(DeskLocks desks, ChangeMessages messages, MakeOffer offers)
{
    /// <summary>Frees everything that a locked appointment has.</summary>
    internal async Task FreeAsync(Transaction transaction, Appointment appointment, CancellationToken ct)
    {
        // Who is telling its contact just now that somebody tried comes first, and nothing is written to it afterwards
        await AppointmentLocks.LockRowsAsync(transaction, [appointment.Id], ct);
        await desks.FreeAsync(transaction, appointment.Id, ct);
        await DuplicateCheck.ReleaseAsync(transaction, appointment.Id, ct);
        await Outbox.WithdrawAsync(transaction.Db, appointment.Id, Outbox.Cancelled, ct);
    }

    /// <summary>Decides before anything is locked what the people may have instead.</summary>
    internal Task ChooseAsync(Transaction transaction, OfferAttempt attempt, Appointment? asRead, CancellationToken ct) =>
        asRead is { Status: AppointmentStatus.Confirmed, CancelAtUtc: not null, CancelInitiative: { } initiative }
            ? offers.ChooseAsync(transaction, attempt, asRead, (initiative, asRead.CancelNotifies), ct)
            : Task.CompletedTask;

    /// <summary>
    /// Carries out what an agent asked for, and tells the contact unless the agent chose otherwise; a start that is offered instead
    /// is kept in the same transaction, or another attempt is made.
    /// </summary>
    internal async Task<TransactionResult<T>> CarryOutAsync<T>(
        Transaction transaction, Appointment appointment, OfferAttempt attempt, T carriedOut, CancellationToken ct)
    {
        switch (await offers.TryAsync(transaction, attempt, appointment, ct))
        {
            case OfferStep.TryNext:
                return TransactionResult.TryNext<T>();
            case OfferStep.StartAgain:
                return TransactionResult.StartAgain<T>();
        }

        await FreeAsync(transaction, appointment, ct);
        appointment.CarryOutCancellation(transaction.NowUtc);
        if (appointment.CancelNotifies)
        {
            await messages.AddAsync(transaction, appointment, MessagePurpose.Cancelled, ct);
        }

        transaction.Audit(AppointmentAudit.Of("cancel", appointment.Id, AppointmentAudit.Text(appointment.Slot)));
        return TransactionResult.Commit(carriedOut);
    }
}
