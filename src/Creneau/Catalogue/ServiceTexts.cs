using System.Text.Json;

namespace Creneau.Catalogue;

/// <summary>What a service is called in one language.</summary>
/// <param name="Name">On its own: « Carte d’identité ».</param>
/// <param name="One">One of it in a sentence: « 1 carte d’identité ».</param>
/// <param name="Many">Several; {0} stands for the number: « {0} cartes d’identité ».</param>
/// <param name="For">What a person comes for, in parentheses: « carte d’identité ».</param>
public sealed record ServiceWords(string Name, string One, string Many, string For);

/// <summary>What a service is called in French and in English.</summary>
public sealed record ServiceTexts(ServiceWords French, ServiceWords English)
{
    public static readonly ServiceTexts None = new(new ServiceWords("", "", "", ""), new ServiceWords("", "", "", ""));

    internal static readonly ServiceTexts IdCard = new(
        new ServiceWords("Carte d’identité", "1 carte d’identité", "{0} cartes d’identité", "carte d’identité"),
        new ServiceWords("Identity card", "1 identity card", "{0} identity cards", "identity card"));

    internal static readonly ServiceTexts Passport = new(
        new ServiceWords("Passeport", "1 passeport", "{0} passeports", "passeport"),
        new ServiceWords("Passport", "1 passport", "{0} passports", "passport"));

    internal static readonly ServiceTexts IdCardAndPassport = new(
        new ServiceWords(
            "Carte et passeport",
            "1 carte d’identité avec passeport",
            "{0} cartes d’identité avec passeport",
            "carte d’identité et passeport"),
        new ServiceWords(
            "Card and passport", "1 identity card with passport", "{0} identity cards with passport", "identity card and passport"));

    internal static readonly ServiceTexts Collection = new(
        new ServiceWords("Retrait d’un titre", "le retrait d’un titre", "le retrait de {0} titres", "retrait du titre"),
        new ServiceWords(
            "Collecting a finished document", "the collection of 1 document", "the collection of {0} documents", "collection"));

    /// <param name="language">Anything but "en" is French.</param>
    public ServiceWords In(string language) => language == "en" ? English : French;

    internal string ToJson() => JsonSerializer.Serialize(this);

    internal static ServiceTexts From(string json) => JsonSerializer.Deserialize<ServiceTexts>(json)!;
}
