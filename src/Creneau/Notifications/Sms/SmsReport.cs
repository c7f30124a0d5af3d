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

/// <summary>A provider that can be asked about a message by the id that it was given: settles what nobody answered.</summary>
public interface ISmsReports
{
    SmsProvider Provider { get; }

    /// <returns>Null when it has no such message: it never went out.</returns>
    /// <exception cref="HttpRequestException">It cannot be asked now.</exception>
    Task<SmsReport?> FindAsync(Guid id, CancellationToken ct);
}
