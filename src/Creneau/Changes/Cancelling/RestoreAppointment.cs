using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Appointments.Auditing;
using Creneau.Notifications;
using Creneau.Offers;
using Creneau.OnePerPerson;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Changes.Cancelling;

/// <summary>
/// Brings a cancelled appointment back to the same start, while a desk there and its people's rights are free; its own desk
/// first, whatever the hours say by now (rule 6).
/// </summary>
public sealed class RestoreAppointment(
    Transactions transactions,
    AppointmentLocks locks,
    RestoredSlots slots,
    DuplicateCheck duplicates,
    ChangeMessages messages,
    OfferEnd offers)
{
    private const string Stale = "The appointment was restored meanwhile.";

    /// <summary>Restores; a refusal has written nothing but what rule 4 counts, and the warning to another contact.</summary>
    /// <param name="silent">« Ne pas prévenir »: the contact is not told.</param>
    public Task<RestoreResult> RunAsync(Actor actor, AppointmentAccess access, bool silent, CancellationToken ct)
    {
        var attempt = new RestoreAttempt();
        return transactions.RunAsync(actor, "restore", transaction => RestoreAsync(transaction, attempt, access, silent, ct), ct);
    }

    private async Task<TransactionResult<RestoreResult>> RestoreAsync(
        Transaction transaction, RestoreAttempt attempt, AppointmentAccess access, bool silent, CancellationToken ct)
    {
        transaction.Audit(AppointmentAudit.Of("restore", access.AppointmentId));
        var asRead = await AppointmentMove.ReadAsync(transaction, access.AppointmentId, ct);
        if (await RefusalAsync(transaction, access, asRead, ct) is { } refusal)
        {
            return Refuse(refusal);
        }

        slots.Choose(transaction, attempt, asRead!);
        attempt.Kept = await OfferEnd.DesksOfAsync(transaction.Db, access.AppointmentId, ct);
        var (appointment, isLocked) = await locks.LoadWithRowAsync(transaction, access.AppointmentId, attempt.Wanted, ct);
        if (!isLocked || appointment?.Slot != asRead!.Slot)
        {
            return StartAgain<RestoreResult>();
        }

        // Somebody may have restored it while this waited for the desk
        return await RefusalAsync(transaction, access, appointment, ct) is { } since
            ? Refuse(since)
            : await PlaceAsync(transaction, attempt, appointment, silent, ct);
    }

    private async Task<RestoreResult?> RefusalAsync(
        Transaction transaction, AppointmentAccess access, Appointment? appointment, CancellationToken ct)
    {
        if (appointment is null || !transaction.Actor.AtCounter || !access.Opens(appointment))
        {
            return new RestoreResult.Gone();
        }

        if (appointment.Status != AppointmentStatus.Cancelled || !await WasConfirmedAsync(transaction, appointment.Id, ct))
        {
            return new RestoreResult.NotCancelled();
        }

        return slots.StartUtc(appointment) > transaction.NowUtc ? null : new RestoreResult.Gone();
    }

    private async Task<TransactionResult<RestoreResult>> PlaceAsync(
        Transaction transaction, RestoreAttempt attempt, Appointment appointment, bool silent, CancellationToken ct)
    {
        if (slots.Offered(transaction, attempt, appointment) is not { } offered)
        {
            return attempt.IsExhausted ? Refuse(await slots.TakenAsync(transaction, attempt, appointment, ct)) : TryNext<RestoreResult>();
        }

        if (await duplicates.HasBeenToldEnoughAsync(transaction, appointment.Contact, ct))
        {
            return Refuse<RestoreResult>(new RestoreResult.NotTold());
        }

        if (!await slots.TryClearAsync(transaction, attempt, offered, ct))
        {
            return StartAgain<RestoreResult>();
        }

        switch (await duplicates.ClaimAsync(transaction, appointment, isNewQuestion: true, ct))
        {
            case ClaimAnswer.StartAgain:
                return StartAgain<RestoreResult>();
            case ClaimAnswer.Duplicate duplicate:
                return transaction.CommitRefusal<RestoreResult>(new RestoreResult.Duplicate(duplicate.Ordinals, duplicate.Seen));
            case ClaimAnswer.NotTold:
                return transaction.CommitRefusal<RestoreResult>(new RestoreResult.NotTold());
        }

        if (!await offers.TryEndAsync(transaction, appointment.Id, OfferState.Withdrawn, ct))
        {
            return StartAgain<RestoreResult>();
        }

        appointment.Restore(offered.Slot, transaction.NowUtc, slots.DeleteAfter(offered.Slot), EventReasons.OfSilence(silent));
        slots.Take(transaction, appointment.Id, offered);
        await TellAsync(transaction, appointment, silent, ct);
        transaction.Audit(AppointmentAudit.Of("restore", appointment.Id, null, AppointmentAudit.Text(appointment.Slot)));
        return Commit<RestoreResult>(new RestoreResult.Restored());
    }

    private async Task TellAsync(Transaction transaction, Appointment appointment, bool silent, CancellationToken ct)
    {
        await Outbox.WithdrawAsync(transaction.Db, appointment.Id, Stale, ct);
        if (!silent)
        {
            await messages.AddAsync(transaction, appointment, MessagePurpose.Restored, ct);
        }
    }

    /// <summary>A hold that was given up ends as cancelled too, and was no appointment.</summary>
    private static Task<bool> WasConfirmedAsync(Transaction transaction, Guid id, CancellationToken ct) =>
        transaction.Db.AppointmentEvents.AnyAsync(
            happened => happened.AppointmentId == id && happened.Kind == AppointmentEventKind.Confirmed, ct);
}
