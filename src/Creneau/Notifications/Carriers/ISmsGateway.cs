using Creneau.Notifications.Sms;

namespace Creneau.Notifications.Carriers;

/// <summary>A way for SMS to leave.</summary>
public interface ISmsGateway
{
    /// <summary>Hands one SMS over.</summary>
    /// <returns>What became of it; an outage is an outcome, never an exception.</returns>
    Task<Receipt> SendAsync(SmsMessage sms, CancellationToken ct);
}
