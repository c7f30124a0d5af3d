using System.Text;
using Creneau.Notifications;
using Creneau.Notifications.Carriers;
using Creneau.TestKit;
using Ical.Net;
using MimeKit;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Notifications;

/// <summary>What calendars get of an appointment's life, read from the mails as a server received them.</summary>
public sealed class CalendarInMailTests
{
    [Fact]
    public async Task A_move_updates_the_entry_and_a_cancellation_takes_it_away()
    {
        var booked = await ReceivedAsync(MessagePurpose.Confirmation, Letterbox.Facts);
        var moved = await ReceivedAsync(MessagePurpose.Moved, Letterbox.Facts with { StartMinute = 600, EndMinute = 645, Sequence = 1 });
        var cancelled = await ReceivedAsync(MessagePurpose.Cancelled, Letterbox.Facts with { Sequence = 2 });

        new[] { booked, moved, cancelled }.Select(one => one.Method).ShouldBe(["PUBLISH", "PUBLISH", "CANCEL"]);
        new[] { booked, moved, cancelled }.Select(one => one.Entry.Uid).Distinct().ShouldHaveSingleItem();
        new[] { booked, moved, cancelled }.Select(one => one.Entry.Sequence).ShouldBe([0, 1, 2]);
        moved.Entry.DtStart!.Value.TimeOfDay.ShouldBe(TimeSpan.FromHours(10));
        cancelled.Entry.Status.ShouldBe("CANCELLED");
    }

    [Fact]
    public async Task A_family_has_one_entry_that_asks_nobody_for_an_answer()
    {
        var (text, _, entry) = await ReceivedAsync(MessagePurpose.Confirmation, Letterbox.Facts);

        entry.Attendees.ShouldBeEmpty();
        text.ShouldNotContain("RSVP");
        text.ShouldNotContain("REQUEST");
        entry.Description!.ShouldContain("Claire");
        entry.Description!.ShouldContain("Zoé");
    }

    private static async Task<(string Text, string Method, Ical.Net.CalendarComponents.CalendarEvent Entry)> ReceivedAsync(
        MessagePurpose purpose, MessageFacts facts)
    {
        var box = await Letterbox.OpenAsync();
        using var server = await SmtpServer.StartNewAsync();
        var settings = new NotificationSettings
        {
            PublicUrl = Letterbox.Url,
            Mail = new MailSettings { Host = "127.0.0.1", Port = server.Port, Security = MailSecurity.None, From = "rdv@exemple.fr" },
        };
        using var transport = new SmtpTransport(settings, TimeProvider.System);
        (await transport.SendAsync(Guid.CreateVersion7(Letterbox.Now), "claire@exemple.fr", box.Mail(purpose, "fr", facts), default))
            .Outcome.ShouldBe(Delivery.Sent);

        var mail = server.Received().ShouldHaveSingleItem().Message;
        var both = ((Multipart)mail.Body!).OfType<MultipartAlternative>().ShouldHaveSingleItem();
        both.Select(part => part.ContentType.MimeType).ShouldBe(["text/plain", "text/html", "text/calendar"]);
        var part = (MimePart)both[2];
        using var content = new MemoryStream();
        await part.Content!.DecodeToAsync(content);
        var text = Encoding.UTF8.GetString(content.ToArray());
        var calendar = Calendar.Load(text)!;
        calendar.Method.ShouldBe(part.ContentType.Parameters["method"]);
        return (text, calendar.Method!, calendar.Events.ShouldHaveSingleItem());
    }
}
