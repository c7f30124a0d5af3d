using Creneau.Notifications.Sms;

namespace Creneau.Notifications.Carriers;

public enum Delivery
{
    /// <summary>The server or the gateway has taken the message over.</summary>
    Sent = 0,

    /// <summary>Not now, for a reason of this message or recipient.</summary>
    TryLater = 1,

    /// <summary>Nothing can be sent this way at the moment; other messages need not try.</summary>
    Unreachable = 2,

    /// <summary>Never: trying again would get the same answer.</summary>
    Refused = 3,

    /// <summary>It was handed over and nobody answered: it may go out. Trying again could send it twice.</summary>
    Unknown = 4,
}

/// <summary>What became of one sending.</summary>
/// <param name="Reason">Why not, for an agent, without the address; null when sent.</param>
public sealed record Receipt(Delivery Outcome, string? Reason = null)
{
    public static readonly Receipt Sent = new(Delivery.Sent);

    /// <summary>By which its reports name the message, if the provider gave one.</summary>
    public string? ProviderId { get; init; }

    /// <summary>Which provider it was handed to; null for mail.</summary>
    public SmsProvider? Provider { get; init; }
}
