using System.Text.Json.Serialization;
using Creneau.Availability;
using Creneau.Catalogue;
using Creneau.Privacy;
using Creneau.Scheduling;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Booking;

/// <summary>The hold, or the refusal with the nearest free starts. A refusal has written nothing.</summary>
[JsonDerivedType(typeof(Held), "held")]
[JsonDerivedType(typeof(Refused), "refused")]
public abstract record HoldResult
{
    public sealed record Held(Guid AppointmentId, DateTime HeldUntilUtc) : HoldResult;

    public sealed record Refused(SlotRefusal Reason, IReadOnlyList<Alternative> Instead) : HoldResult;

    /// <summary>The same form was posted before for something else: show what is held now.</summary>
    public sealed record OtherForm : HoldResult;
}

/// <summary>Keeps a start for a browser until <see cref="Appointment.HoldLength"/> has passed, or says why it cannot.</summary>
public sealed class HoldSlot(Door door, AvailabilityIndex availability, Keys keys, TimeProvider clock)
{
    /// <param name="wanted">As the search offered it.</param>
    /// <param name="visitor">Their live hold, if any, is replaced in the same transaction.</param>
    /// <param name="formId">Random id of the form; a double click gets the same answer.</param>
    /// <param name="typedBefore">A hold of the same browser, live or ended, whose typed details are taken over; null for a new start.</param>
    public async Task<HoldResult> RunAsync(WantedSlot wanted, Visitor visitor, string formId, Guid? typedBefore, CancellationToken ct)
    {
        var nowUtc = clock.GetUtcNow().UtcDateTime;
        if (wanted.Kinds.Count is < 1 or > Appointment.MaxPeople)
        {
            return new HoldResult.Refused(SlotRefusal.WrongPartySize, []);
        }

        if (availability.PlanFor(wanted.SiteId, wanted.KindNumbers) is not { } plan)
        {
            return new HoldResult.Refused(availability.Places.Sites.ContainsKey(wanted.SiteId) ? SlotRefusal.NotServedHere : SlotRefusal.UnknownPlace, []);
        }

        var form = FormKey.Of(keys, "hold", visitor.BrowserHash, $"{formId}/{wanted.Content}", wanted.Content);
        var desks = SlotDesk.Candidates(availability, plan, wanted, new Taker(nowUtc, visitor.BrowserHash, null));
        return await door.RunAtFirstDeskAsync(form, new HoldResult.OtherForm(), desks, (transaction, deskId) => HoldAsync(transaction, deskId, plan, wanted, visitor, typedBefore, ct), ct)
            ?? new HoldResult.Refused(
                SlotDesk.WhyNot(availability, plan, wanted, nowUtc),
                Alternatives.To(availability, plan, wanted, nowUtc, wanted.Kinds.Contains(ServiceKind.Collection)));
    }

    private async Task<Decision<HoldResult?>> HoldAsync(DoorTransaction transaction, int deskId, SitePlan plan, WantedSlot wanted, Visitor visitor, Guid? typedBefore, CancellationToken ct)
    {
        var db = transaction.Db;
        await transaction.LockHoldOfAsync(visitor.BrowserHash, deskId, ct);
        var old = await db.Appointments.SingleOrDefaultAsync(held => held.Status == AppointmentStatus.Held && held.BrowserHash == visitor.BrowserHash, ct);
        if (old is not null && transaction.Locked(old.DeskId) is null)
        {
            throw Decide.StartOver();
        }

        var nowUtc = transaction.NowUtc;
        var desk = transaction.Locked(deskId);
        if (SlotDesk.Offer(availability, desk, plan, wanted, new Taker(nowUtc, visitor.BrowserHash, null)) is not { } slot)
        {
            return Decide.Refuse<HoldResult?>(null);
        }

        var hold = Appointment.Hold(Guid.CreateVersion7(clock.GetUtcNow()), Reference.Create(), slot, [.. wanted.Kinds], visitor.BrowserHash, visitor.Language, nowUtc);
        if (old is not null)
        {
            hold.GoOnFrom(old, nowUtc);
            await transaction.FreeAsync(old.Id, old.Slot, ct);
            old.Cancel(By.CitizenOnline with { Why = HoldReasons.Replaced }, nowUtc);
            // Before the new one is inserted: the unique index allows one live hold per browser
            await db.SaveChangesAsync(ct);
        }

        await PastHolds.ExpireAsync(transaction, desk!, slot, ct);
        await TakeOverAsync(db, hold, visitor, [.. new[] { typedBefore, old?.Id }.OfType<Guid>()], ct);
        db.Appointments.Add(hold);
        transaction.Take(hold);
        return Decide.Keep<HoldResult?>(new HoldResult.Held(hold.Id, hold.HeldUntilUtc!.Value));
    }

    /// <summary>What was typed for a hold that ended stays, and goes: contact and people of the same browser are filled in again, and are noted there no more.</summary>
    /// <param name="before">Holds of the same browser, the one that counts most first.</param>
    private async Task TakeOverAsync(CreneauDb db, Appointment hold, Visitor visitor, List<Guid> before, CancellationToken ct)
    {
        if (before.Count == 0)
        {
            return;
        }

        var noted = await db.Appointments.AsNoTracking()
            .Include(appointment => appointment.Applicants).ThenInclude(applicant => applicant.PreRequests)
            .Where(appointment => before.Contains(appointment.Id) && appointment.BrowserHash == visitor.BrowserHash && (appointment.Email != null || appointment.Phone != null)
                && (appointment.Status == AppointmentStatus.Expired || appointment.Status == AppointmentStatus.Cancelled || appointment.Status == AppointmentStatus.Held))
            .ToListAsync(ct);
        if (noted.MinBy(appointment => before.IndexOf(appointment.Id)) is not { } last)
        {
            return;
        }

        hold.Remember(last, kind => availability.Places.ServiceOf(hold.PlanningId, kind)!.Id);
        foreach (var appointment in noted)
        {
            await ForgetDetails.ForgetAsync(db, appointment.Id, ct);
        }
    }
}

/// <summary>Reasons written on events of holds.</summary>
public static class HoldReasons
{
    public const string Replaced = "replaced";
    public const string GivenUp = "given-up";
}
