using System.Globalization;
using System.Text;

namespace Creneau.Notifications.Texts;

public enum TextFaultKind
{
    Missing,
    TooLong,

    /// <summary>No such name; see <see cref="TextFault.Suggestion"/>.</summary>
    Unknown,

    /// <summary>A name that cannot stand here: buttons in an SMS, the code in a subject.</summary>
    NotHere,

    /// <summary>Between the braces stands more than a name.</summary>
    NotAName,

    /// <summary>A tag that texts do not have.</summary>
    Tag,

    /// <summary>Braces that are opened and not closed, or the other way round.</summary>
    Unfinished,

    /// <summary>A condition without its end.</summary>
    Broken,

    /// <summary>Phones cut texts with emoji into short parts.</summary>
    Emoji,

    /// <summary>What must be named (the code) is not.</summary>
    NotNamed,

    /// <summary>More SMS than providers take whole.</summary>
    TooManyParts,
}

/// <summary>What is wrong with a text.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Word">What was written, or the name that is missing.</param>
public sealed record TextFault(TextFaultKind Kind, int Line, string Word)
{
    /// <summary>The name that was probably meant.</summary>
    public string? Suggestion { get; init; }

    /// <summary>Where the word begins.</summary>
    public int Index { get; init; }
}

/// <summary>The faults of a text, by the field they are in.</summary>
public sealed record TextFaults(IReadOnlyList<TextFault> Subject, IReadOnlyList<TextFault> Body)
{
    public static readonly TextFaults None = new([], []);

    public bool IsFine => Count == 0;

    public int Count => Subject.Count + Body.Count;
}

/// <summary>What is looked at before a text is saved.</summary>
public static class TextChecks
{
    public const int LongestSubject = 150;
    public const int LongestSms = 900;
    public const int LongestBody = 5_000;

    public static TextFaults Of(TextKey key, WrittenText text)
    {
        var known = EditableText.Of(key.Purpose);
        var here = known.Variables.Where(variable => variable.FitsIn(key.Channel)).ToList();
        var isSms = key.Channel == MessageChannel.Sms;
        List<TextFault> body =
        [
            .. Length(text.Body, isSms ? LongestSms : LongestBody),
            .. Names(text.Body, here, known.Variables, key.Language, out var parsed),
            .. isSms ? Emoji(text.Body) : [],
            .. known.Required is { } required && parsed?.Uses.Contains(required.Key) == false
                ? [new TextFault(TextFaultKind.NotNamed, 1, required.In(key.Language))]
                : Enumerable.Empty<TextFault>(),
        ];
        return isSms ? new TextFaults([], body) : new TextFaults(
            [
                .. Length(text.Subject, LongestSubject),
                .. Names(text.Subject, [.. here.Where(variable => variable.FitsSubject)], known.Variables, key.Language, out _),
            ],
            body);
    }

    private static IEnumerable<TextFault> Length(string text, int most) =>
        string.IsNullOrWhiteSpace(text) ? [new TextFault(TextFaultKind.Missing, 1, "")]
        : text.Length > most ? [new TextFault(TextFaultKind.TooLong, 1, most.ToString(CultureInfo.CurrentCulture))]
        : [];

    private static IReadOnlyList<TextFault> Names(
        string text, List<TextVariable> here, IReadOnlyList<TextVariable> all, string language, out LiquidText? parsed)
    {
        parsed = LiquidText.TryParse(text, here, language, out var faults);
        return
        [
            .. faults.Select(fault => fault.Kind == TextFaultKind.Unknown && all.Any(one => one.IsNamed(fault.Word, language))
                ? fault with { Kind = TextFaultKind.NotHere, Suggestion = null }
                : fault),
        ];
    }

    private static IEnumerable<TextFault> Emoji(string text)
    {
        var index = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsEmoji(rune))
            {
                yield return new TextFault(TextFaultKind.Emoji, LiquidText.LineAt(text, index), rune.ToString()) { Index = index };
                yield break;
            }

            index += rune.Utf16SequenceLength;
        }
    }

    private static bool IsEmoji(Rune rune) => !rune.IsBmp || rune.Value is 0xFE0F or 0x20E3
        || (rune.Value is >= 0x2300 and <= 0x2BFF && Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherSymbol);
}
