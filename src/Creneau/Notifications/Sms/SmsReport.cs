namespace Creneau.Notifications.Sms;

public enum SmsReportState : short
{
    /// <summary>On its way; a later report may say more.</summary>
    Pending = 0,
    Delivered = 1,

    /// <summary>It did not arrive and will not.</summary>
    Failed = 2,
}

/// <summary>What a provider says became of an SMS that it took.</summary>
/// <param name="Reason">In the provider's words, without the number; null when delivered.</param>
/// <param name="ProviderId">By which the provider knows it, or null.</param>
public sealed record SmsReport(SmsReportState State, string? Reason = null, string? ProviderId = null);
