namespace Creneau.Notifications.Sms;

/// <summary>How networks count a text: in septets of GSM-7, or in UTF-16 units as soon as one sign is outside it.</summary>
/// <remarks>
/// 3GPP TS 23.038. Parts are counted by filling them: neither an escape pair nor a surrogate pair is cut in two, so that
/// a text may need a part more than a division yields.
/// </remarks>
/// <param name="IsUnicode">UCS-2, in which a part holds less than half.</param>
/// <param name="Units">Septets or UTF-16 units of the whole.</param>
/// <param name="Parts">SMS that are paid; 0 for an empty text.</param>
public sealed record SmsText(bool IsUnicode, int Units, int Parts)
{
    /// <summary>The longest text that every gateway takes whole (OVHcloud: 6 parts).</summary>
    public const int MostParts = 6;

    private const int OneUnicode = 70;
    private const int UnicodePart = 67;

    public static SmsText Of(string text) => Gsm7.Count(text) is { } septets
        ? new SmsText(false, septets, septets <= Gsm7.OneSms ? Math.Min(septets, 1) : Filled(text, Gsm7.OnePart, Gsm7.Width))
        : new SmsText(true, text.Length, text.Length <= OneUnicode ? 1 : Filled(text, UnicodePart, _ => 1));

    private static int Filled(string text, int room, Func<char, int> width)
    {
        var (parts, used) = (1, 0);
        for (var i = 0; i < text.Length; i++)
        {
            var pair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length;
            var needed = pair ? 2 : width(text[i]);
            if (pair)
            {
                i++;
            }

            (parts, used) = used + needed > room ? (parts + 1, needed) : (parts, used + needed);
        }

        return parts;
    }
}
