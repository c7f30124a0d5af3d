using Creneau.TestKit;
using MailKit.Net.Smtp;
using MimeKit;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Kit;

public sealed class SmtpServerTests
{
    [Fact]
    public async Task A_mail_that_was_sent_is_received_as_it_was()
    {
        using var server = await SmtpServer.StartNewAsync();

        await SendAsync(server, "jeanne@example.org", "Votre rendez-vous à Sallanches");

        var mail = await server.ReceivedByAsync("jeanne@example.org", TestContext.Current.CancellationToken);
        mail.Message.Subject.ShouldBe("Votre rendez-vous à Sallanches");
        mail.Message.TextBody.ShouldStartWith("À 14 h 20");
        mail.Sender.ShouldBe("mairie@example.org");
    }

    [Theory]
    [InlineData("refuse@example.org", SmtpStatusCode.MailboxUnavailable)]
    [InlineData("tempfail@example.org", SmtpStatusCode.ErrorInProcessing)]
    public async Task A_recipient_can_be_refused_for_good_or_for_now(string recipient, SmtpStatusCode status)
    {
        using var server = await SmtpServer.StartNewAsync();

        var refusal = await Should.ThrowAsync<SmtpCommandException>(() => SendAsync(server, recipient, "Code"));

        refusal.StatusCode.ShouldBe(status);
        server.Received().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_that_is_down_comes_back_on_its_port_with_its_mail()
    {
        using var server = await SmtpServer.StartNewAsync();
        await SendAsync(server, "jeanne@example.org", "Avant");

        server.Stop();
        (await FreePort.AnswersAsync(server.Port, TestContext.Current.CancellationToken)).ShouldBeFalse();
        await server.StartAsync();
        await SendAsync(server, "jeanne@example.org", "Après");

        server.Received().Select(mail => mail.Message.Subject).ShouldBe(["Avant", "Après"]);
    }

    private static async Task SendAsync(SmtpServer server, string recipient, string subject)
    {
        using var message = new MimeMessage
        {
            Subject = subject,
            Body = new TextPart("plain") { Text = "À 14 h 20\r\n" },
        };
        message.From.Add(MailboxAddress.Parse("mairie@example.org"));
        message.To.Add(MailboxAddress.Parse(recipient));
        using var client = new SmtpClient();
        await client.ConnectAsync("127.0.0.1", server.Port);
        await client.SendAsync(message);
        await client.DisconnectAsync(quit: true);
    }
}
