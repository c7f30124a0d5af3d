using System.Collections.Concurrent;

namespace Creneau.Notifications.Texts;

/// <summary>The platform's own words: what is sent where nobody wrote another text, and what writing one begins with.</summary>
/// <remarks>
/// `Templates/fr/NAME.mail.liquid`: the first line is the subject. `Templates/fr/NAME.sms.liquid`: several wordings, from the
/// longest to the shortest, apart by a line of two dashes; the first that fits one SMS is used.
/// </remarks>
public static class DefaultTexts
{
    private const string NextWording = "\n--\n";
    private static readonly ConcurrentDictionary<TextKey, IReadOnlyList<ParsedText>> Parsed = new();

    /// <summary>As somebody would have typed it; of an SMS the longest wording.</summary>
    public static WrittenText Of(TextKey key) => WordingsOf(key)[0];

    /// <param name="key">Whose it is does not matter.</param>
    internal static IReadOnlyList<ParsedText> ParsedOf(TextKey key) => Parsed.GetOrAdd(
        key with { TownHallId = 0, PlanningId = 0 },
        wanted => [.. WordingsOf(wanted).Select(text => ParsedText.TryParse(wanted, text)
            ?? throw new InvalidOperationException($"The default text {wanted} has faults."))]);

    private static List<WrittenText> WordingsOf(TextKey key)
    {
        var file = $"{key.Language}/{EditableText.Of(key.Purpose).File}";
        if (key.Channel == MessageChannel.Sms)
        {
            return [.. Read($"{file}.sms").Split(NextWording).Select(wording => new WrittenText("", wording.Trim()))];
        }

        var lines = Read($"{file}.mail").Split('\n', 2);
        return [new WrittenText(lines[0].Trim(), lines[1].Trim())];
    }

    private static string Read(string name) => MessageTemplates.Source(name).ReplaceLineEndings("\n");
}
