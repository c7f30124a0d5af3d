using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Creneau.Notifications.Carriers;

/// <summary>One connection to the SMTP server; it stays open until <see cref="RestAsync"/>. One sending at a time.</summary>
internal sealed class SmtpConnection(NotificationSettings settings, TimeProvider clock) : IDisposable
{
    private const int ImplicitTlsPort = 465;

    private readonly MailSettings _mail = settings.Mail;
    private readonly SmtpClient _client = Client(settings.Mail);

    public async Task<Receipt> SendAsync(Guid id, string address, WrittenMessage message, CancellationToken ct)
    {
        try
        {
            await ConnectAsync(ct);
        }
        catch (Exception error) when (IsOutage(error) || error is SmtpCommandException or NotSupportedException)
        {
            await RestAsync(CancellationToken.None);
            return new Receipt(Delivery.Unreachable, $"The mail server cannot be used ({error.GetType().Name}).");
        }

        return await HandOverAsync(id, address, message, ct);
    }

    public async Task RestAsync(CancellationToken ct)
    {
        try
        {
            await _client.DisconnectAsync(quit: true, ct);
        }
        catch (Exception error) when (IsOutage(error) || error is SmtpCommandException or OperationCanceledException)
        {
            // It was leaving anyway
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task ConnectAsync(CancellationToken ct)
    {
        if (!_client.IsConnected)
        {
            await _client.ConnectAsync(_mail.Host!, _mail.Port, Security(_mail), ct);
        }

        if (_mail.LogsIn && !_client.IsAuthenticated)
        {
            await _client.AuthenticateAsync(_mail.User!, _mail.Password ?? "", ct);
        }
    }

    private async Task<Receipt> HandOverAsync(Guid id, string address, WrittenMessage message, CancellationToken ct)
    {
        try
        {
            using var letter = MimeLetter.Of(id, address, message, settings, clock.GetUtcNow());
            await _client.SendAsync(letter, ct);
            return Receipt.Sent;
        }
        catch (SmtpCommandException answer)
        {
            return await AnsweredAsync(answer, address);
        }
        catch (Exception error) when (error is ParseException or NotSupportedException)
        {
            return new Receipt(Delivery.Refused, "The address cannot be written to.");
        }
        catch (Exception error) when (IsOutage(error))
        {
            await RestAsync(CancellationToken.None);
            return new Receipt(Delivery.Unreachable, $"The connection to the mail server broke ({error.GetType().Name}).");
        }
    }

    private async Task<Receipt> AnsweredAsync(SmtpCommandException answer, string address)
    {
        var reason = $"{(int)answer.StatusCode} {ServerAnswer.WithoutAddresses(answer.Message, address)}".TrimEnd();

        // A refused sender is our configuration, and 421 a server that closes: neither is the recipient's fault
        var ours = answer.ErrorCode == SmtpErrorCode.SenderNotAccepted || answer.StatusCode == SmtpStatusCode.ServiceNotAvailable;
        if (ours)
        {
            await RestAsync(CancellationToken.None);
            return new Receipt(Delivery.Unreachable, reason);
        }

        return new Receipt((int)answer.StatusCode >= 500 ? Delivery.Refused : Delivery.TryLater, reason);
    }

    private static bool IsOutage(Exception error) =>
        error is SocketException or IOException or ProtocolException or AuthenticationException or SslHandshakeException
            or TimeoutException or OperationCanceledException or ServiceNotConnectedException or ServiceNotAuthenticatedException;

    private static SmtpClient Client(MailSettings mail)
    {
        var client = new SmtpClient { Timeout = Math.Clamp(mail.TimeoutSeconds, 1, 60) * 1000 };
        if (!string.IsNullOrEmpty(mail.TrustedCertificate))
        {
            client.ServerCertificateValidationCallback = MailTrust.Besides(mail.TrustedCertificate);
        }

        return client;
    }

    /// <summary>A password never depends on what somebody between us and the server lets it offer.</summary>
    private static SecureSocketOptions Security(MailSettings mail) => mail.Security switch
    {
        MailSecurity.Auto when mail.LogsIn && mail.Port != ImplicitTlsPort => SecureSocketOptions.StartTls,
        MailSecurity.Auto => SecureSocketOptions.Auto,
        MailSecurity.None => SecureSocketOptions.None,
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
    };
}
