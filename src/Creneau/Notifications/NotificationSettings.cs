using Creneau.Notifications.Sms;

namespace Creneau.Notifications;

/// <summary>
/// Where links lead and how mail leaves; bound from the section `Creneau` (`CRENEAU__PUBLICURL`, `CRENEAU__MAIL__HOST`,
/// …).
/// </summary>
public sealed class NotificationSettings
{
    /// <summary>Address under which people reach the platform, with or without a slash at its end.</summary>
    public string PublicUrl { get; set; } = "http://localhost:5080";

    public MailSettings Mail { get; set; } = new();

    public SmsSettings Sms { get; set; } = new();

    /// <summary>What keeps these settings from working, one sentence each; empty when all is well. Passwords are never named.</summary>
    public IEnumerable<string> Mistakes()
    {
        if (!Uri.TryCreate(PublicUrl, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            yield return "CRENEAU__PUBLICURL must be an address such as https://rdv.example.org.";
        }

        if (Mail.Configured && !MimeKit.MailboxAddress.TryParse(Mail.From, out _))
        {
            yield return "CRENEAU__MAIL__FROM must be an e-mail address, since CRENEAU__MAIL__HOST is set.";
        }

        if (!string.IsNullOrEmpty(Mail.TrustedCertificate) && !File.Exists(Mail.TrustedCertificate))
        {
            yield return "CRENEAU__MAIL__TRUSTEDCERTIFICATE must be a file.";
        }

        if (Mail.Port is < 1 or > 65535)
        {
            yield return "CRENEAU__MAIL__PORT must be 1 to 65535.";
        }

        if (Mail.Connections is < 1 or > 20)
        {
            yield return "CRENEAU__MAIL__CONNECTIONS must be 1 to 20.";
        }

        foreach (var mistake in Sms.Mistakes())
        {
            yield return mistake;
        }
    }
}

public enum MailSecurity
{
    /// <summary>
    /// TLS from the start on port 465, elsewhere STARTTLS: where the server offers it, or always when there is a
    /// password to keep.
    /// </summary>
    Auto = 0,

    /// <summary>In the clear: for a relay on the same machine.</summary>
    None = 1,

    /// <summary>STARTTLS or nothing.</summary>
    StartTls = 2,
}

/// <summary>The mail server; without a host no mail leaves and messages wait.</summary>
public sealed class MailSettings
{
    public const int UsualConnections = 4;

    public string? Host { get; set; }
    public int Port { get; set; } = 587;
    public MailSecurity Security { get; set; }
    public string? User { get; set; }
    public string? Password { get; set; }

    /// <summary>File (PEM) with certificates that are trusted besides the system's, for a relay with one of its own; null: none.</summary>
    public string? TrustedCertificate { get; set; }

    /// <summary>The sender's address; needed as soon as there is a host.</summary>
    public string From { get; set; } = "";

    public string FromName { get; set; } = "Créneau";

    /// <summary>Longest wait for one answer of the server, 1 to 60 seconds.</summary>
    public int TimeoutSeconds { get; set; } = 15;

    /// <summary>Connections that may be open at once, 1 to 20.</summary>
    public int Connections { get; set; } = UsualConnections;

    public bool LogsIn => !string.IsNullOrEmpty(User);

    public bool Configured => !string.IsNullOrWhiteSpace(Host);
}
