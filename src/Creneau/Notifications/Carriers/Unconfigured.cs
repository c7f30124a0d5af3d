using Creneau.Notifications.Sms;

namespace Creneau.Notifications.Carriers;

/// <summary>No mail server is configured: mail waits until there is one, or until it is useless.</summary>
public sealed class NoMailServer : IMailTransport
{
    public const string Reason = "No mail server is configured.";

    public Task<Receipt> SendAsync(Guid id, string address, WrittenMessage message, CancellationToken ct) =>
        Task.FromResult(new Receipt(Delivery.Unreachable, Reason));

    public Task RestAsync(CancellationToken ct) => Task.CompletedTask;
}

/// <summary>No gateway is configured: an SMS fails at once and visibly, since nobody will come to send it later.</summary>
public sealed class NoSmsGateway : ISmsGateway
{
    public const string Reason = "No SMS gateway is configured.";

    public Task<Receipt> SendAsync(SmsMessage sms, CancellationToken ct) =>
        Task.FromResult(new Receipt(Delivery.Refused, Reason));
}
