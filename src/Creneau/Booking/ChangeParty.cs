using System.Globalization;
using System.Text.Json.Serialization;
using Creneau.Availability;
using Creneau.Catalogue;
using Creneau.Notifications;
using Creneau.Privacy;
using Creneau.Scheduling;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Booking;

[JsonDerivedType(typeof(Changed), "changed")]
[JsonDerivedType(typeof(DoesNotFit), "fit")]
[JsonDerivedType(typeof(Duplicate), "duplicate")]
[JsonDerivedType(typeof(AlreadyComes), "same")]
[JsonDerivedType(typeof(NotConfirmed), "not")]
[JsonDerivedType(typeof(WrongPartySize), "size")]
[JsonDerivedType(typeof(AlreadyRemoved), "removed")]
[JsonDerivedType(typeof(Gone), "gone")]
public abstract record PartyResult
{
    public sealed record Changed : PartyResult;

    /// <summary>The longer appointment does not fit there; these starts are long enough for everybody.</summary>
    public sealed record DoesNotFit(IReadOnlyList<Alternative> Instead) : PartyResult;

    /// <summary>The new person has an appointment already (rule 4); nothing was changed.</summary>
    public sealed record Duplicate(Guid? OwnAppointmentId) : PartyResult;

    /// <summary>The new person is one of those who come already.</summary>
    public sealed record AlreadyComes : PartyResult;

    /// <summary>It cannot be done online, and enough has been told today.</summary>
    public sealed record NotConfirmed : PartyResult;

    /// <summary>Nobody would be left, or more than six.</summary>
    public sealed record WrongPartySize : PartyResult;

    /// <summary>Somebody who should be removed no longer comes.</summary>
    public sealed record AlreadyRemoved : PartyResult;

    /// <summary>Cancelled, begun, past, or the form had other content.</summary>
    public sealed record Gone : PartyResult;
}

/// <summary>Where the changed party wants to go when it does not fit where it is.</summary>
public sealed record NewPlace(int SiteId, DateOnly Date, int StartMinute);

/// <summary>
/// Adds or removes people of a confirmed appointment. It is extended or shortened where that fits (another desk of the
/// site at the same start will do); else a move is offered, and taken together with the new person in one transaction.
/// </summary>
public sealed class ChangeParty(Door door, AvailabilityIndex availability, Keys keys, Claims claims, Confirmation confirmation, AskedAbout asked, TimeProvider clock)
{
    /// <param name="added">New people, as read by <see cref="PartyReader"/>.</param>
    /// <param name="removed">Ids of the applicants who no longer come.</param>
    /// <param name="place">Null: the same start at the same site.</param>
    public Task<PartyResult> RunAsync(Guid appointmentId, Visitor visitor, IReadOnlyList<ReadPerson> added, IReadOnlyCollection<long> removed, NewPlace? place, string formId, CancellationToken ct) =>
        ChangeableAppointment.AsReadAsync(availability, appointmentId, new PartyResult.Gone(), before => TryAsync(before, new Change(added, removed, place, visitor), formId, ct), ct);

    private async Task<PartyResult> TryAsync(Appointment before, Change change, string formId, CancellationToken ct)
    {
        var form = FormOf(before, change, formId);
        if (await door.EarlierAnswerAsync<PartyResult>(form, ct) is { } earlier)
        {
            if (earlier is not PartyResult.Changed || IsDone(before, change))
            {
                return earlier;
            }

            // Undone since: the same form does it once more
            form = FormOf(before, change, $"{formId}/{await EventsAsync(before, ct)}");
        }

        var leaving = before.Applicants.Where(applicant => change.Removed.Contains(applicant.Id)).Select(applicant => applicant.Ordinal).ToHashSet();
        ServiceKind[] kinds = [.. before.Kinds.Where((_, ordinal) => !leaving.Contains(ordinal)), .. change.Added.Select(person => person.Kind)];
        if (leaving.Count < change.Removed.Count)
        {
            return new PartyResult.AlreadyRemoved();
        }

        if (kinds.Length is < 1 or > Appointment.MaxPeople)
        {
            return new PartyResult.WrongPartySize();
        }

        var wanted = change.Place is { } place ? new WantedSlot(place.SiteId, kinds, place.Date, place.StartMinute) : new WantedSlot(before.SiteId, kinds, before.Date, before.StartMinute);
        if (availability.PlanFor(wanted.SiteId, wanted.KindNumbers) is not { } plan
            || (kinds.Contains(ServiceKind.Collection) && plan.TownHallId != before.TownHallId))
        {
            return new PartyResult.DoesNotFit(Instead(before, wanted));
        }

        return change.Added.Count > 0 && !await MayAskAsync(before, change.Added, ct)
            ? new PartyResult.NotConfirmed()
            : await TryDesksAsync(before, change, new Target(wanted, plan), form, ct);
    }

