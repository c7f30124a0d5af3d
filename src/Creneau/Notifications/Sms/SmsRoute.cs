using Creneau.Notifications.Carriers;

namespace Creneau.Notifications.Sms;

/// <summary>
/// What every SMS passes on its way to a provider: its size, the countries that SMS go to, and the second provider while
/// the first cannot be reached.
/// </summary>
public sealed class SmsRoute(SmsPrices prices, ISmsGateway first, ISmsGateway? second) : ISmsGateway
{
    public const string OtherCountry = "No SMS goes to that country.";
    public const string TooLong = "The text is longer than an SMS may be.";

    public async Task<Receipt> SendAsync(SmsMessage sms, CancellationToken ct)
    {
        if (prices.Of(sms.Phone) is null)
        {
            return new Receipt(Delivery.Refused, OtherCountry);
        }

        // Gateways take an empty text and cut a long one without a word
        if (sms.Size.Parts is < 1 or > SmsText.MostParts)
        {
            return new Receipt(Delivery.Refused, TooLong);
        }

        var receipt = await first.SendAsync(sms, ct);
        return receipt.Outcome == Delivery.Unreachable && second is not null ? await second.SendAsync(sms, ct) : receipt;
    }
}
