using System.Globalization;
using Creneau.Acting;
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
            Phone = places.PhoneOf(appointment.PlanningId, appointment.SiteId) ?? "",
            Services = [.. ServicesOf(appointment, places)],
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
        var timing = how.Timing with { AtAnyHour = IsWaitedFor(transaction, appointment, purpose, places) };
        transaction.Db.AddRange(Of(appointment, purpose, occasion, facts, timing));
    }

    /// <summary>One message by the way that the contact chose, with the other for when it fails; none without a contact.</summary>
    /// <param name="occasion">Makes it unique: the event's number, or the number of the sending.</param>
    public static IEnumerable<OutboxMessage> Of(
        Appointment appointment, MessagePurpose purpose, string occasion, MessageFacts facts, MessageTiming timing, byte[]? secret =
            null) =>
        RecipientOf(appointment.Contact) is { } to
            ?
            [
                new OutboxMessage(Guid.CreateVersion7(timing.NowUtc), appointment.Id, purpose, occasion, to, timing)
                    .Of(appointment.TownHallId, appointment.PlanningId)
                    .Else(to.Channel == MessageChannel.Email ? appointment.Contact!.Phone : appointment.Contact!.Email)
                    .Saying(facts, secret),
            ]
            : [];

    private static IQueryable<AppointmentEvent> Changed(CreneauDb db) =>
        db.AppointmentEvents.Where(happened => Changes.Contains(happened.Kind));

    /// <summary>
    /// What answers the person goes out at any hour, and so does a town hall's cancellation of an appointment before noon of the
    /// next day: by the morning people would be on their way.
    /// </summary>
    private static bool IsWaitedFor(Transaction transaction, Appointment appointment, MessagePurpose purpose, PlaceDirectory places)
    {
        if (!transaction.Actor.AtCounter && transaction.Actor.Kind != ActorKind.Platform)
        {
            return true;
        }

        var noon = places.DateAt(appointment.TownHallId, transaction.NowUtc).AddDays(1).ToDateTime(new TimeOnly(12, 0));
        return purpose == MessagePurpose.Cancelled
            && appointment.Date.ToDateTime(TimeOnly.MinValue).AddMinutes(appointment.StartMinute) < noon;
    }

    private static Recipient? RecipientOf(Contact? contact) => contact switch
    {
        { IsBySms: true } => new(MessageChannel.Sms, contact.Phone!, contact.Language),
        { Email: { } email } => new(MessageChannel.Email, email, contact.Language),
        _ => null,
    };

    /// <summary>« 3 cartes d’identité », « retrait du titre »: what all come for, in the order of the form.</summary>
    private static IEnumerable<string> ServicesOf(Appointment appointment, PlaceDirectory places) =>
        appointment.ServiceIds.GroupBy(id => id)
            .Select(group => (Service: places.Services.GetValueOrDefault(group.Key), Count: group.Count()))
            .Where(group => group.Service is not null)
            .Select(group => group.Service!.Texts.In(appointment.Language) is var words && group.Count == 1
                ? words.For
                : string.Format(CultureInfo.InvariantCulture, words.Many, group.Count));

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
