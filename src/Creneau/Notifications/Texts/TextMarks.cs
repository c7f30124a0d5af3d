using System.Text.RegularExpressions;

namespace Creneau.Notifications.Texts;

/// <summary>Signs of no alphabet (Unicode's private use) that stand in a rendered text for what becomes of a place.</summary>
internal static partial class TextMarks
{
    /// <summary>What was named is empty: its sentence goes.</summary>
    public const string Absent = "\uE000";

    public const char Strong = '\uE001';
    public const char StrongEnd = '\uE002';
    public const char Code = '\uE003';
    public const char CodeEnd = '\uE004';

    public const char Wrong = '\uE006';
    public const char WrongEnd = '\uE007';

    public const char French = '\uE008';
    public const char FrenchEnd = '\uE009';

    /// <summary>Around the key of a block.</summary>
    public const char Block = '\uE005';

    public static string Bold(string text) => text.Length == 0 ? "" : $"{Strong}{text}{StrongEnd}";

    /// <summary>Names of places, and what was typed, in an English text: a screen reader says them in French.</summary>
    public static string InFrench(string text) => text.Length == 0 ? "" : $"{French}{text}{FrenchEnd}";

    public static string BlockOf(string key) => $"{Block}{key}{Block}";

    /// <summary>What people typed carries no marks.</summary>
    public static string Free(string text) => Marks().Replace(text, "");

    /// <summary>Drops each sentence that names something empty, and the lines that are empty then.</summary>
    public static string WithoutAbsent(string text)
    {
        var lines = text.Split('\n').Select(line => (Before: line, After: WithoutAbsentInLine(line)))
            .Where(line => line.Before.Length == 0 || line.After.Length > 0 || !line.Before.Contains(Absent, StringComparison.Ordinal));
        return BlankLines().Replace(string.Join('\n', lines.Select(line => line.After)), "\n\n").Trim();
    }

    private static string WithoutAbsentInLine(string line) => !line.Contains(Absent, StringComparison.Ordinal)
        ? line
        : string.Join(' ', Sentences().Split(line).Where(sentence => !sentence.Contains(Absent, StringComparison.Ordinal))).Trim();

    [GeneratedRegex("[\uE000-\uE00F]")]
    private static partial Regex Marks();

    // « Tél. 04 50 » is no end: a capital or a mark begins the next sentence
    [GeneratedRegex("(?<=[.!])[ \u00A0\u202F]+(?=[\uE001\uE003\uE008]?\\p{Lu})")]
    private static partial Regex Sentences();

    [GeneratedRegex(@"\n{3,}")]
    private static partial Regex BlankLines();
}
