namespace Creneau.Catalogue;

/// <summary>
/// What a service is on the whole platform, so that a search over town halls knows that « passeport » is the same
/// everywhere. The number is the bit of the search engine: 0 to 63, never given twice.
/// </summary>
public enum ServiceKind
{
    IdCard = 0,
    Passport = 1,
    IdCardAndPassport = 2,
    Collection = 3,
}
