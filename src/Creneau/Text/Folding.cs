using System.Globalization;
using System.Text;

namespace Creneau.Text;

/// <summary>
/// Makes spellings of a name alike: case, accents, ligatures, hyphens, apostrophes and other signs stop to matter.
/// Letters of every script stay; digits of every script become 0 to 9. Never throws, whatever the text.
/// </summary>
public static class Folding
{
    private const char Gap = ' ';
    private static readonly string[] Latin = [.. Enumerable.Range(0, 0x180).Select(c => Map(new Rune(c)))];

    /// <summary>
    /// Lower-case words parted by one space: « L'Haÿ-les-Roses » gives « l hay les roses ». Empty when nothing is a
    /// letter or digit.
    /// </summary>
    public static string Fold(string text) => Write(text, keepGaps: true);

    /// <summary>As <see cref="Fold"/> without spaces, for people's names: « O'Brien-D'Arc » gives « obriendarc ».</summary>
    public static string Compact(string text) => Write(text, keepGaps: false);

    private static string Write(string text, bool keepGaps)
    {
        var folded = new StringBuilder(text.Length + 4);
        var gap = false;
        for (var rest = text.AsSpan(); rest.Length > 0;)
        {
            var letters = Next(ref rest);
            if (letters is [Gap])
            {
                gap = keepGaps && folded.Length > 0;
                continue;
            }

            if (gap && letters.Length > 0)
            {
                folded.Append(Gap);
                gap = false;
            }

            folded.Append(letters);
        }

        return folded.ToString();
    }

    private static string Next(ref ReadOnlySpan<char> rest)
    {
        if (rest[0] < Latin.Length)
        {
            var known = Latin[rest[0]];
            rest = rest[1..];
            return known;
        }

        // Half of a surrogate pair comes back as U+FFFD, which is no letter.
        Rune.DecodeFromUtf16(rest, out var rune, out var used);
        rest = rest[used..];
        return Map(rune);
    }

    /// <summary>The letters and digits of one sign; a gap for what parts words; nothing for what is invisible.</summary>
    private static string Map(Rune rune)
    {
        // U+FFFE and its like are unassigned, and Normalize would throw on them.
        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherNotAssigned)
        {
            return " ";
        }

        var parts = rune.ToString().Normalize(NormalizationForm.FormKD).EnumerateRunes().ToArray();
        var letters = string.Concat(parts.Select(Letters));
        return letters.Length > 0 ? letters : Array.TrueForAll(parts, IsInvisible) ? "" : " ";
    }

    private static string Letters(Rune rune) => rune.Value switch
    {
        'œ' or 'Œ' => "oe",
        'æ' or 'Æ' => "ae",
        'ß' or 'ẞ' => "ss",
        'ø' or 'Ø' => "o",
        'ł' or 'Ł' => "l",
        'đ' or 'Đ' or 'ð' or 'Ð' => "d",
        'þ' or 'Þ' => "th",
        'ħ' or 'Ħ' => "h",
        'ŧ' or 'Ŧ' => "t",
        'ŋ' or 'Ŋ' => "n",
        'ə' or 'Ə' or 'ɛ' or 'Ɛ' or 'ǝ' or 'Ǝ' => "e",
        'ɔ' or 'Ɔ' => "o",
        'ɓ' or 'Ɓ' => "b",
        'ɗ' or 'Ɗ' => "d",
        'ƙ' or 'Ƙ' => "k",
        'ƴ' or 'Ƴ' => "y",
        'ı' => "i",
        'ʼ' => "",
        _ => Rune.IsLetterOrDigit(rune) ? Lower(rune) : "",
    };

    private static string Lower(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.DecimalDigitNumber
        ? ((int)Rune.GetNumericValue(rune)).ToString(CultureInfo.InvariantCulture)
        : Rune.ToLowerInvariant(rune).ToString();

    private static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
        or UnicodeCategory.EnclosingMark or UnicodeCategory.Format;
}
