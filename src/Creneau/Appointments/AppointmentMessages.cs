using System.Globalization;
using Creneau.Availability;
using Creneau.Notifications;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Appointments;

/// <summary>The messages that a change of an appointment owes; rows of the same transaction.</summary>
public static class AppointmentMessages
{
    private static readonly AppointmentEventKind[] Changes =
    [
        AppointmentEventKind.Confirmed,
        AppointmentEventKind.Moved,
        AppointmentEventKind.PartyChanged,
        AppointmentEventKind.Cancelled,
        AppointmentEventKind.ContactChanged,
        AppointmentEventKind.Restored,
        AppointmentEventKind.PeopleNamed,
        AppointmentEventKind.ServicesChanged,
    ];

    /// <summary>
    /// How often the appointment changed since it was held, being confirmed included. Events are counted, not messages:
    /// those are deleted while the appointment is still ahead.
    /// </summary>
    public static Task<int> ChangesAsync(CreneauDb db, Guid appointmentId, CancellationToken ct) =>
        Changed(db).CountAsync(happened => happened.AppointmentId == appointmentId, ct);

    /// <summary>The same of several; one that never changed is not among them.</summary>
    public static Task<Dictionary<Guid, int>> ChangesAsync(CreneauDb db, Guid[] appointmentIds, CancellationToken ct) =>
        Changed(db).Where(happened => appointmentIds.Contains(happened.AppointmentId))
            .GroupBy(happened => happened.AppointmentId)
            .Select(changes => new { Id = changes.Key, Count = changes.Count() })
            .ToDictionaryAsync(changes => changes.Id, changes => changes.Count, ct);

    /// <summary>What a message about the appointment says, as it is now.</summary>
    public static MessageFacts Facts(Appointment appointment, PlaceDirectory places, int sequence)
    {
        var site = places.Sites[appointment.SiteId];
        return new MessageFacts
        {
            Reference = appointment.Reference,
            Date = appointment.Date,
            StartMinute = appointment.StartMinute,
            EndMinute = appointment.EndMinute,
            TimeZone = places.TownHalls[appointment.TownHallId].TimeZone,
            TownHall = places.TownHalls[appointment.TownHallId].Name,
            SiteName = site.Name,
            Street = site.Street,
            Postcode = site.Postcode,
            City = site.City,
            Latitude = site.Latitude,
            Longitude = site.Longitude,
            TokenVersion = appointment.TokenVersion,
            Sequence = sequence,
            People =
            [
                .. appointment.Applicants.OrderBy(applicant => applicant.Ordinal).Select(
                    applicant => PersonOf(appointment, applicant, places)),
            ],
        };
    }

    /// <summary>Tells the contact of a change that was just written, once (I5: changes are numbered).</summary>
    /// <param name="how">When it is due and useless, and what it says beyond the appointment as it is now.</param>
    public static async Task AddChangeAsync(
        Transaction transaction,
        Appointment appointment,
        MessagePurpose purpose,
        PlaceDirectory places,
        (MessageTiming Timing, Func<MessageFacts, MessageFacts> Say) how,
        CancellationToken ct)
    {
        var changes = await ChangesAsync(transaction.Db, appointment.Id, ct);
        var facts = how.Say(Facts(appointment, places, changes));
        var occasion = string.Create(CultureInfo.InvariantCulture, $"change-{changes}");
        transaction.Db.AddRange(Of(appointment, purpose, occasion, facts, how.Timing));
    }

    /// <summary>One message per way to reach the contact; none without a contact.</summary>
    /// <param name="occasion">Makes it unique: the event's number, or the number of the sending.</param>
    public static IEnumerable<OutboxMessage> Of(
        Appointment appointment, MessagePurpose purpose, string occasion, MessageFacts facts, MessageTiming timing, byte[]? secret =
            null) =>
        Recipients(appointment.Contact).Select(to =>
            new OutboxMessage(Guid.CreateVersion7(timing.NowUtc), appointment.Id, purpose, occasion, to, timing)
                .Of(appointment.TownHallId, appointment.PlanningId)
                .Saying(facts, secret));

    private static IQueryable<AppointmentEvent> Changed(CreneauDb db) =>
        db.AppointmentEvents.Where(happened => Changes.Contains(happened.Kind));

    private static IEnumerable<Recipient> Recipients(Contact? contact)
    {
        if (contact?.Email is { } email)
        {
            yield return new Recipient(MessageChannel.Email, email, contact.Language);
        }
        else if (contact?.Phone is { } phone)
        {
            yield return new Recipient(MessageChannel.Sms, phone, contact.Language);
        }
    }

    private static PersonFacts PersonOf(Appointment appointment, Applicant applicant, PlaceDirectory places)
    {
        var service = places.Services.GetValueOrDefault(applicant.ServiceId);
        return new PersonFacts(
            applicant.CalledName,
            service?.Texts.In(appointment.Language).For ?? "",
            service?.Kind?.Code ?? "",
            applicant.IsMinorOn(appointment.Date));
    }
}
