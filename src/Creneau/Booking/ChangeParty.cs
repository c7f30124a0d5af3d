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

    /// <summary>Cancelled, begun, past, or the form had other content.</summary>
    public sealed record Gone : PartyResult;
}

/// <summary>Where the changed party wants to go when it does not fit where it is.</summary>
public sealed record NewPlace(int SiteId, DateOnly Date, int StartMinute);

/// <summary>
/// Adds or removes people of a confirmed appointment. It is extended or shortened where that fits (another desk of the
/// site at the same start will do); else a move is offered, and taken together with the new person in one transaction.
/// </summary>
public sealed class ChangeParty(Door door, AvailabilityIndex availability, Keys keys, Claims claims, Confirmation confirmation, BookingLimits limits, TimeProvider clock)
{
    /// <param name="added">New people, as read by <see cref="PartyReader"/>.</param>
    /// <param name="removed">Ordinals of those who no longer come.</param>
    /// <param name="place">Null: the same start at the same site.</param>
    public async Task<PartyResult> RunAsync(Guid appointmentId, Visitor visitor, IReadOnlyList<ReadPerson> added, IReadOnlyCollection<int> removed, NewPlace? place, string formId, CancellationToken ct)
    {
        if (await availability.ReadAsync(db => db.Appointments.AsNoTracking().SingleOrDefaultAsync(row => row.Id == appointmentId, ct), ct) is not { } before)
        {
            return new PartyResult.Gone();
        }

        ServiceKind[] kinds = [.. before.Kinds.Where((_, ordinal) => !removed.Contains(ordinal)), .. added.Select(person => person.Kind)];
        var wanted = new WantedSlot(place?.SiteId ?? before.SiteId, kinds, place?.Date ?? before.Date, place?.StartMinute ?? before.StartMinute);
        if (kinds.Length is < 1 or > Appointment.MaxPeople)
        {
            return new PartyResult.WrongPartySize();
        }

        if (availability.PlanFor(wanted.SiteId, wanted.KindNumbers) is not { } plan
            || (kinds.Contains(ServiceKind.Collection) && plan.TownHallId != before.TownHallId))
        {
            return new PartyResult.DoesNotFit(Instead(before, wanted));
        }

        if (added.Count > 0 && !await MayAskAsync(before, ct))
        {
            return new PartyResult.NotConfirmed();
        }

        return await TryDesksAsync(before, new Change(added, removed, wanted, plan, visitor, IgnoreWindow: place is null), formId, ct);
    }

    /// <summary>Also that somebody has no appointment is told: to be added and removed again, or not to fit, costs nothing else.</summary>
    private Task<bool> MayAskAsync(Appointment before, CancellationToken ct) => door.RunAsync(null, false, async transaction =>
        Decide.Keep(await LimitCounter.TryUseAsync(transaction.Db, "added", before.Contact!.SubjectIn(keys), limits.AddedPerContactAndDay, TimeSpan.FromDays(1), transaction.NowUtc, ct)), ct);

    private async Task<PartyResult> TryDesksAsync(Appointment before, Change change, string formId, CancellationToken ct)
    {
        var form = FormKey.Of(keys, "party", change.Visitor.BrowserHash, $"{formId}/{change.Content}", before.Id.ToString(), change.Content);
        var taker = new Taker(clock.GetUtcNow().UtcDateTime, null, before.Slot);
        var desks = SlotDesk.Candidates(availability, change.Plan, change.Wanted, taker, change.IgnoreWindow).OrderByDescending(id => id == before.DeskId).DefaultIfEmpty(before.DeskId);
        return await door.RunAtFirstDeskAsync(form, new PartyResult.Gone(), desks, (transaction, deskId) => ChangeAsync(transaction, before.Id, deskId, change, ct), ct)
            ?? new PartyResult.DoesNotFit(Instead(before, change.Wanted));
    }

    private async Task<Decision<PartyResult?>> ChangeAsync(DoorTransaction transaction, Guid appointmentId, int deskId, Change change, CancellationToken ct)
    {
        var appointment = await LockedAppointment.LoadAsync(transaction, appointmentId, ct, deskId);
        if (appointment is null || !ChangeableAppointment.IsSo(appointment, availability.Places, transaction.NowUtc) || !change.Fits(appointment))
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
        var slot = SlotDesk.Offer(availability, transaction.Locked(deskId), change.Plan, change.Wanted, new Taker(transaction.NowUtc, null, before), change.IgnoreWindow);
        // Nobody is offered other starts for somebody who cannot come at all
        Come(appointment, slot ?? before with { PlanningId = change.Plan.PlanningId }, change, transaction.NowUtc);
        var taken = await claims.ReplaceAsync(transaction.Db, appointment, availability.Places, ct);
        if (taken.Count > 0)
        {
            return await RefuseDuplicateAsync(transaction, appointmentId, taken, change.Visitor, ct);
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
    private bool Comes(Appointment appointment, ReadPerson person, IReadOnlyCollection<int> removed)
    {
        var hash = claims.PersonHash(person.Name, person.BirthDate);
        var numbers = person.PreRequests.Select(number => Convert.ToHexString(claims.Protect(number).KeyHash)).ToList();
        return appointment.Applicants.Where(other => !removed.Contains(other.Ordinal)).Any(other =>
            claims.PersonHash(other.Name, other.BirthDate) == hash
            || other.PreRequests.Exists(number => numbers.Contains(Convert.ToHexString(number.KeyHash))));
    }

    private void Come(Appointment appointment, SlotTime slot, Change change, DateTime nowUtc)
    {
        var planningId = slot.PlanningId;
        var staying = Party.Renumbered(appointment.Applicants.Where(applicant => !change.Removed.Contains(applicant.Ordinal)));
        var coming = change.Added.Select((person, index) => new Applicant(
            staying.Count + index,
            person.Name,
            person.BirthDate,
            availability.Places.ServiceOf(planningId, person.Kind)!.Id,
            person.PreRequests.Select(claims.Protect)));
        appointment.ChangeParty([.. staying, .. coming], [.. change.Wanted.Kinds], slot, nowUtc);
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

    private sealed record Change(IReadOnlyList<ReadPerson> Added, IReadOnlyCollection<int> Removed, WantedSlot Wanted, SitePlan Plan, Visitor Visitor, bool IgnoreWindow)
    {
        public string Content => string.Create(
            CultureInfo.InvariantCulture,
            $"{Wanted.Content}|{string.Join(',', Removed.Order())}|{string.Join('|', Added.Select(person => $"{person.Name}{person.BirthDate:yyyy-MM-dd}{person.Kind}{string.Join(',', person.PreRequests)}"))}");

        /// <summary>The party is still the one that the change was made for.</summary>
        public bool Fits(Appointment appointment) =>
            appointment.Kinds.Where((_, ordinal) => !Removed.Contains(ordinal)).Concat(Added.Select(person => person.Kind)).SequenceEqual(Wanted.Kinds);
    }
}
