namespace Creneau.Places;

/// <summary>What somebody typed, taken apart: a name, a code of five signs, both or neither.</summary>
/// <param name="Name">Normalised, without the code; empty when only a code was typed.</param>
/// <param name="Unfinished">As Name, but a last « st » is not yet « saint »; the same text when there is none.</param>
/// <param name="Code">A postcode or its beginning, or an INSEE code; upper case; empty when none was typed.</param>
internal sealed record TypedPlace(string Name, string Unfinished, string Code)
{
    private const int CodeLength = 5;
    private static readonly Lazy<(string Ending, Territory Territory)[]> Endings = new(AllEndings);

    internal static TypedPlace Parse(string typed)
    {
        var (name, code) = Split(Normaliser.Normalise(typed));
        var (unfinished, _) = Split(Normaliser.NormaliseUnfinished(typed));
        return new TypedPlace(name, unfinished, code);
    }

    internal bool IsNothing => Name.Length == 0 && Code.Length == 0;

    internal TypedPlace WithoutArticle() => this with { Name = Name[Normaliser.ArticleLength(Name)..] };

    /// <summary>The same text with its last words read as the département: « bussy 60 », « bussy oise ».</summary>
    internal (string Name, Territory Departement)? InDepartement()
    {
        foreach (var (ending, territory) in Endings.Value)
        {
            var at = Name.Length - ending.Length;
            if (at > 0 && Name.EndsWith(ending, StringComparison.Ordinal))
            {
                return (Name[..at], territory);
            }
        }

        return null;
    }

    // The longest first: « haute savoie » before « savoie ».
    private static (string Ending, Territory Territory)[] AllEndings() =>
        [.. Territory.All.SelectMany(t => new[] { Ending(t.Code, t), Ending(t.Name, t) }).OrderByDescending(e => e.Item1.Length)];

    private static (string, Territory) Ending(string text, Territory territory)
    {
        var normalised = Normaliser.Normalise(text);
        return (' ' + normalised[Normaliser.ArticleLength(normalised)..], territory);
    }

    private static (string Name, string Code) Split(string normalised)
    {
        var words = JoinDigits(normalised.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        words = [.. words.TakeWhile(w => w != "cedex")];
        var code = words.FirstOrDefault(IsCode) ?? (words is [var only] && only.All(char.IsAsciiDigit) ? only : "");
        return (string.Join(' ', words.Where(w => w != code)), code.ToUpperInvariant());
    }

    private static bool IsCode(string word) => word.Length == CodeLength
        && char.IsAsciiDigit(word[0]) && word.AsSpan(2).IndexOfAnyExceptInRange('0', '9') < 0
        && (char.IsAsciiDigit(word[1]) || (word[0] == '2' && word[1] is 'a' or 'b'));

    // « 74 700 » is typed as often as « 74700 ».
    private static List<string> JoinDigits(string[] words)
    {
        var joined = new List<string>(words.Length);
        foreach (var word in words)
        {
            var isTail = joined.Count > 0 && joined[^1].Length == 2 && word.Length == 3
                && joined[^1].All(char.IsAsciiDigit) && word.All(char.IsAsciiDigit);
            if (isTail)
            {
                joined[^1] += word;
            }
            else
            {
                joined.Add(word);
            }
        }

        return joined;
    }
}
