using PhoneNumbers;

namespace Creneau.Notifications.Sms;

/// <summary>Where SMS may go and what a part costs there.</summary>
public sealed class SmsPrices(SmsSettings settings)
{
    /// <summary>What town halls pay by default (source document of the platform), in euros a part.</summary>
    public const decimal Usual = 0.07m;

    /// <summary>What a part to a neighbour costs until the contract says otherwise, in euros.</summary>
    public const decimal Abroad = 0.10m;

    private static readonly string[] France = ["FR", "GP", "GF", "MQ", "RE", "YT", "BL", "MF", "PM"];
    private static readonly string[] Neighbours = ["CH", "IT", "MC"];

    private static readonly PhoneNumberUtil Phones = PhoneNumberUtil.GetInstance();

    private readonly IReadOnlyDictionary<string, decimal> _prices =
        settings.Prices.Count > 0
            ? new Dictionary<string, decimal>(settings.Prices, StringComparer.OrdinalIgnoreCase)
            : France.Concat(Neighbours).ToDictionary(country => country, country => Neighbours.Contains(country) ? Abroad : Usual);

    /// <param name="phone">E.164.</param>
    /// <returns>Euros a part, or null when no SMS goes to that country.</returns>
    public decimal? Of(string phone) => Country(phone) is { } country && _prices.TryGetValue(country, out var price) ? price : null;

    private static string? Country(string phone)
    {
        try
        {
            return Phones.GetRegionCodeForNumber(Phones.Parse(phone, null));
        }
        catch (NumberParseException)
        {
            return null;
        }
    }
}
