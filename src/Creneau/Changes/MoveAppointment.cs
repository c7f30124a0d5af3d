using System.Text.Json.Serialization;
using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Appointments.Auditing;
using Creneau.Availability;
using Creneau.Keys;
using Creneau.Notifications;
using Creneau.Storage;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Changes;

[JsonDerivedType(typeof(Moved), "moved")]
[JsonDerivedType(typeof(Refused), "refused")]
[JsonDerivedType(typeof(Gone), "gone")]
public abstract record MoveResult
{
    public sealed record Moved : MoveResult;

    public sealed record Refused(SlotRefusal Reason, IReadOnlyList<Alternative> Instead) : MoveResult;

    /// <summary>Cancelled, begun, past, or not open to this right (any more): there is nothing to move.</summary>
    public sealed record Gone : MoveResult;
}

/// <summary>Where an appointment shall go; wall clock there.</summary>
public sealed record NewPlace(int SiteId, DateOnly Date, int StartMinute)
{
    /// <summary>Tried before the others that are free then.</summary>
    public int? DeskId { get; init; }
}

/// <summary>
/// Takes the new slot and frees the old one in one transaction, or changes nothing. Until the start, at any member
/// town hall; what must stay where it was filed stays there (rules 11 and 14).
/// </summary>
public sealed class MoveAppointment(
    Transactions transactions, AppointmentMoves moves, ChangeMessages messages, AvailabilityIndex availability, PlatformKeys keys)
{
    /// <summary>Moves an appointment; a refusal has written nothing.</summary>
    /// <param name="place">On the grid of an opening.</param>
    /// <param name="formId">Random id of the form; a double click gets the same answer.</param>
    /// <param name="silent">« Ne pas prévenir », by an agent: the contact is not told.</param>
    public Task<MoveResult> RunAsync(
        Actor actor, AppointmentAccess access, NewPlace place, string formId, CancellationToken ct, bool silent = false)
    {
        var move = moves.Start(silent && actor.AtCounter);
        return transactions.RunAsync(actor, "move", transaction => MoveAsync(transaction, move, access, place, formId, ct), ct);
    }

    // Long because it is the whole order of a move: read, form, choose, lock, look again, place
    private async Task<TransactionResult<MoveResult>> MoveAsync(
        Transaction transaction, AppointmentMove move, AppointmentAccess access, NewPlace place, string formId, CancellationToken ct)
    {
        transaction.Audit(AppointmentAudit.Of("move", access.AppointmentId));
        if (await AppointmentMove.ReadAsync(transaction, access.AppointmentId, ct) is not { } asRead || !access.Opens(asRead))
        {
            return Refuse<MoveResult>(new MoveResult.Gone());
        }

        if ((asRead.SiteId, asRead.Date, asRead.StartMinute) == (place.SiteId, place.Date, place.StartMinute)
            && (place.DeskId ?? asRead.DeskId) == asRead.DeskId
            && asRead.Status == AppointmentStatus.Confirmed)
        {
            transaction.Audit(AppointmentAudit.Of("move", access.AppointmentId) with { Refusal = "AlreadyThere" });
            return Refuse<MoveResult>(new MoveResult.Moved());
        }

        var atCounter = availability.IsAtCounter(transaction.Actor, place.SiteId);
        var wanted = availability.WantedAt(
            place.SiteId, asRead.PlanningId, asRead.ServiceIds, (place.Date, place.StartMinute), atCounter);
        if (Refusal(asRead, wanted, atCounter, out var plan) is { } refusal)
        {
            return Refuse<MoveResult>(new MoveResult.Refused(refusal, []));
        }

        var form = FormOf(transaction.Actor, asRead, wanted, formId);
        if (!await transaction.ClaimFormAsync(form, ct))
        {
            return Refuse(await transaction.EarlierAnswerAsync<MoveResult>(form, new MoveResult.Gone(), ct));
        }

        await move.ChooseAsync(transaction, asRead, new SlotCheck(availability, plan!, wanted, atCounter), id => id == place.DeskId, ct);
        return await AtDesksAsync(transaction, move, access, ct);
    }

    private async Task<TransactionResult<MoveResult>> AtDesksAsync(
        Transaction transaction, AppointmentMove move, AppointmentAccess access, CancellationToken ct)
    {
        var (appointment, isLocked) = await move.LockAsync(transaction, ct);
        if (!isLocked)
        {
            return StartAgain<MoveResult>();
        }

        if (appointment is null || !access.Opens(appointment) || !messages.IsAhead(appointment, transaction.NowUtc))
        {
            return Refuse<MoveResult>(new MoveResult.Gone());
        }

        if (await move.OfferedAsync(transaction, ct) is not { } offered)
        {
            return move.IsExhausted
                ? Refuse<MoveResult>(new MoveResult.Refused(move.Offer.WhyNot(transaction.NowUtc), move.Instead(transaction.NowUtc)))
                : TryNext<MoveResult>();
        }

        var before = appointment.Slot;
        appointment.MoveTo(
            offered.Slot,
            move.Offer.Wanted.ServiceIds,
            transaction.NowUtc,
            Retention.After(offered.Slot, availability.Places),
            EventReasons.OfSilence(move.IsSilent));
        if (transaction.Actor is { AtCounter: true, TownHallId: { } by } && !transaction.Actor.AtCounterOf(offered.Slot.TownHallId))
        {
            appointment.SetBookedBy(by);
        }

        if (!await move.TryPlaceAsync(transaction, offered, ct))
        {
            return StartAgain<MoveResult>();
        }

        if (!move.IsSilent && !IsSameStart(before, appointment.Slot))
        {
            await messages.AddAsync(transaction, appointment, MessagePurpose.Moved, ct);
        }

        transaction.Audit(
            AppointmentAudit.Of("move", appointment.Id, AppointmentAudit.Text(before), AppointmentAudit.Text(appointment.Slot)));
        return Commit<MoveResult>(new MoveResult.Moved());
    }

    /// <summary>At another desk then, which nobody has to know beforehand.</summary>
    private static bool IsSameStart(SlotTime before, SlotTime after) =>
        (before.SiteId, before.Date, before.StartMinute) == (after.SiteId, after.Date, after.StartMinute);

    /// <summary>Where it comes from is part of the key: the same form leads back to a place that was left meanwhile.</summary>
    private FormKey FormOf(Actor actor, Appointment asRead, WantedSlot wanted, string formId)
    {
        var content = $"{asRead.Slot}/{wanted.Content}";
        return FormKey.Of(keys, "move", actor, $"{formId}/{content}", asRead.Id.ToString(), content);
    }

    private SlotRefusal? Refusal(Appointment asRead, WantedSlot wanted, bool atCounter, out Scheduling.SitePlan? plan)
    {
        var places = availability.Places;
        plan = availability.PlanFor(wanted, atCounter);
        return plan is null
            ? !places.Sites.ContainsKey(wanted.SiteId) ? SlotRefusal.UnknownPlace
                : asRead.ServiceIds.All(places.Services.ContainsKey) ? SlotRefusal.NotServedHere
                : SlotRefusal.NoLongerOffered
            : plan.TownHallId != asRead.TownHallId
                && asRead.ServiceIds.Any(id => places.Services.GetValueOrDefault(id)?.OnlyWhereFiled == true)
                ? SlotRefusal.NotServedHere
                : null;
    }
}
