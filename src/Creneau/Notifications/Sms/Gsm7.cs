using System.Buffers;
using System.Globalization;
using System.Text;

namespace Creneau.Notifications.Sms;

/// <summary>The alphabet of SMS (3GPP TS 23.038): 128 signs of one septet and a few of two. Anything else halves the room.</summary>
public static class Gsm7
{
    /// <summary>Septets in one SMS.</summary>
    public const int OneSms = 160;

    private const string Basic =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
        + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    private const string Extended = "^{}\\[~]|€";

    private static readonly SearchValues<char> Single = SearchValues.Create(Basic);
    private static readonly SearchValues<char> Double = SearchValues.Create(Extended);

    private const string Spellings =
        "œ=oe Œ=OE ĳ=ij Ĳ=IJ þ=th Þ=Th ð=d Ð=D đ=d Đ=D ł=l Ł=L ı=i ħ=h Ħ=H ŋ=n Ŋ=N ŧ=t Ŧ=T ĸ=k ẞ=SS "
        + "’=' ‘=' ‚=, ‛=' ʼ=' ′=' `=' ´=' “=\" ”=\" „=\" «=\" »=\" ‹=' ›=' ″=\" "
        + "‐=- ‑=- ‒=- –=- —=- ―=- −=- …=... •=- ·=. ×=x →=-> °=o º=o ª=a "
        + "²=2 ³=3 ¹=1 ½=1/2 ¼=1/4 ¾=3/4 ©=(c) ®=(r) ™=TM";

    private static readonly Dictionary<int, string> Spelled =
        Spellings.Split(' ').Select(pair => pair.Split('=')).ToDictionary(pair => (int)pair[0][0], pair => pair[1]);

    /// <summary>Septets in each part of a longer one, which is paid by parts.</summary>
    public const int OnePart = 153;

    /// <summary>Septets that a text takes, two for each of ^ { } \ [ ~ ] | €.</summary>
    /// <returns>The count, or null when a sign is not in the alphabet.</returns>
    public static int? Count(string text)
    {
        var septets = 0;
        foreach (var sign in text)
        {
            var width = Width(sign);
            if (width == 0)
            {
                return null;
            }

            septets += width;
        }

        return septets;
    }

    /// <summary>Septets that a sign takes: 1 or 2, or 0 when it is not in the alphabet.</summary>
    public static int Width(char sign) => Single.Contains(sign) ? 1 : Double.Contains(sign) ? 2 : 0;

    /// <summary>Whether it goes as one SMS without being cut.</summary>
    public static bool FitsOneSms(string text) => Count(text) <= OneSms;

    /// <summary>
    /// Writes a text with signs of the alphabet alone: what it has stays, « ê » becomes "e", curly quotes straight, the
    /// rest "?".
    /// </summary>
    public static string Transliterate(string text)
    {
        var written = new StringBuilder(text.Length);
        foreach (var rune in text.Normalize(NormalizationForm.FormC).EnumerateRunes())
        {
            written.Append(Write(rune));
        }

        return written.ToString();
    }

    private static string Write(Rune rune)
    {
        if (Known(rune))
        {
            return rune.ToString();
        }

        return Spelled.TryGetValue(rune.Value, out var spelled) ? spelled : ByNature(rune);
    }

    private static string ByNature(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        _ when Rune.IsWhiteSpace(rune) => " ",
        UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => "",
        _ => WithoutMarks(rune),
    };

    // « ç » becomes "c": the alphabet has the capital only, and "reÇu" reads worse than "recu"
    private static string WithoutMarks(Rune rune)
    {
        var bare = rune.ToString().Normalize(NormalizationForm.FormKD).EnumerateRunes().Where(Known);
        var letters = string.Concat(bare.Select(letter => letter.ToString()));
        return letters.Length > 0 ? letters : "?";
    }

    private static bool Known(Rune rune) => rune.IsBmp && (Single.Contains((char)rune.Value) || Double.Contains((char)rune.Value));
}