    private FormKey FormOf(Appointment before, Change change, string formId) => FormKey.Of(keys, "party", change.Visitor.BrowserHash, $"{formId}/{change.Content}", before.Id.ToString(), change.Content);

    private Task<int> EventsAsync(Appointment before, CancellationToken ct) => availability.ReadAsync(db => db.AppointmentEvents.CountAsync(happened => happened.AppointmentId == before.Id, ct), ct);

    private bool IsDone(Appointment before, Change change) =>
        change.Added.All(person => Comes(before, person, [])) && !before.Applicants.Any(applicant => change.Removed.Contains(applicant.Id));

    /// <summary>On its own: to be added and removed again, or not to fit, is an answer as well.</summary>
    private Task<bool> MayAskAsync(Appointment before, IReadOnlyList<ReadPerson> added, CancellationToken ct) => door.RunAsync(null, false, async transaction =>
        Decide.Keep(await asked.TryAsync(transaction.Db, before.Contact!, added, transaction.NowUtc, ct)), ct);

    private async Task<PartyResult> TryDesksAsync(Appointment before, Change change, Target target, FormKey form, CancellationToken ct)
    {
        var taker = new Taker(clock.GetUtcNow().UtcDateTime, null, before.Slot);
        var desks = SlotDesk.Candidates(availability, target.Plan, target.Wanted, taker, change.Stays).OrderByDescending(id => id == before.DeskId).DefaultIfEmpty(before.DeskId);
        return await door.RunAtFirstDeskAsync(form, new PartyResult.Gone(), desks, (transaction, deskId) => ChangeAsync(transaction, before, deskId, change, target, ct), ct)
            ?? new PartyResult.DoesNotFit(Instead(before, target.Wanted));
    }

    private async Task<Decision<PartyResult?>> ChangeAsync(DoorTransaction transaction, Appointment asRead, int deskId, Change change, Target target, CancellationToken ct)
    {
        if (await ChangeableAppointment.LoadAsync(transaction, asRead, deskId, availability.Places, ct) is not { } appointment)
        {
            return Decide.Refuse<PartyResult?>(new PartyResult.Gone());
        }

        if (change.Added.Any(person => Comes(appointment, person, change.Removed)))
        {
            return Decide.Refuse<PartyResult?>(new PartyResult.AlreadyComes());
        }

        if (change.Added.Count > 0 && await confirmation.HasHeardEnoughAsync(transaction.Db, appointment, transaction.NowUtc, ct))
        {
            return Decide.Refuse<PartyResult?>(new PartyResult.NotConfirmed());
        }

        var before = appointment.Slot;
        var slot = SlotDesk.Offer(availability, transaction.Locked(deskId), target.Plan, target.Wanted, new Taker(transaction.NowUtc, null, before), change.Stays);
        // Nobody is offered other starts for somebody who cannot come at all
        Come(appointment, slot ?? before with { PlanningId = target.Plan.PlanningId }, change, target, transaction.NowUtc);
        var taken = await claims.ReplaceAsync(transaction.Db, appointment, availability.Places, ct);
        if (taken.Count > 0)
        {
            return await RefuseDuplicateAsync(transaction, appointment.Id, taken, change.Visitor, ct);
        }

        if (slot is null)
        {
            return Decide.Refuse<PartyResult?>(null);
        }

        await ChangeableAppointment.SwapAsync(transaction, appointment, before, ct);
        appointment.KeepOnlyUntil(Retention.After(slot, availability.Places));
        await ChangeableAppointment.TellAsync(transaction, appointment, MessagePurpose.PartyChanged, availability.Places, ct, before);
        return Decide.Keep<PartyResult?>(new PartyResult.Changed());
    }

