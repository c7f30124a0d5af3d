using Creneau.Text;

namespace Creneau.Places;

/// <summary>Folds the names of places as people write them: « St Pierre/s/Mer » and « SAINT-PIERRE-SUR-MER » are one.</summary>
public static class Normaliser
{
    /// <summary>What is longer than any name of a place is cut here, so that the work stays small.</summary>
    public const int MaxLength = 100;

    /// <summary>Folded words parted by one space, with « saint », « sainte » and « sur » written out.</summary>
    public static string Normalise(string name) => WriteOutWords(Fold(name), lastToo: true);

    /// <summary>As <see cref="Normalise"/>, but the last word stays as typed: « st » may become Strasbourg yet.</summary>
    internal static string NormaliseUnfinished(string name) => WriteOutWords(Fold(name), lastToo: false);

    /// <summary>Length of the article that begins a normalised name, with its space; 0 without one.</summary>
    internal static int ArticleLength(ReadOnlySpan<char> normalised) => normalised switch
    {
        ['l', 'e' or 'a', ' ', ..] => 3,
        ['l', 'e', 's', ' ', ..] => 4,
        ['l', ' ', ..] => 2,
        _ => 0,
    };

    private static string Fold(string name)
    {
        var cut = name.Length > MaxLength ? name[..MaxLength] : name;
        return Folding.Fold(cut.Contains("s/", StringComparison.OrdinalIgnoreCase)
            ? cut.Replace("/s/", " sur ", StringComparison.OrdinalIgnoreCase)
                .Replace(" s/", " sur ", StringComparison.OrdinalIgnoreCase)
            : cut);
    }

    private static string WriteOutWords(string folded, bool lastToo)
    {
        if (!folded.Contains("st", StringComparison.Ordinal))
        {
            return folded;
        }

        var words = folded.Split(' ');
        var end = lastToo ? words.Length : words.Length - 1;
        return string.Join(' ', words.Select((word, i) => i < end ? WriteOut(word) : word));
    }

    private static string WriteOut(string word) => word switch
    {
        "st" => "saint",
        "sts" => "saints",
        "ste" => "sainte",
        "stes" => "saintes",
        _ => word,
    };
}
