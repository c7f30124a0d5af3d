using System.Text.RegularExpressions;
using Creneau.Appointments;
using Creneau.TestKit;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Pages.Booking;

/// <summary>The whole way through the pages while the mail server comes and goes: what it should have had, it gets later.</summary>
public sealed partial class MailOutageTests
{
    private const string Claire = "claire@exemple.fr";

    [Fact]
    public async Task A_mail_server_that_is_down_delays_code_confirmation_and_cancellation_and_loses_none()
    {
        using var smtp = await SmtpServer.StartNewAsync();
        smtp.Stop();
        await using var story = await BookingStory.BeginAsync(settings:
            ["--Creneau:Mail:Host=127.0.0.1", $"--Creneau:Mail:Port={smtp.Port}", "--Creneau:Mail:From=rdv@exemple.fr"]);

        await story.ChooseAsync();
        await story.DescribeAsync(email: Claire);
        var asked = story.Claire.Text;
        await smtp.StartAsync();
        story.Pass(minutes: 1);
        var code = SixDigits().Match((await SubjectAsync(story, smtp, "code")).Message.TextBody!).Value;
        smtp.Stop();
        await story.ConfirmAsync(code);
        var done = story.Claire.Text;
        await smtp.StartAsync();
        story.Pass(minutes: 1);
        var confirmation = await SubjectAsync(story, smtp, "confirmé");
        smtp.Stop();
        await story.Claire.GoAsync(Link().Match(confirmation.Message.TextBody!).Value);
        await story.Claire.ClickAsync("Annuler le rendez-vous");
        await story.Claire.SubmitAsync("Annuler le rendez-vous");
        await smtp.StartAsync();
        story.Pass(minutes: 1);
        await SubjectAsync(story, smtp, "annulé");

        asked.ShouldContain($"Nous avons envoyé un code à {Claire}");
        done.ShouldContain("C’est confirmé");
        smtp.Received().Select(mail => mail.Recipients.Single()).ShouldBe([Claire, Claire, Claire]);
        (await story.LatestAsync()).Status.ShouldBe(AppointmentStatus.Cancelled);
    }

    /// <summary>The clock goes on: a try that failed while the server was coming back is repeated after a pause.</summary>
    private static Task<ReceivedMail> SubjectAsync(BookingStory story, SmtpServer smtp, string word) => Patience.ForAsync(
        $"a mail with « {word} »",
        () =>
        {
            story.Town.TurnableClock.Advance(TimeSpan.FromMilliseconds(250));
            return Task.FromResult(
                smtp.Received().FirstOrDefault(mail => mail.Message.Subject!.Contains(word, StringComparison.OrdinalIgnoreCase)));
        },
        TimeSpan.FromSeconds(20),
        TestContext.Current.CancellationToken);

    [GeneratedRegex(@"\b\d{6}\b")]
    private static partial Regex SixDigits();

    [GeneratedRegex(@"(?<=://[^/\s]+)/r/\S+")]
    private static partial Regex Link();
}
