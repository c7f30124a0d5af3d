namespace Creneau.Catalogue;

/// <summary>Prices of the tax stamp in euros, mainland France; a setting (`Stamps`), since each finance act may change them.</summary>
/// <remarks>Source: articles 953 and 1628 bis of the code général des impôts, as the official pages gave them in 2025 and 2026.</remarks>
public sealed record StampPrices
{
    /// <summary>Passport, 18 and over on the day the request is filed.</summary>
    public decimal PassportAdult { get; init; } = 86;

    /// <summary>Passport, 15 to 17, both included.</summary>
    public decimal PassportTeenager { get; init; } = 42;

    /// <summary>Passport, 0 to 14, both included.</summary>
    public decimal PassportChild { get; init; } = 17;

    /// <summary>Identity card, only when the former card is not handed in (lost or stolen).</summary>
    public decimal LostIdCard { get; init; } = 25;
}
