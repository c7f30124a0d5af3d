using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Changes.Cancelling;

/// <summary>Which desks a restored appointment may have: the one it had, then others that offer the same start.</summary>
public sealed class RestoredSlots(AvailabilityIndex availability, DeskLocks desks, PastHolds pastHolds)
{
    internal DateTime StartUtc(Appointment appointment) => availability.Places.StartUtc(appointment.Slot);

    internal DateTime DeleteAfter(SlotTime slot) => Retention.After(slot, availability.Places);

    /// <summary>Decides once which desks to try.</summary>
    internal void Choose(Transaction transaction, RestoreAttempt attempt, Appointment asRead)
    {
        if (attempt.Choice is not null)
        {
            return;
        }

        var wanted = new WantedSlot(asRead.SiteId, asRead.PlanningId, asRead.ServiceIds, asRead.Date, asRead.StartMinute);
        var candidates = CandidatesOf(transaction, attempt, wanted);
        attempt.Choice = attempt.Offer is { GroupCount: > 1 }
            ? new DeskChoice(candidates)
            : new DeskChoice([[asRead.DeskId, .. candidates.SelectMany(group => group).Where(id => id != asRead.DeskId)]]);
    }

    /// <returns>The slot at the locked desks that are tried; null when they do not do: then others come next.</returns>
    internal OfferedSlot? Offered(Transaction transaction, RestoreAttempt attempt, Appointment appointment)
    {
        var (taker, missing) = (TakerAt(transaction), 0);
        var tried = attempt.Choice!.Current;
        var isOwn = attempt.Offer is not { GroupCount: > 1 } && tried is [var one] && one == appointment.DeskId;
        var offered = isOwn
            ? OwnAt(attempt, desks.Locked(transaction, appointment.DeskId), appointment.Slot, taker)
            : attempt.Offer?.At([.. tried.Select(id => desks.Locked(transaction, id))], taker, out missing);
        if (offered is null && !attempt.IsExhausted)
        {
            attempt.Choice.Skip(missing);
        }

        return offered;
    }

    /// <inheritdoc cref="PastHolds.TryClearAsync"/>
    internal Task<bool> TryClearAsync(Transaction transaction, RestoreAttempt attempt, OfferedSlot offered, CancellationToken ct) =>
        pastHolds.TryClearAsync(transaction, offered.Desks, attempt.Also, ct);

    internal void Take(Transaction transaction, Guid appointmentId, OfferedSlot offered) =>
        desks.Take(transaction, appointmentId, offered.Desks, hold: null);

    /// <summary>Whose is in the way, when the agent may see it, and what is free instead.</summary>
    internal async Task<RestoreResult> TakenAsync(
        Transaction transaction, RestoreAttempt attempt, Appointment appointment, CancellationToken ct)
    {
        var (date, start, end) = (appointment.Date, appointment.StartMinute, appointment.EndMinute);
        var holders = await transaction.Db.Appointments.AsNoTracking()
            .Join(
                transaction.Db.Occupancies.Where(row => row.DeskId == appointment.DeskId && row.Date == date
                    && row.StartMinute < end && row.EndMinute > start),
                holder => holder.Id,
                row => row.AppointmentId,
                (holder, _) => holder)
            .OrderBy(holder => holder.StartMinute)
            .ToListAsync(ct);
        var seen = holders.Find(holder => holder.Status.Claims() && AppointmentAccess.ForAgent(transaction.Actor, holder) is not null);
        return new RestoreResult.Taken(
            seen?.Id,
            attempt.Offer is { } offer
                ? Alternatives.To(availability, offer.Plan, offer.Wanted, transaction.NowUtc, offer.AtCounter)
                : []);
    }

    private IReadOnlyList<IReadOnlyList<int>> CandidatesOf(Transaction transaction, RestoreAttempt attempt, WantedSlot wanted)
    {
        var atCounter = availability.IsAtCounter(transaction.Actor, wanted.SiteId);
        if (availability.PlanFor(wanted, atCounter) is not { } plan)
        {
            return [];
        }

        attempt.Offer = new SlotCheck(availability, plan, wanted, atCounter, ignoresWindow: true);
        return attempt.Offer.Candidates(TakerAt(transaction));
    }

    private static OfferedSlot? OwnAt(RestoreAttempt attempt, DeskState? desk, SlotTime slot, Taker taker)
    {
        var range = attempt.Offer?.TakenFor(slot.Range) ?? slot.Range;
        return desk?.IsVacant(range, taker) == true ? new OfferedSlot(slot, [range]) : null;
    }

    private static Taker TakerAt(Transaction transaction) => new(transaction.NowUtc, OwnerHash: null);
}

/// <summary>One attempt after another to get a desk back.</summary>
internal sealed class RestoreAttempt
{
    /// <summary>Null where the planning no longer offers the services: then only the own desk is tried.</summary>
    public SlotCheck? Offer { get; set; }

    public DeskChoice? Choice { get; set; }

    /// <summary>Further desks of past holds that lie in the way.</summary>
    public List<int> Also { get; } = [];

    /// <summary>Desks that are kept for the people instead, to be freed.</summary>
    public IReadOnlyList<int> Kept { get; set; } = [];

    public bool IsExhausted => Choice?.IsExhausted != false;

    public IEnumerable<int> Wanted => (Choice?.Current ?? []).Concat(Kept).Concat(Also);
}
