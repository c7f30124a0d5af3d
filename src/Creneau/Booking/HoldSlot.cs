using System.Text.Json.Serialization;
using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Appointments.Auditing;
using Creneau.Availability;
using Creneau.Keys;
using Creneau.Notifications;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Booking;

/// <summary>The hold, or the refusal with the nearest free starts. A refusal has written nothing.</summary>
[JsonDerivedType(typeof(Held), "held")]
[JsonDerivedType(typeof(Refused), "refused")]
public abstract record HoldResult
{
    public sealed record Held(Guid AppointmentId, DateTime HeldUntilUtc) : HoldResult;

    public sealed record Refused(SlotRefusal Reason, IReadOnlyList<Alternative> Instead) : HoldResult;
}

/// <summary>Keeps a start for a session until <see cref="Appointment.HoldLength"/> has passed, or says why it cannot.</summary>
public sealed class HoldSlot(
    Transactions transactions, DeskLocks desks, PastHolds pastHolds, AvailabilityIndex availability, PlatformKeys keys, TimeProvider clock)
{
    /// <summary>Keeps the slot; a refusal has written nothing.</summary>
    /// <param name="actor">Their session's live hold, if any, is replaced in the same transaction.</param>
    /// <param name="wanted">As the search offered it.</param>
    /// <param name="formId">Random id of the form; a double click gets the same answer.</param>
    /// <param name="typedBefore">A hold of the same session, live or ended, whose typed details are taken over; null
    /// for a new start.</param>
    public async Task<HoldResult> RunAsync(Actor actor, WantedSlot wanted, string formId, Guid? typedBefore, CancellationToken ct)
    {
        var nowUtc = clock.GetUtcNow().UtcDateTime;
        if (wanted.ServiceIds.Count is < 1 or > Appointment.MaxPeople)
        {
            return await RefuseAsync(actor, wanted, new HoldResult.Refused(SlotRefusal.WrongPartySize, []), ct);
        }

        if (availability.Plan(wanted.SiteId, wanted.PlanningId) is not { } plan)
        {
            var isKnown = availability.Places.Sites.ContainsKey(wanted.SiteId);
            return await RefuseAsync(
                actor, wanted, new HoldResult.Refused(isKnown ? SlotRefusal.NotServedHere : SlotRefusal.UnknownPlace, []), ct);
        }

        var offer = new SlotCheck(availability, plan, wanted, actor.AtCounterOf(plan.TownHallId));
        var choice = new DeskChoice(offer.Candidates(TakerOf(actor, nowUtc)));
        if (choice.IsExhausted)
        {
            return await RefuseAsync(actor, wanted, Refused(offer, nowUtc), ct);
        }

        List<int> also = [];
        var form = FormKey.Of(keys, "hold", actor, $"{formId}/{wanted.Content}", wanted.Content);
        return await availability.WhileOfferedAsync(
            wanted.ServiceIds,
            () => transactions.RunAsync(
                actor, form, Refused(offer, nowUtc), transaction =>
                    HoldAsync(transaction, new Attempt(offer, choice, also, typedBefore), ct), ct),
            () => RefuseAsync(actor, wanted, new HoldResult.Refused(SlotRefusal.NoLongerOffered, []), ct),
            ct);
    }

    private static Taker TakerOf(Actor actor, DateTime nowUtc) => new(nowUtc, actor.SessionHash);

    private Task<HoldResult> RefuseAsync(Actor actor, WantedSlot wanted, HoldResult refusal, CancellationToken ct) =>
        transactions.RefuseAsync(actor, new AuditEntry("hold", $"slot:{wanted.Content}"), refusal, ct);

    private HoldResult Refused(SlotCheck offer, DateTime nowUtc) =>
        new HoldResult.Refused(offer.WhyNot(nowUtc), Alternatives.To(availability, offer.Plan, offer.Wanted, nowUtc, offer.AtCounter));

    private async Task<TransactionResult<HoldResult>> HoldAsync(Transaction transaction, Attempt attempt, CancellationToken ct)
    {
        var (actor, db, choice) = (transaction.Actor, transaction.Db, attempt.Choice);
        transaction.Audit(new AuditEntry("hold", $"slot:{attempt.Offer.Wanted.Content}"));
        var old = await desks.LockHoldOfAsync(transaction, actor.SessionHash, choice.Current.Concat(attempt.Also), ct)
            ? await db.Appointments.Include(held => held.Applicants)
                .SingleOrDefaultAsync(held => held.Status == AppointmentStatus.Held && held.SessionHash == actor.SessionHash, ct)
            : null;
        if (old is not null && !await desks.HasLockedAsync(transaction, old.Id, ct))
        {
            return StartAgain<HoldResult>();
        }

        var nowUtc = transaction.NowUtc;
        if (
            attempt.Offer.At(
                [.. choice.Current.Select(id => desks.Locked(transaction, id))],
                TakerOf(actor, nowUtc),
                out var missing) is not { } offered)
        {
            choice.Skip(missing);
            return choice.IsExhausted ? Refuse(Refused(attempt.Offer, nowUtc)) : TryNext<HoldResult>();
        }

        var hold = Appointment.Hold(Guid.CreateVersion7(clock.GetUtcNow()), offered.Slot, attempt.Offer.Wanted.ServiceIds, actor, nowUtc);
        if (old is not null)
        {
            await ReplaceAsync(transaction, hold, old, ct);
        }

        if (!await pastHolds.TryClearAsync(transaction, offered.Desks, attempt.Also, ct))
        {
            return StartAgain<HoldResult>();
        }

        await TakeOverDetailsAsync(transaction, hold, [.. new[] { attempt.TypedBefore, old?.Id }.OfType<Guid>()], ct);
        db.Add(hold);
        desks.Take(transaction, hold.Id, offered.Desks, hold.HoldTerms);
        transaction.Audit(AppointmentAudit.Of("hold", hold.Id, null, attempt.Offer.Wanted.Content));
        return Commit<HoldResult>(new HoldResult.Held(hold.Id, hold.HeldUntilUtc!.Value));
    }

    private async Task ReplaceAsync(Transaction transaction, Appointment hold, Appointment old, CancellationToken ct)
    {
        hold.ContinueHold(old, transaction.NowUtc);
        await desks.FreeAsync(transaction, old.Id, ct);
        old.Cancel(transaction.NowUtc, HoldReasons.Replaced);
        await Outbox.WithdrawAsync(transaction.Db, old.Id, Outbox.Cancelled, ct);
        // Before the new one is inserted: the unique index allows one live hold per session
        await transaction.Db.SaveChangesAsync(ct);
    }

    /// <summary>
    /// What was typed for a hold that ended stays, and goes: contact and people of the same session are filled in
    /// again, and are noted there no more.
    /// </summary>
    /// <param name="before">Holds of the same session, the one that counts most first.</param>
    private static async Task TakeOverDetailsAsync(Transaction transaction, Appointment hold, List<Guid> before, CancellationToken ct)
    {
        if (before.Count == 0)
        {
            return;
        }

        var noted = await transaction.Db.Appointments.WithPeople()
            .Where(appointment => before.Contains(appointment.Id) && appointment.SessionHash == transaction.Actor.SessionHash
                && (appointment.Email != null || appointment.Phone != null)
                && (
                    appointment.Status == AppointmentStatus.Expired
                        || appointment.Status == AppointmentStatus.Cancelled
                        || appointment.Status == AppointmentStatus.Held))
            .ToListAsync(ct);
        if (noted.MinBy(appointment => before.IndexOf(appointment.Id)) is not { } last)
        {
            return;
        }

        hold.TakeOverDetails(last);
        foreach (var appointment in noted)
        {
            await ForgetDetails.ForgetAsync(transaction, appointment, ct);
        }
    }

    /// <param name="Also">Further desks of past holds that lie in the way.</param>
    private sealed record Attempt(SlotCheck Offer, DeskChoice Choice, List<int> Also, Guid? TypedBefore);
}

/// <summary>Reasons written on events of holds.</summary>
public static class HoldReasons
{
    public const string Replaced = "replaced";
    public const string GivenUp = "given-up";
}
