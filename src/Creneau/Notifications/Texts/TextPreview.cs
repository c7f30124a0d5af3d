namespace Creneau.Notifications.Texts;

/// <summary>A text filled in with a sample.</summary>
/// <param name="Subject">Empty for an SMS.</param>
/// <param name="Markup">Escaped HTML of an e-mail's body; empty for an SMS.</param>
public sealed record TextPreview(string Subject, string Text, string Markup)
{
    internal const string Code = "482193";
    internal static readonly TimeSpan CodeLength = TimeSpan.FromMinutes(15);

    /// <summary>The same text with a mark instead of each name that does not exist.</summary>
    internal static WrittenText Tolerant(TextKey key, WrittenText text)
    {
        var faults = TextChecks.Of(key, text);
        return new WrittenText(Marked(text.Subject, faults.Subject), Marked(text.Body, faults.Body));
    }

    private static string Marked(string text, IReadOnlyList<TextFault> faults) => faults
        .Where(fault => fault.Kind is TextFaultKind.Unknown or TextFaultKind.NotHere)
        .Aggregate(text, (marked, fault) =>
            NamePattern.Of(fault.Word).Replace(marked, $"{TextMarks.Wrong}{fault.Word} ?{TextMarks.WrongEnd}"));
}
