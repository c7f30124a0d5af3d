using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Appointments.Auditing;
using Creneau.Availability;
using Creneau.Availability.Openings;
using Creneau.Notifications;
using Creneau.OnePerPerson;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Changes;

/// <summary>What a change of the party comes to: where it wants to go, who comes then, and what is told about it.</summary>
public sealed class PartyMessages(
    AvailabilityIndex availability,
    PersonClaims claims,
    ChangeMessages messages,
    IDbContextFactory<CreneauDb> contexts,
    StorageProvider storage,
    TimeProvider clock)
{
    internal ChangeMessages Messages => messages;

    /// <summary>How much has happened to an appointment so far.</summary>
    internal Task<int> EventsAsync(Guid appointmentId, CancellationToken ct) => contexts.ReadAsync(
        storage, db => db.Set<AppointmentEvent>().CountAsync(happened => happened.AppointmentId == appointmentId, ct), ct);

    /// <summary>The start that the changed party wants.</summary>
    /// <returns>Null, and why it cannot be wanted.</returns>
    internal SlotCheck? TargetOf(Actor actor, Appointment before, PartyChange change, out PartyResult? refusal)
    {
        var places = availability.Places;
        var place = change.Place ?? new NewPlace(before.SiteId, before.Date, before.StartMinute);
        var staying = before.Applicants.Where(applicant => !change.Removed.Contains(applicant.Id))
            .OrderBy(applicant => applicant.Ordinal)
            .ToList();
        int[] services = [.. staying.Select(change.ServiceOf), .. change.Added.Select(person => person.ServiceId)];
        refusal = change.Services.Count > 0 && !actor.AtCounter ? new PartyResult.Gone()
            : before.Applicants.Count - staying.Count < change.Removed.Count
                || change.Services.Keys.Any(id => !staying.Exists(applicant => applicant.Id == id)) ? new PartyResult.AlreadyRemoved()
            : services.Length is < 1 or > Appointment.MaxPeople ? new PartyResult.WrongPartySize()
            : !services.All(places.Services.ContainsKey)
                || AskedAnew(staying, change).Any(id => places.Retirements.IsRetired(RetiredKind.Service, id, place.Date))
                ? new PartyResult.NoLongerOffered()
            : null;
        if (refusal is not null)
        {
            return null;
        }

        var atCounter = availability.IsAtCounter(actor, place.SiteId);
        // Who only loses people stays where nobody new is taken (rule 6)
        var finds = atCounter || change is { Added.Count: 0, Place: null };
        var wanted = availability.WantedAt(place.SiteId, before.PlanningId, services, (place.Date, place.StartMinute), finds);
        var plan = availability.PlanFor(wanted, finds);
        if (plan is null || (plan.TownHallId != before.TownHallId && services.Any(id => places.Services[id].OnlyWhereFiled)))
        {
            refusal = new PartyResult.DoesNotFit(availability.Plan(before.SiteId, before.PlanningId) is { } own
                ? Alternatives.To(
                    availability,
                    own,
                    wanted with { ServiceIds = services },
                    clock.GetUtcNow().UtcDateTime,
                    actor.AtCounterOf(own.TownHallId))
                : []);
            return null;
        }

        return new SlotCheck(availability, plan, wanted, atCounter, ignoresWindow: change.Place is null);
    }

    /// <summary>The people of the changed party, numbered anew.</summary>
    /// <param name="serviceIds">Of the planning that they go to, in the same order.</param>
    internal IReadOnlyList<Applicant> Applicants(Appointment appointment, PartyChange change, IReadOnlyList<int> serviceIds)
    {
        var staying = Party.Renumbered(appointment.Applicants.Where(applicant => !change.Removed.Contains(applicant.Id)));
        foreach (var applicant in staying)
        {
            applicant.SetService(serviceIds[applicant.Ordinal]);
        }

        var coming = change.Added.Select((person, index) =>
            new Applicant(staying.Count + index, serviceIds[staying.Count + index], claims.DetailsOf(person)));
        return [.. staying, .. coming];
    }

    /// <summary>What nobody comes for yet: of people who are added, or who now come for something else.</summary>
    private static IEnumerable<int> AskedAnew(IEnumerable<Applicant> staying, PartyChange change) =>
        staying.Where(applicant => change.ServiceOf(applicant) != applicant.ServiceId).Select(change.ServiceOf)
            .Concat(change.Added.Select(person => person.ServiceId));

    internal async Task NoteAsync(
        Transaction transaction, Appointment appointment, SlotTime before, bool silent, CancellationToken ct)
    {
        var slot = appointment.Slot;
        appointment.SetDeletion(Retention.After(slot, availability.Places));
        var moved = (before.SiteId, before.Date, before.StartMinute) != (slot.SiteId, slot.Date, slot.StartMinute);
        if (!silent)
        {
            await messages.AddAsync(transaction, appointment, MessagePurpose.PartyChanged, ct, moved);
        }

        transaction.Audit(AppointmentAudit.Of(
            "party", appointment.Id, AppointmentAudit.Text(before), $"{AppointmentAudit.Text(slot)} people:{appointment.People}"));
    }

    /// <summary>
    /// The appointment stays as it was; what the answer owes (its count, and the warning to the other contact) is
    /// written.
    /// </summary>
    internal static TransactionResult<T> Unchanged<T>(Transaction transaction, T refusal)
        where T : notnull
    {
        foreach (
            var entry in transaction.Db.ChangeTracker.Entries()
                .Where(entry => entry.Entity is Appointment or Applicant or PreRequest)
                .ToList())
        {
            entry.State = EntityState.Detached;
        }

        return transaction.CommitRefusal(refusal);
    }
}
