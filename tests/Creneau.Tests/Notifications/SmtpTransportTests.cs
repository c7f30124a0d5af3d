using Creneau.Notifications;
using Creneau.Notifications.Carriers;
using Creneau.TestKit;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Notifications;

/// <summary>Mail over TLS and with a login, against a real server that takes nothing without them.</summary>
public sealed class SmtpTransportTests : IAsyncLifetime
{
    private const string User = "creneau";
    private const string Password = "à la tombée du jour";

    private readonly ServerCertificate _certificate = new(TimeProvider.System.GetUtcNow());
    private SmtpServer _server = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await SmtpServer.StartGuardedAsync(_certificate, User, Password);

    public ValueTask DisposeAsync()
    {
        _server.Dispose();
        _certificate.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(MailSecurity.Auto)]
    [InlineData(MailSecurity.StartTls)]
    public async Task A_mail_leaves_over_TLS_after_the_login(MailSecurity security)
    {
        var receipt = await SendAsync(Mail() with { Security = security });

        receipt.Outcome.ShouldBe(Delivery.Sent);
        _server.Received().ShouldHaveSingleItem().Recipients.ShouldBe(["claire@exemple.fr"]);
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_gets_neither_mail_nor_password()
    {
        var receipt = await SendAsync(Mail() with { TrustedCertificate = null });

        receipt.Outcome.ShouldBe(Delivery.Unreachable);
        receipt.Reason!.ShouldContain("SslHandshakeException");
        _server.Received().ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_certificate_than_the_trusted_one_is_refused()
    {
        using var other = new ServerCertificate(TimeProvider.System.GetUtcNow());

        (await SendAsync(Mail() with { TrustedCertificate = other.File })).Outcome.ShouldBe(Delivery.Unreachable);
    }

    [Fact]
    public async Task A_wrong_password_delays_mail_and_is_never_told()
    {
        var receipt = await SendAsync(Mail() with { Password = "perdu" });

        receipt.Outcome.ShouldBe(Delivery.Unreachable);
        receipt.Reason!.ShouldNotContain("perdu");
        receipt.Reason!.ShouldContain("AuthenticationException");
    }

    [Fact]
    public async Task A_password_is_never_sent_to_a_server_that_offers_no_TLS()
    {
        using var open = await SmtpServer.StartNewAsync();

        var receipt = await SendAsync(Mail() with { Port = open.Port });

        receipt.Outcome.ShouldBe(Delivery.Unreachable);
        open.Received().ShouldBeEmpty();
    }

    private Settings Mail() => new(_server.Port, MailSecurity.Auto, Password, _certificate.File);

    private static async Task<Receipt> SendAsync(Settings mail)
    {
        var settings = new NotificationSettings { PublicUrl = Letterbox.Url };
        settings.Mail = new MailSettings
        {
            Host = "127.0.0.1",
            Port = mail.Port,
            Security = mail.Security,
            User = User,
            Password = mail.Password,
            TrustedCertificate = mail.TrustedCertificate,
            From = "ne-pas-repondre@exemple.fr",
        };
        using var transport = new SmtpTransport(settings, TimeProvider.System);
        var receipt = await transport.SendAsync(
            Guid.CreateVersion7(DateTimeOffset.UnixEpoch),
            "claire@exemple.fr",
            new WrittenMessage("fr", "Rendez-vous", "Bonjour\n", null, null),
            Stop);
        await transport.RestAsync(Stop);
        return receipt;
    }

    private sealed record Settings(int Port, MailSecurity Security, string Password, string? TrustedCertificate);
}
