namespace Creneau.Notifications.Carriers;

/// <summary>A way for SMS to leave.</summary>
public interface ISmsGateway
{
    /// <summary>Hands one SMS over.</summary>
    /// <param name="phone">E.164, such as +33612345678.</param>
    /// <param name="text">At most 160 septets of GSM-7.</param>
    /// <returns>What became of it; an outage is an outcome, never an exception.</returns>
    Task<Receipt> SendAsync(string phone, string text, CancellationToken ct);
}
