using System.Text;
using Creneau.Notifications;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Notifications;

public sealed class AppointmentCalendarTests
{
    [Theory]
    [InlineData(MessagePurpose.Confirmation, "PUBLISH", "CONFIRMED")]
    [InlineData(MessagePurpose.Moved, "PUBLISH", "CONFIRMED")]
    [InlineData(MessagePurpose.PartyChanged, "PUBLISH", "CONFIRMED")]
    [InlineData(MessagePurpose.Cancelled, "CANCEL", "CANCELLED")]
    public async Task The_entry_says_what_to_do_with_it(MessagePurpose purpose, string method, string status)
    {
        var box = await Letterbox.OpenAsync();

        var file = box.Mail(purpose, "fr", Letterbox.Facts with { Sequence = 3 }).Calendar.ShouldNotBeNull();

        var (calendar, entry) = Parse(file);
        (file.Name, file.Method, calendar.Method, entry.Status).ShouldBe(("rendez-vous.ics", method, method, status));
        (entry.Uid, entry.Sequence).ShouldBe((Letterbox.AppointmentId.ToString("D"), 3));
    }

    [Fact]
    public async Task The_entry_says_when_where_who_and_where_to_change()
    {
        var box = await Letterbox.OpenAsync();

        var (calendar, entry) = Parse(new AppointmentCalendar(box.Links).Of(Letterbox.AppointmentId, Letterbox.Facts, "fr", Letterbox.Now));

        entry.Summary.ShouldBe("Rendez-vous, Mairie de Passy");
        entry.Location.ShouldBe("Mairie de Passy, 4 allée des Gentianes, 74190 Passy");
        (entry.GeographicLocation!.Latitude, entry.GeographicLocation.Longitude).ShouldBe((45.9236, 6.6867));
        entry.Url!.ToString().ShouldBe(box.Link());
        entry.Description!.ShouldContain("Claire (carte d’identité), Léo (passeport) et Zoé (passeport)");
        entry.Description!.ShouldContain("Pièces à apporter");
        calendar.TimeZones.Single().TzId.ShouldBe("Europe/Paris");
        entry.DtStamp!.AsUtc.ShouldBe(Letterbox.Now);
    }

    [Theory]
    [InlineData("Europe/Paris", "2027-02-03", 860, "2027-02-03T13:20:00Z")]
    [InlineData("Europe/Paris", "2027-07-14", 860, "2027-07-14T12:20:00Z")]
    [InlineData("Europe/Paris", "2027-03-27", 600, "2027-03-27T09:00:00Z")]
    [InlineData("Europe/Paris", "2027-03-28", 600, "2027-03-28T08:00:00Z")]
    [InlineData("Europe/Paris", "2027-10-30", 600, "2027-10-30T08:00:00Z")]
    [InlineData("Europe/Paris", "2027-10-31", 600, "2027-10-31T09:00:00Z")]
    [InlineData("Indian/Reunion", "2027-07-14", 600, "2027-07-14T06:00:00Z")]
    [InlineData("America/Miquelon", "2027-07-14", 600, "2027-07-14T12:00:00Z")]
    public async Task The_wall_clock_of_the_town_hall_holds_on_both_sides_of_a_change(string zone, string date, int minute, string instant)
    {
        var box = await Letterbox.OpenAsync();
        var facts =
            Letterbox.Facts with { TimeZone = zone, Date = DateOnly.Parse(date, null), StartMinute = minute, EndMinute = minute + 45 };

        var (calendar, entry) = Parse(new AppointmentCalendar(box.Links).Of(Letterbox.AppointmentId, facts, "fr", Letterbox.Now));

        (entry.DtStart!.TzId, entry.DtStart.Value.TimeOfDay).ShouldBe((zone, TimeSpan.FromMinutes(minute)));
        entry.DtStart.AsUtc.ShouldBe(DateTimeOffset.Parse(instant, null).UtcDateTime);
        (entry.DtEnd!.AsUtc - entry.DtStart.AsUtc).ShouldBe(TimeSpan.FromMinutes(45));
        OffsetIn(calendar, entry).ShouldBe(
            entry.DtStart.Value - entry.DtStart.AsUtc, "a calendar that trusts the file's own zone must read the same hour");
    }

    [Fact]
    public async Task An_appointment_until_midnight_ends_the_next_day()
    {
        var box = await Letterbox.OpenAsync();
        var late = Letterbox.Facts with { StartMinute = 1410, EndMinute = 1440 };

        var (_, entry) = Parse(new AppointmentCalendar(box.Links).Of(Letterbox.AppointmentId, late, "en", Letterbox.Now));

        entry.DtEnd!.Value.ShouldBe(new DateTime(2027, 2, 4));
    }

    [Fact]
    public async Task Without_coordinates_no_place_in_the_gulf_of_guinea_is_given()
    {
        var box = await Letterbox.OpenAsync();

        var file = new AppointmentCalendar(box.Links).Of(
            Letterbox.AppointmentId, Letterbox.Facts with { Latitude = 0, Longitude = 0 }, "fr", Letterbox.Now);

        Encoding.UTF8.GetString(file.Content).ShouldNotContain("GEO");
    }

    private static (Calendar Calendar, CalendarEvent Entry) Parse(CalendarFile file)
    {
        var calendar = Calendar.Load(Encoding.UTF8.GetString(file.Content)).ShouldNotBeNull();
        return (calendar, calendar.Events.Single());
    }

    /// <summary>The offset that the VTIMEZONE of the file gives for the entry's day: of the rule that began last.</summary>
    private static TimeSpan OffsetIn(Calendar calendar, CalendarEvent entry)
    {
        var rules = calendar.TimeZones.Single().TimeZoneInfos;
        var latest = rules.Select(rule => (Rule: rule, Begun: Begun(rule, entry)))
            .Where(pair => pair.Begun is not null)
            .MaxBy(pair => pair.Begun);
        return latest.Rule.OffsetTo!.Offset;
    }

    private static DateTime? Begun(VTimeZoneInfo rule, CalendarEvent entry)
    {
        var until = entry.DtStart!.Value;
        var starts = rule.RecurrenceRule is null
            ? [rule.DtStart!.Value]
            : rule.GetOccurrences(rule.DtStart)
                .TakeWhile(once => once.Period.StartTime.Value <= until)
                .Select(once => once.Period.StartTime.Value);
        return starts.Where(start => start <= until).Select(start => (DateTime?)start).Max();
    }
}
