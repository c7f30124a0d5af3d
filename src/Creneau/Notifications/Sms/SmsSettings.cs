namespace Creneau.Notifications.Sms;

public enum SmsProvider
{
    None = 0,
    Kannel = 1,
    OvhCloud = 2,
}

/// <summary>How SMS leave (`CRENEAU__SMS__PROVIDER`, `CRENEAU__SMS__KANNEL__URL`, …); without a provider none does.</summary>
public sealed class SmsSettings
{
    public SmsProvider Provider { get; set; }

    /// <summary>Takes over while <see cref="Provider"/> cannot be reached; None: nobody does.</summary>
    public SmsProvider Second { get; set; }

    /// <summary>Shown instead of a number; empty: made from the name of the town hall's commune.</summary>
    public string Sender { get; set; } = "";

    public KannelSettings Kannel { get; set; } = new();

    public OvhSettings Ovh { get; set; } = new();

    /// <summary>
    /// Countries that SMS go to, by ISO code, with the price of a part in euros; others are refused. France and its
    /// territories, Switzerland, Italy and Monaco unless something is set; the contract with the provider decides.
    /// </summary>
    public Dictionary<string, decimal> Prices { get; set; } = [];

    /// <summary>Longest wait for the provider's answer, 1 to 60 seconds.</summary>
    public int TimeoutSeconds { get; set; } = 20;

    public bool Configured => Provider != SmsProvider.None;

    internal bool Uses(SmsProvider provider) => Configured && (Provider == provider || Second == provider);

    /// <summary>What keeps these settings from working, one sentence each. Passwords are never named.</summary>
    public IEnumerable<string> Mistakes()
    {
        if (Sender.Length > 0 && SenderName.Fault(Sender) is { } fault)
        {
            yield return $"CRENEAU__SMS__SENDER cannot be used ({fault}): 3 to 11 letters or digits that name who sends.";
        }

        if (Uses(SmsProvider.Kannel) && !(IsAddress(Kannel.Url) && Kannel.User.Length > 0))
        {
            yield return "CRENEAU__SMS__KANNEL__URL and __USER are needed, such as http://127.0.0.1:13013/cgi-bin/sendsms.";
        }

        if (Uses(SmsProvider.OvhCloud) && !Ovh.IsComplete)
        {
            yield return "CRENEAU__SMS__OVH__SERVICE, __APPLICATIONKEY, __APPLICATIONSECRET and __CONSUMERKEY are needed.";
        }

        if (Provider == Second && Configured)
        {
            yield return "CRENEAU__SMS__SECOND must be another provider than the first.";
        }

        if (Prices.Values.Any(price => price is < 0 or > 10))
        {
            yield return "CRENEAU__SMS__PRICES must be euros a part, 0 to 10.";
        }

        if (TimeoutSeconds is < 1 or > 60)
        {
            yield return "CRENEAU__SMS__TIMEOUTSECONDS must be 1 to 60.";
        }
    }

    internal static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https";
}

/// <summary>The `sendsms` service of a Kannel smsbox.</summary>
public sealed class KannelSettings
{
    /// <summary>Such as http://127.0.0.1:13013/cgi-bin/sendsms.</summary>
    public string Url { get; set; } = "";

    public string User { get; set; } = "";

    public string Password { get; set; } = "";

    /// <summary>Where Kannel reports to, if it reaches the platform by another address than people do; empty: the public one.</summary>
    public string ReportUrl { get; set; } = "";
}

/// <summary>An SMS account of OVHcloud, by its signed API.</summary>
public sealed class OvhSettings
{
    public string Endpoint { get; set; } = "https://eu.api.ovh.com/1.0";

    /// <summary>Name of the account, such as sms-ab1234-1.</summary>
    public string Service { get; set; } = "";

    public string ApplicationKey { get; set; } = "";

    public string ApplicationSecret { get; set; } = "";

    public string ConsumerKey { get; set; } = "";

    internal bool IsComplete => SmsSettings.IsAddress(Endpoint)
        && new[] { Service, ApplicationKey, ApplicationSecret, ConsumerKey }.All(part => part.Length > 0);
}
