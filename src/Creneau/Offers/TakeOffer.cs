using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Appointments.Auditing;
using Creneau.Availability;
using Creneau.Notifications;
using Creneau.OnePerPerson;
using Creneau.Storage;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Offers;

/// <summary>
/// Takes one of the starts that a town hall offered: the cancelled appointment is confirmed again there, under its reference and
/// link. Whether the start is free is looked at again at that moment (rule 7).
/// </summary>
public sealed class TakeOffer(
    Transactions transactions,
    AppointmentLocks locks,
    OfferedSlots slots,
    OfferEnd end,
    DuplicateCheck duplicates,
    AvailabilityIndex availability)
{
    private const string Stale = "Another start was taken instead.";

    /// <summary>Takes a start; a refusal has written nothing but what rule 4 counts, and the warning to another contact.</summary>
    /// <param name="start">One of those that were offered.</param>
    public Task<TakeOfferResult> RunAsync(Actor actor, AppointmentAccess access, OfferedStart start, CancellationToken ct)
    {
        var attempt = new TakeAttempt(start);
        return transactions.RunAsync(actor, "take-offer", transaction => TakeAsync(transaction, attempt, access, ct), ct);
    }

    private async Task<TransactionResult<TakeOfferResult>> TakeAsync(
        Transaction transaction, TakeAttempt attempt, AppointmentAccess access, CancellationToken ct)
    {
        transaction.Audit(AppointmentAudit.Of("take-offer", access.AppointmentId));
        await slots.ChooseAsync(transaction, attempt, access.AppointmentId, ct);
        var (appointment, isLocked) = await locks.LoadWithRowAsync(transaction, access.AppointmentId, attempt.Wanted, ct);
        var open = await OpenOffer.ReadAsync(transaction.Db, access.AppointmentId, ct);
        return !isLocked ? StartAgain<TakeOfferResult>()
            : appointment is null || !access.Opens(appointment) ? Refuse<TakeOfferResult>(new TakeOfferResult.Gone())
            : IsThere(appointment, attempt.Start) ? Refuse<TakeOfferResult>(new TakeOfferResult.Taken())
            : appointment.Status != AppointmentStatus.Cancelled || open.Offer?.ReadStarts().Contains(attempt.Start) != true
                ? Refuse<TakeOfferResult>(new TakeOfferResult.Gone())
            : await PlaceAsync(transaction, attempt, appointment, open, ct);
    }

    // Long because it is the whole order of taking an offer: look again, claim the people, free what was kept, confirm, tell
    private async Task<TransactionResult<TakeOfferResult>> PlaceAsync(
        Transaction transaction, TakeAttempt attempt, Appointment appointment, OpenOffer open, CancellationToken ct)
    {
        if (await slots.OfferedAsync(transaction, attempt, open, ct) is not { } offered)
        {
            return attempt.IsExhausted
                ? Refuse<TakeOfferResult>(new TakeOfferResult.Refused(attempt.WhyNot(transaction.NowUtc)))
                : TryNext<TakeOfferResult>();
        }

        if (!await slots.TryClearAsync(transaction, attempt, offered, ct))
        {
            return StartAgain<TakeOfferResult>();
        }

        switch (await duplicates.ClaimAsync(transaction, appointment, isNewQuestion: false, ct))
        {
            case ClaimAnswer.StartAgain:
                return StartAgain<TakeOfferResult>();
            case ClaimAnswer.Duplicate duplicate:
                return transaction.CommitRefusal<TakeOfferResult>(new TakeOfferResult.Duplicate(duplicate.Ordinals, duplicate.Seen));
            case ClaimAnswer.NotTold:
                return transaction.CommitRefusal<TakeOfferResult>(new TakeOfferResult.NotTold());
        }

        if (!await end.TryEndAsync(transaction, appointment.Id, OfferState.Taken, ct))
        {
            return StartAgain<TakeOfferResult>();
        }

        var before = appointment.Slot;
        appointment.TakeOffered(
            offered.Slot, attempt.Services(appointment), transaction.NowUtc, Retention.After(offered.Slot, availability.Places));
        if (transaction.Actor is { AtCounter: true, TownHallId: { } by } && !transaction.Actor.AtCounterOf(offered.Slot.TownHallId))
        {
            appointment.SetBookedBy(by);
        }

        slots.Take(transaction, appointment.Id, offered);
        await TellAsync(transaction, appointment, ct);
        transaction.Audit(AppointmentAudit.Of(
            "take-offer", appointment.Id, AppointmentAudit.Text(before), AppointmentAudit.Text(appointment.Slot)));
        return Commit<TakeOfferResult>(new TakeOfferResult.Taken());
    }

    private async Task TellAsync(Transaction transaction, Appointment appointment, CancellationToken ct)
    {
        await Outbox.WithdrawAsync(transaction.Db, appointment.Id, Stale, ct);
        var places = availability.Places;
        var timing = new MessageTiming(transaction.NowUtc, places.StartUtc(appointment.Slot));
        await AppointmentMessages.AddChangeAsync(
            transaction, appointment, MessagePurpose.Moved, places, (timing, facts => facts), ct);
    }

    private static bool IsThere(Appointment appointment, OfferedStart start) =>
        appointment.Status == AppointmentStatus.Confirmed
        && (appointment.SiteId, appointment.Date, appointment.StartMinute) == (start.SiteId, start.Date, start.StartMinute);
}
