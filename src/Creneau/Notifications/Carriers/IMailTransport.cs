namespace Creneau.Notifications.Carriers;

/// <summary>A way for mail to leave.</summary>
public interface IMailTransport
{
    /// <summary>Hands one mail over; several may be handed over at once.</summary>
    /// <param name="id">Of the message: the same at each try, so that a mail sent twice can be recognised.</param>
    /// <param name="address">One recipient.</param>
    /// <returns>What became of it; an outage is an outcome, never an exception.</returns>
    Task<Receipt> SendAsync(Guid id, string address, WrittenMessage message, CancellationToken ct);

    /// <summary>Nothing more to send for now: lets the connection go.</summary>
    Task RestAsync(CancellationToken ct);
}
