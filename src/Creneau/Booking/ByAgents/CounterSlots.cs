using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Availability.Openings;
using Creneau.Scheduling;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Booking.ByAgents;

/// <summary>
/// Where agents may book, and the desks that they get: at their own town hall what is kept for the counter too, elsewhere what
/// the public has; outside the hours only with the right to, a reason and a desk that is named.
/// </summary>
public sealed class CounterSlots(AvailabilityIndex availability, DeskLocks desks, PastHolds pastHolds)
{
    internal PlaceDirectory Places => availability.Places;

    /// <summary>The desks that may be tried, by memory.</summary>
    /// <param name="refusal">Why there are none.</param>
    /// <returns>Null when nothing need be tried.</returns>
    internal CounterAttempt? Start(Actor actor, PeopleBooking booking, DateTime nowUtc, out BookResult? refusal)
    {
        refusal = null;
        if (booking.Slot.ServiceIds.Count is < 1 or > Appointment.MaxPeople || booking.Slot.ServiceIds.Count != booking.People.Count)
        {
            refusal = new BookResult.Refused(SlotRefusal.WrongPartySize, []);
            return null;
        }

        if (availability.Plan(booking.Slot.SiteId, booking.Slot.PlanningId) is not { } plan)
        {
            var isKnown = Places.Sites.ContainsKey(booking.Slot.SiteId);
            refusal = new BookResult.Refused(isKnown ? SlotRefusal.NotServedHere : SlotRefusal.UnknownPlace, []);
            return null;
        }

        if (!MayBookAt(actor, plan.TownHallId) || (booking.Outside is { } outside && !MayBookOutside(actor, plan.TownHallId, outside)))
        {
            refusal = new BookResult.NotAllowed();
            return null;
        }

        var attempt = AttemptOf(actor, booking, plan, nowUtc);
        refusal = attempt.Choice.IsExhausted ? Refusal(attempt, nowUtc) : null;
        return refusal is null ? attempt : null;
    }

    /// <summary>Locks the desks that are tried.</summary>
    /// <returns>The slot; null when another desk is to be tried, or none is left.</returns>
    internal async Task<OfferedSlot?> LockAsync(Transaction transaction, CounterAttempt attempt, CancellationToken ct)
    {
        await desks.LockAsync(transaction, attempt.Choice.Current.Concat(attempt.Also), ct);
        var (taker, missing) = (TakerAt(transaction.NowUtc), 0);
        var offered = attempt.Unoffered is { } unoffered
            ? unoffered.At(
                desks.Locked(transaction, unoffered.DeskId), taker, await Retirements.OfAsync(transaction.Db, unoffered.TownHallId, ct))
            : attempt.Offer.At([.. attempt.Choice.Current.Select(id => desks.Locked(transaction, id))], taker, out missing);
        if (offered is null)
        {
            attempt.Choice.Skip(missing);
        }

        return offered;
    }

    /// <inheritdoc cref="AvailabilityIndex.WhileOfferedAsync{T}"/>
    internal Task<BookResult> WhileOfferedAsync(
        PeopleBooking booking, Func<Task<BookResult>> take, Func<Task<BookResult>> refuse, CancellationToken ct) =>
        availability.WhileOfferedAsync(booking.Slot.ServiceIds, take, refuse, ct);

    /// <inheritdoc cref="PastHolds.TryClearAsync"/>
    internal Task<bool> TryClearAsync(Transaction transaction, CounterAttempt attempt, OfferedSlot offered, CancellationToken ct) =>
        pastHolds.TryClearAsync(transaction, offered.Desks, attempt.Also, ct);

    internal void Take(Transaction transaction, Guid appointmentId, OfferedSlot offered) =>
        desks.Take(transaction, appointmentId, offered.Desks, hold: null);

    internal BookResult Refusal(CounterAttempt attempt, DateTime nowUtc) => new BookResult.Refused(
        attempt.Unoffered is { } unoffered ? unoffered.WhyNot(nowUtc) ?? SlotRefusal.Taken : attempt.Offer.WhyNot(nowUtc),
        Alternatives.To(availability, attempt.Offer.Plan, attempt.Offer.Wanted, nowUtc, attempt.Offer.AtCounter));

    private CounterAttempt AttemptOf(Actor actor, PeopleBooking booking, SitePlan plan, DateTime nowUtc)
    {
        var offer = new SlotCheck(availability, plan, booking.Slot, actor.AtCounterOf(plan.TownHallId));
        if (booking.Outside is not { } outside)
        {
            var candidates = offer.Candidates(TakerAt(nowUtc))
                .Select(group => group.OrderByDescending(id => id == booking.DeskId).ToList());
            return new CounterAttempt(offer, new DeskChoice([.. candidates]), null);
        }

        var unoffered = new UnofferedSlot(availability, plan, booking.Slot, outside.DeskId);
        return new CounterAttempt(offer, new DeskChoice(unoffered.WhyNot(nowUtc) is null ? [[outside.DeskId]] : []), unoffered);
    }

    private static Taker TakerAt(DateTime nowUtc) => new(nowUtc, OwnerHash: null);

    private static bool MayBookAt(Actor actor, int townHallId) =>
        actor.AtCounterOf(townHallId)
        || (actor.AtCounter
            && actor.TownHallId is { } own
            && (actor.May(Rights.Appointments, own) || actor.May(Rights.Relay, own)));

    private static bool MayBookOutside(Actor actor, int townHallId, OutsideHours outside) =>
        actor.AtCounter
        && actor.May(Rights.Appointments | Rights.OutsideHours, townHallId)
        && outside.Reason.Trim().Length is > 0 and <= Appointment.LongestReason;
}

/// <summary>One attempt after another to get a desk.</summary>
/// <param name="Unoffered">Of a start outside the hours; then the offer only says what else there is.</param>
internal sealed record CounterAttempt(SlotCheck Offer, DeskChoice Choice, UnofferedSlot? Unoffered)
{
    /// <summary>Further desks of past holds that lie in the way.</summary>
    public List<int> Also { get; } = [];
}
