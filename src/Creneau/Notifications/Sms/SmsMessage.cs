namespace Creneau.Notifications.Sms;

/// <summary>One SMS to hand over.</summary>
/// <param name="Id">Of the message, the same at each try.</param>
/// <param name="Phone">E.164, such as +33612345678.</param>
/// <param name="Text">Not empty, at most <see cref="SmsText.MostParts"/> parts.</param>
/// <param name="Sender">Free of faults (<see cref="SenderName"/>), or a short number of the gateway.</param>
public sealed record SmsMessage(Guid Id, string Phone, string Text, string Sender)
{
    public SmsText Size => SmsText.Of(Text);
}
