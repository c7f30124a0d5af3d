namespace Creneau.Text;

/// <summary>How French joins « de » and the name of a commune.</summary>
internal static class FrenchPlaceName
{
    // Names of Germanic origin keep their h; these beginnings cover most of them.
    private static readonly string[] Aspirated = ["Ha", "Hé", "Hom", "Hon", "Hou", "Hu", "Hoch", "Hœ"];
    private static readonly string[] Silent = ["Habère", "Hagetmau"];
    private const string Vowels = "AÀÂÄEÉÈÊËIÎÏOÔÖUÙÛÜŒÆ";

    /// <summary>« du Grand-Bornand », « des Gets », « de La Roche-sur-Foron », « d’Annecy », « de Passy ».</summary>
    public static string WithDe(string name) => name switch
    {
        _ when name.StartsWith("Le ", StringComparison.Ordinal) => $"du {name[3..]}",
        _ when name.StartsWith("Les ", StringComparison.Ordinal) => $"des {name[4..]}",
        _ when IsElided(name) => $"d’{name}",
        _ => $"de {name}",
    };

    /// <summary>A vowel, a silent h, or a y that sounds like i: « d’Hyères », « d’Yvetot », but « de Yutz ».</summary>
    private static bool IsElided(string name) => char.ToUpperInvariant(name[0]) switch
    {
        'H' => !IsAspirated(name),
        'Y' => name.Length > 1 && !Vowels.Contains(char.ToUpperInvariant(name[1]), StringComparison.Ordinal),
        var first => Vowels.Contains(first, StringComparison.Ordinal),
    };

    private static bool IsAspirated(string name) => BeginsLike(name, Aspirated) && !BeginsLike(name, Silent);

    private static bool BeginsLike(string name, string[] beginnings) =>
        Array.Exists(beginnings, beginning => name.StartsWith(beginning, StringComparison.Ordinal));
}
