using System.Text;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace Creneau.Notifications;

/// <summary>A file of iCalendar (RFC 5545).</summary>
/// <param name="Name">Under which it is kept: « rendez-vous.ics ».</param>
/// <param name="Method">PUBLISH, or CANCEL to drop the entry.</param>
/// <param name="Content">UTF-8.</param>
public sealed record CalendarFile(string Name, string Method, byte[] Content)
{
    /// <summary>As a page serves it.</summary>
    public const string MediaType = "text/calendar; charset=utf-8";
}

/// <summary>Writes appointments for people's calendars: the same in messages and behind « Ajouter à mon agenda ».</summary>
public sealed class AppointmentCalendar(MessageLinks links)
{
    private const string Publish = "PUBLISH";
    private const string Cancel = "CANCEL";

    /// <summary>The appointment as it is; a calendar that has an older one replaces it (same UID, higher SEQUENCE).</summary>
    /// <param name="language">"fr" or "en".</param>
    /// <param name="writtenUtc">When this version was made.</param>
    public CalendarFile Of(Guid appointmentId, MessageFacts facts, string language, DateTime writtenUtc) =>
        File(Publish, Entry(appointmentId, facts, language, writtenUtc), facts, language);

    /// <summary>Takes a cancelled appointment out of the calendar.</summary>
    public CalendarFile Cancelling(Guid appointmentId, MessageFacts facts, string language, DateTime writtenUtc)
    {
        var entry = Entry(appointmentId, facts, language, writtenUtc);
        entry.Status = EventStatus.Cancelled;
        return File(Cancel, entry, facts, language);
    }

    private CalendarEvent Entry(Guid appointmentId, MessageFacts facts, string language, DateTime writtenUtc)
    {
        var words = MessageWords.Of(language);
        var entry = new CalendarEvent
        {
            Uid = appointmentId.ToString("D"),
            Sequence = facts.Sequence,
            DtStamp = Utc(writtenUtc),
            LastModified = Utc(writtenUtc),
            DtStart = Local(facts.Date, facts.StartMinute, facts.TimeZone),
            DtEnd = Local(facts.Date, facts.EndMinute, facts.TimeZone),
            Status = EventStatus.Confirmed,
            Summary = words.Title(facts),
            Location = MessageWords.Address(facts),
            Description = words.Description(facts, links.Documents(facts, language)),
            Url = new Uri(links.Appointment(appointmentId, facts.TokenVersion, language)),
        };
        entry.GeographicLocation = facts is { Latitude: 0, Longitude: 0 } ? null : new GeographicLocation(facts.Latitude, facts.Longitude);
        entry.Organizer = links.Sender is { } sender ? new Organizer($"mailto:{sender}") { CommonName = facts.SiteName } : null;
        return entry;
    }

    private static CalendarFile File(string method, CalendarEvent entry, MessageFacts facts, string language)
    {
        var calendar = new Calendar { Method = method, ProductId = "-//Creneau//Rendez-vous//FR" };
        calendar.AddTimeZone(
            VTimeZone.FromDateTimeZone(
                facts.TimeZone, facts.Date.ToDateTime(TimeOnly.MinValue).AddYears(-1), includeHistoricalData: false));
        calendar.Events.Add(entry);
        var text = new CalendarSerializer(calendar).SerializeToString()!;
        return new CalendarFile(MessageWords.Of(language).FileName, method, Encoding.UTF8.GetBytes(text));
    }

    private static CalDateTime Local(DateOnly date, int minute, string zone)
    {
        var local = date.ToDateTime(TimeOnly.MinValue).AddMinutes(minute);
        return new CalDateTime(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local), zone);
    }

    private static CalDateTime Utc(DateTime instantUtc) => new(DateOnly.FromDateTime(instantUtc), TimeOnly.FromDateTime(instantUtc), "UTC");
}
