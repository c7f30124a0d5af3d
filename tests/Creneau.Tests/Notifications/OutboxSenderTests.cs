using System.Text;
using Creneau.Notifications;
using Creneau.Notifications.Carriers;
using Creneau.Notifications.Sending;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Notifications;

public sealed class OutboxSenderTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_arrives_with_text_html_and_the_calendar()
    {
        using var smtp = await SmtpServer.StartNewAsync();
        await using var post = await PostOffice.OpenAsync();
        var id = await post.QueueAsync(MessagePurpose.Confirmation);

        (await post.Sender(smtp).SendDueAsync(Stop)).ShouldBe(new OutboxCounts(Sent: 1, 0, 0, 0));

        var mail = smtp.Received().ShouldHaveSingleItem();
        (mail.Sender, mail.Recipients.Single()).ShouldBe(("ne-pas-repondre@exemple.fr", "claire@exemple.fr"));
        mail.Message.Subject.ShouldStartWith("Rendez-vous confirmé");
        mail.Message.MessageId.ShouldBe($"{id:N}@rdv.exemple.fr");
        mail.Message.Headers["Auto-Submitted"].ShouldBe("auto-generated");
        mail.Message.TextBody!.ShouldContain("Mairie de Passy, 4 allée des Gentianes");
        mail.Message.HtmlBody!.ShouldContain("4 allée des Gentianes");
        var attached = mail.Message.Attachments.OfType<MimePart>().Single();
        (
            attached.ContentType.MimeType,
            attached.ContentType.Parameters["method"],
            attached.FileName).ShouldBe(("text/calendar", "PUBLISH", "rendez-vous.ics"));
        Content(attached).ShouldContain($"UID:{post.AppointmentId:D}");
    }

    [Fact]
    public async Task A_code_is_erased_once_it_is_sent_and_goes_first()
    {
        using var smtp = await SmtpServer.StartNewAsync();
        await using var post = await PostOffice.OpenAsync();
        await post.QueueAsync(MessagePurpose.Confirmation, "autre@exemple.fr");
        post.Clock.Advance(TimeSpan.FromSeconds(1));
        var id = await post.QueueAsync(MessagePurpose.Code);

        await post.Sender(smtp).SendDueAsync(Stop);

        smtp.Received()[0].Message.TextBody!.ShouldContain(Letterbox.Code);
        var message = await post.FindAsync(id);
        (message.State, message.Secret, message.SentUtc).ShouldBe((MessageState.Sent, null, post.Clock.GetUtcNow().UtcDateTime));
    }

    [Fact]
    public async Task A_server_that_is_down_delays_and_loses_none()
    {
        using var smtp = await SmtpServer.StartNewAsync();
        smtp.Stop();
        await using var post = await PostOffice.OpenAsync();
        string[] addresses = ["a@exemple.fr", "b@exemple.fr", "c@exemple.fr"];
        foreach (var address in addresses)
        {
            await post.QueueAsync(MessagePurpose.Confirmation, address);
        }

        var sender = post.Sender(smtp);
        var whileDown = await sender.SendDueAsync(Stop);
        (whileDown.Sent, whileDown.Failed, whileDown.Useless).ShouldBe((0, 0, 0));
        whileDown.Later.ShouldBePositive();
        await smtp.StartAsync();
        post.Clock.Advance(TimeSpan.FromMinutes(1));

        (await sender.SendDueAsync(Stop)).Sent.ShouldBe(3);
        smtp.Received().Select(mail => mail.Recipients.Single()).Order().ShouldBe(addresses);
    }

    [Fact]
    public async Task A_server_that_goes_away_between_two_mails_is_found_again()
    {
        using var smtp = await SmtpServer.StartNewAsync();
        await using var post = await PostOffice.OpenAsync();
        var sender = post.Sender(smtp);
        await post.QueueAsync(MessagePurpose.Confirmation);
        await sender.SendDueAsync(Stop);
        smtp.Stop();
        await smtp.StartAsync();
        post.Clock.Advance(TimeSpan.FromSeconds(1));

        await post.QueueAsync(MessagePurpose.Moved);
        await sender.SendDueAsync(Stop);

        smtp.Received().Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_address_that_does_not_exist_is_not_tried_again_and_its_failure_does_not_name_it()
    {
        using var smtp = await SmtpServer.StartNewAsync();
        await using var post = await PostOffice.OpenAsync();
        var id = await post.QueueAsync(MessagePurpose.Code, "refuse-claire@exemple.fr");
        var sender = post.Sender(smtp);

        (await sender.SendDueAsync(Stop)).Failed.ShouldBe(1);
        post.Clock.Advance(TimeSpan.FromMinutes(10));
        (await sender.SendDueAsync(Stop)).ShouldBe(default);

        var message = await post.FindAsync(id);
        (message.State, message.Secret).ShouldBe((MessageState.Failed, null));
        message.Failure!.ShouldStartWith("550");
        message.Failure!.ShouldNotContain("claire");
    }

    [Fact]
    public async Task A_busy_mailbox_is_tried_again_after_growing_pauses_and_keeps_nobody_waiting()
    {
        using var smtp = await SmtpServer.StartNewAsync();
        await using var post = await PostOffice.OpenAsync();
        var id = await post.QueueAsync(MessagePurpose.Confirmation, "tempfail@exemple.fr");
        await post.QueueAsync(MessagePurpose.Confirmation);
        var sender = post.Sender(smtp);

        (await sender.SendDueAsync(Stop)).ShouldBe(new OutboxCounts(Sent: 1, Later: 1, 0, 0));
        (await sender.SendDueAsync(Stop)).ShouldBe(default, "not before its pause is over");
        post.Clock.Advance(TimeSpan.FromSeconds(5));
        (await sender.SendDueAsync(Stop)).Later.ShouldBe(1);

        var message = await post.FindAsync(id);
        (message.State, message.Tries, message.NextTryUtc).ShouldBe(
            (MessageState.Waiting, 2, post.Clock.GetUtcNow().UtcDateTime.AddSeconds(20)));
        message.Failure!.ShouldStartWith("451");
    }

    [Fact]
    public async Task A_code_that_comes_too_late_is_not_sent_and_erased()
    {
        using var smtp = await SmtpServer.StartNewAsync();
        await using var post = await PostOffice.OpenAsync();
        var id = await post.QueueAsync(MessagePurpose.Code);
        post.Clock.Advance(TimeSpan.FromMinutes(16));

        (await post.Sender(smtp).SendDueAsync(Stop)).Useless.ShouldBe(1);

        (await post.FindAsync(id)).Secret.ShouldBeNull();
        smtp.Received().ShouldBeEmpty();
    }

    [Fact]
    public async Task After_an_outage_only_the_latest_state_of_an_appointment_is_told()
    {
        using var smtp = await SmtpServer.StartNewAsync();
        await using var post = await PostOffice.OpenAsync();
        await post.QueueAsync(MessagePurpose.Confirmation);
        post.Clock.Advance(TimeSpan.FromSeconds(1));
        await post.QueueAsync(MessagePurpose.Moved);

        (await post.Sender(smtp).SendDueAsync(Stop)).ShouldBe(new OutboxCounts(Sent: 1, 0, 0, Useless: 1));

        smtp.Received().Single().Message.Subject.ShouldStartWith("Rendez-vous déplacé");
    }

    [Fact]
    public async Task A_cancelled_appointment_gets_its_cancellation_and_nothing_else()
    {
        using var smtp = await SmtpServer.StartNewAsync();
        await using var post = await PostOffice.OpenAsync();
        await post.QueueAsync(MessagePurpose.SomebodyTried);
        await post.CancelAsync();
        post.Clock.Advance(TimeSpan.FromSeconds(1));
        await post.QueueAsync(MessagePurpose.Cancelled);

        await post.Sender(smtp).SendDueAsync(Stop);

        var mail = smtp.Received().ShouldHaveSingleItem();
        Content(mail.Message.Attachments.OfType<MimePart>().Single()).ShouldContain("METHOD:CANCEL");
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Two_senders_at_once_send_each_message_once(DatabaseProvider provider)
    {
        using var smtp = await SmtpServer.StartNewAsync();
        await using var post = await PostOffice.OpenAsync(provider);
        for (var i = 0; i < 30; i++)
        {
            await post.QueueAsync(MessagePurpose.Confirmation, $"n{i}@exemple.fr");
        }

        OutboxSender[] senders = [post.Sender(smtp), post.Sender(smtp), post.Sender(smtp)];
        var counts = await Task.WhenAll(senders.Select(sender => Task.Run(() => sender.SendDueAsync(Stop), Stop)));

        counts.Sum(count => count.Sent).ShouldBe(30);
        smtp.Received().Select(mail => mail.Recipients.Single()).Distinct().Count().ShouldBe(30);
        smtp.Received().Count.ShouldBe(30);
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task A_message_of_a_node_that_died_is_taken_up_when_its_lease_is_over(DatabaseProvider provider)
    {
        using var smtp = await SmtpServer.StartNewAsync();
        await using var post = await PostOffice.OpenAsync(provider);
        var id = await post.QueueAsync(MessagePurpose.Confirmation);
        await using (var db = post.CreateDbContext())
        {
            (await db.OutboxMessages.SingleAsync(Stop)).Postpone(Letterbox.Now.AddMinutes(3));
            await db.SaveChangesAsync(Stop);
        }

        (await post.Sender(smtp).SendDueAsync(Stop)).ShouldBe(default);
        post.Clock.Advance(TimeSpan.FromMinutes(3));

        (await post.Sender(smtp).SendDueAsync(Stop)).Sent.ShouldBe(1);
        (await post.FindAsync(id)).State.ShouldBe(MessageState.Sent);
    }

    [Fact]
    public async Task A_message_that_cannot_be_written_fails_and_the_others_leave()
    {
        using var smtp = await SmtpServer.StartNewAsync();
        await using var post = await PostOffice.OpenAsync();
        var id = await post.QueueAsync(MessagePurpose.Code, "gone@exemple.fr");
        await using (var db = post.CreateDbContext())
        {
            await db.OutboxMessages.ExecuteUpdateAsync(set => set.SetProperty(message => message.Secret, (byte[]?)null), Stop);
        }

        await post.QueueAsync(MessagePurpose.Confirmation);

        (await post.Sender(smtp).SendDueAsync(Stop)).ShouldBe(new OutboxCounts(Sent: 1, 0, Failed: 1, 0));
        (await post.FindAsync(id)).State.ShouldBe(MessageState.Failed);
    }

    [Fact]
    public async Task Without_a_mail_server_mail_waits_and_without_a_gateway_sms_fail_and_say_so()
    {
        await using var post = await PostOffice.OpenAsync();
        var mail = await post.FindAsync(await post.QueueAsync(MessagePurpose.Confirmation));
        var sms = await post.FindAsync(await post.QueueAsync(MessagePurpose.Confirmation, "+33612345678", MessageChannel.Sms));

        (await post.Sender(smtp: null).SendDueAsync(Stop)).ShouldBe(new OutboxCounts(0, Later: 1, Failed: 1, 0));

        (mail, sms) = (await post.FindAsync(mail.Id), await post.FindAsync(sms.Id));
        (mail.State, mail.Failure).ShouldBe((MessageState.Waiting, NoMailServer.Reason));
        (sms.State, sms.Failure).ShouldBe((MessageState.Failed, NoSmsGateway.Reason));
    }

    [Fact]
    public async Task A_demo_keeps_mail_and_sms_to_be_read_latest_first()
    {
        await using var post = await PostOffice.OpenAsync();
        await post.QueueAsync(MessagePurpose.Code);
        await post.QueueAsync(MessagePurpose.Confirmation, "+33612345678", MessageChannel.Sms);

        (await post.Sender(smtp: null, demo: true).SendDueAsync(Stop)).Sent.ShouldBe(2);

        var all = await post.Demo.LatestAsync(null, 10, Stop);
        all.Select(message => message.Channel).ShouldBe([MessageChannel.Sms, MessageChannel.Email]);
        all[0].Text.ShouldStartWith("RDV confirmé");
        var code = (await post.Demo.LatestAsync(" Claire@exemple.fr ", 10, Stop)).ShouldHaveSingleItem();
        code.Text.ShouldContain(Letterbox.Code);
        (await post.Demo.FindAsync(code.Id, Stop))!.Html!.ShouldContain(Letterbox.Code);
    }

    [Fact]
    public async Task A_demo_with_a_mail_server_sends_as_well()
    {
        using var smtp = await SmtpServer.StartNewAsync();
        await using var post = await PostOffice.OpenAsync();
        await post.QueueAsync(MessagePurpose.Confirmation);

        await post.Sender(smtp, demo: true).SendDueAsync(Stop);

        smtp.Received().Count.ShouldBe(1);
        (await post.Demo.LatestAsync(null, 10, Stop)).Single().Calendar.ShouldNotBeNull();
    }

    [Fact]
    public async Task The_bell_wakes_a_running_sender_at_once()
    {
        await using var post = await PostOffice.OpenAsync();
        var carriers = post.Carriers(new NotificationSettings(), demo: true);
        var signal = new OutboxSignal();
        using var sender = post.Sender(carriers);
        using var sending = post.Sending(sender, signal, carriers);
        await sending.StartAsync(Stop);

        await post.QueueAsync(MessagePurpose.Code);
        signal.Ring();

        await Patience.UntilAsync(
            "the code arrives though the clock stands still",
            async () => (await post.Demo.LatestAsync(null, 1, Stop)).Count == 1,
            TimeSpan.FromSeconds(10),
            Stop);
        await sending.StopAsync(Stop);
    }

    [Fact]
    public async Task A_sender_that_is_stopped_in_the_middle_of_a_mail_ends_in_peace()
    {
        await using var post = await PostOffice.OpenAsync();
        var mail = new SlowMail();
        var carriers = new MessageCarriers(mail, new NoSmsGateway());
        using var sender = post.Sender(carriers);
        using var sending = post.Sending(sender, new OutboxSignal(), carriers);
        var id = await post.QueueAsync(MessagePurpose.Confirmation);
        await sending.StartAsync(Stop);
        await mail.Begun.Task.WaitAsync(Stop);

        var stopping = sending.StopAsync(Stop);
        mail.End.SetResult();
        await stopping;

        sending.ExecuteTask!.Status.ShouldBe(TaskStatus.RanToCompletion);
        (await post.FindAsync(id)).State.ShouldBe(MessageState.Sent, "what was sent is noted");
    }

    /// <summary>A server that takes its time, and is gone when one says good-bye.</summary>
    private sealed class SlowMail : IMailTransport
    {
        public TaskCompletionSource Begun { get; } = new();

        public TaskCompletionSource End { get; } = new();

        public async Task<Receipt> SendAsync(Guid id, string address, WrittenMessage message, CancellationToken ct)
        {
            Begun.SetResult();
            await End.Task;
            return Receipt.Sent;
        }

        public Task RestAsync(CancellationToken ct) => throw new ObjectDisposedException(nameof(SlowMail));
    }

    private static string Content(MimePart part)
    {
        using var bytes = new MemoryStream();
        part.Content!.DecodeTo(bytes);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
