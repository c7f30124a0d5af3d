namespace Creneau.Notifications.Texts;

/// <summary>A text that can be filled in.</summary>
internal sealed record ParsedText(LiquidText? Subject, LiquidText Body)
{
    /// <returns>Null: it has faults.</returns>
    public static ParsedText? TryParse(TextKey key, WrittenText text)
    {
        var variables = EditableText.Of(key.Purpose).Variables.Where(variable => variable.FitsIn(key.Channel)).ToList();
        var body = LiquidText.TryParse(text.Body, variables, key.Language, out _);
        if (key.Channel == MessageChannel.Sms)
        {
            return body is null ? null : new ParsedText(null, body);
        }

        var subject = LiquidText.TryParse(text.Subject, [.. variables.Where(one => one.FitsSubject)], key.Language, out _);
        return body is null || subject is null ? null : new ParsedText(subject, body);
    }
}
