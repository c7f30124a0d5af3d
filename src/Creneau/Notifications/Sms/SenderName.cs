using System.Text;

namespace Creneau.Notifications.Sms;

public enum SenderNameFault
{
    TooShort,
    TooLong,

    /// <summary>A space, an accent, a hyphen: letters A to Z and digits alone are carried.</summary>
    NotPlain,

    /// <summary>Digits alone would be a number.</summary>
    OnlyDigits,

    /// <summary>« RDV », « INFO »: French networks block or replace words that say nothing about who sends.</summary>
    Generic,
}

/// <summary>The name that stands where the number would: of the town hall, as French networks let it pass (AF2M charter, OADC).</summary>
public static class SenderName
{
    public const int Shortest = 3;
    public const int Longest = 11;

    /// <summary>Where no name of a commune can be used.</summary>
    public const string Platform = "Creneau";

    private const string Ville = "Ville";

    private static readonly string[] GenericWords =
    [
        "rdv", "rendezvous", "rdvmairie", "appointment", "info", "infos", "alert", "alerte", "mairie", "sms", "payment", "bank", "parcel",
        "shop",
    ];

    private static readonly HashSet<string> Articles = ["le", "la", "les", "l"];

    private static readonly HashSet<string> Links =
        ["a", "au", "aux", "d", "de", "des", "du", "en", "et", "les", "lez", "pres", "sous", "sur"];

    /// <summary>What keeps a name from being used, or null.</summary>
    public static SenderNameFault? Fault(string name) => name switch
    {
        { Length: < Shortest } => SenderNameFault.TooShort,
        { Length: > Longest } => SenderNameFault.TooLong,
        _ when !name.All(char.IsAsciiLetterOrDigit) => SenderNameFault.NotPlain,
        _ when name.All(char.IsAsciiDigit) => SenderNameFault.OnlyDigits,
        _ when GenericWords.Contains(name, StringComparer.OrdinalIgnoreCase) => SenderNameFault.Generic,
        _ => null,
    };

    /// <summary>
    /// A name from that of a commune: « Saint-Julien-en-Genevois » becomes StJulien, « Thonon-les-Bains » Thonon,
    /// « Annecy » VilleAnnecy. Always free of faults.
    /// </summary>
    public static string Of(string commune)
    {
        var words = Words(commune);
        if (words is [var only] && only.Length + Ville.Length <= Longest)
        {
            return Ville + Capital(only);
        }

        var kept = Joined(Head(words));
        var cut = kept.Length <= Longest ? kept : kept[..Longest];
        return Fault(cut) is null ? cut : Platform;
    }

    private static List<string> Words(string commune) =>
        [
            .. Gsm7.Transliterate(commune).Normalize(NormalizationForm.FormD)
                .Split([' ', '-', '\'', '/', '(', ')', '.'], StringSplitOptions.RemoveEmptyEntries)
                .Select(word => string.Concat(word.Where(char.IsAsciiLetterOrDigit)))
                .Where(word => word.Length > 0),
        ];

    /// <summary>The words before the one that only says where it lies; without the article when it would not fit.</summary>
    private static List<string> Head(List<string> words)
    {
        var start = words.Count > 1 && Articles.Contains(words[0].ToLowerInvariant()) ? 1 : 0;
        var length = words.Skip(start + 1).TakeWhile(word => !Links.Contains(word.ToLowerInvariant())).Count() + 1;
        var head = words.Skip(start).Take(length).ToList();
        return start == 1 && Joined([words[0], .. head]).Length <= Longest ? [words[0], .. head] : head;
    }

    private static string Joined(IEnumerable<string> words) => string.Concat(words.Select(word => Capital(Short(word))));

    private static string Short(string word) => word.ToLowerInvariant() switch
    {
        "saint" => "St",
        "sainte" => "Ste",
        _ => word,
    };

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