    /// <summary>A claim does not refuse somebody their own appointment, so that this one has to.</summary>
    private bool Comes(Appointment appointment, ReadPerson person, IReadOnlyCollection<long> removed)
    {
        var hash = claims.PersonHash(person.Name, person.BirthDate);
        var numbers = person.PreRequests.Select(number => Convert.ToHexString(claims.Protect(number).KeyHash)).ToList();
        return appointment.Applicants.Where(other => !removed.Contains(other.Id)).Any(other =>
            claims.PersonHash(other.Name, other.BirthDate) == hash
            || other.PreRequests.Exists(number => numbers.Contains(Convert.ToHexString(number.KeyHash))));
    }

    private void Come(Appointment appointment, SlotTime slot, Change change, Target target, DateTime nowUtc)
    {
        var planningId = slot.PlanningId;
        var staying = Party.Renumbered(appointment.Applicants.Where(applicant => !change.Removed.Contains(applicant.Id)));
        var coming = change.Added.Select((person, index) => new Applicant(
            staying.Count + index,
            person.Name,
            person.BirthDate,
            availability.Places.ServiceOf(planningId, person.Kind)!.Id,
            person.PreRequests.Select(claims.Protect)));
        appointment.ChangeParty([.. staying, .. coming], [.. target.Wanted.Kinds], slot, nowUtc);
        foreach (var applicant in staying)
        {
            applicant.ComeFor(availability.Places.ServiceOf(planningId, appointment.Kinds[applicant.Ordinal])!.Id);
        }
    }

    /// <summary>
    /// Puts the appointment back as it was and keeps only what the answer owes: its count, and the warning to the
    /// other contact.
    /// </summary>
    private async Task<Decision<PartyResult?>> RefuseDuplicateAsync(DoorTransaction transaction, Guid appointmentId, IReadOnlyList<TakenClaim> taken, Visitor visitor, CancellationToken ct)
    {
        var db = transaction.Db;
        db.ChangeTracker.Clear();
        var unchanged = await db.Appointments.AsNoTracking()
            .Include(row => row.Applicants).ThenInclude(applicant => applicant.PreRequests)
            .SingleAsync(row => row.Id == appointmentId, ct);
        var told = await confirmation.TellDuplicateAsync(transaction, unchanged, taken, visitor, ct);
        return told is ConfirmResult.Duplicate duplicate
            ? Decide.Keep<PartyResult?>(new PartyResult.Duplicate(duplicate.OwnAppointmentId))
            : Decide.Keep<PartyResult?>(new PartyResult.NotConfirmed());
    }

    private IReadOnlyList<Alternative> Instead(Appointment before, WantedSlot wanted)
    {
        var nowUtc = clock.GetUtcNow().UtcDateTime;
        var plan = availability.Plan(before.SiteId, before.PlanningId)!;
        return Alternatives.To(availability, plan, wanted, nowUtc, wanted.Kinds.Contains(ServiceKind.Collection));
    }

    /// <summary>What is asked for.</summary>
    private sealed record Change(IReadOnlyList<ReadPerson> Added, IReadOnlyCollection<long> Removed, NewPlace? Place, Visitor Visitor)
    {
        /// <summary>The appointment may stay where it is, whatever the booking window says by now.</summary>
        public bool Stays => Place is null;

        public string Content => string.Create(
            CultureInfo.InvariantCulture,
            $"{Place?.SiteId}/{Place?.Date:yyyy-MM-dd}/{Place?.StartMinute}|{string.Join(',', Removed.Order())}|{string.Join('|', Added.Select(person => $"{person.Name}{person.BirthDate:yyyy-MM-dd}{person.Kind}{string.Join(',', person.PreRequests)}"))}");
    }

    /// <summary>What that means for the appointment as it was read.</summary>
    private sealed record Target(WantedSlot Wanted, SitePlan Plan);
}
