using System.Text.RegularExpressions;
using Creneau.Appointments;
using Creneau.Keys;

namespace Creneau.Counter.Arrivals;

/// <summary>
/// What a QR code of the platform says, or somebody types instead: the reference of an appointment, or the address or the signs of
/// a slip's short link.
/// </summary>
internal sealed partial record ScannedCode(string? Reference, string? ShortLink)
{
    private const int Longest = 300;
    private const int Length = Appointments.Reference.Length;

    // The keys 0 to 9 without the shift key
    private const string FrenchKeys = "à&é\"'(-è_ç";

    /// <summary>
    /// A scanner that reads twice types the same thing twice, and what stood in the field may be in front of it or behind.
    /// </summary>
    /// <returns>Null when it can be neither.</returns>
    public static ScannedCode? Read(string? text)
    {
        if (text?.Trim() is not { Length: > 0 and <= Longest } read)
        {
            return null;
        }

        if (Link().Match(read) is { Success: true } link)
        {
            return new ScannedCode(null, link.Groups[1].Value);
        }

        var digits = Digits(read);
        var reference = Appointments.Reference.Read(read) ?? Appointments.Reference.Read(digits[^Math.Min(Length, digits.Length)..])
            ?? Appointments.Reference.Read(digits[..Math.Min(Length, digits.Length)]);
        return reference is null ? null : new ScannedCode(reference, null);
    }

    /// <summary>The appointment that it belongs to, among those.</summary>
    public IQueryable<Appointment> In(IQueryable<Appointment> appointments, ShortLinks links)
    {
        if (Reference is not null)
        {
            return appointments.Where(row => row.Reference == Reference);
        }

        var hash = links.HashOf(ShortLink);
        return appointments.Where(row => hash != null && row.ShortLinkHash == hash);
    }

    /// <summary>A scanner for another keyboard types what stands on the keys of digits in France.</summary>
    private static string Digits(string read) => string.Concat(
        (read.Any(char.IsDigit) ? read : string.Concat(read.Select(DigitOf))).Where(char.IsAsciiDigit));

    private static char DigitOf(char sign) =>
        FrenchKeys.IndexOf(sign, StringComparison.Ordinal) is >= 0 and var key ? (char)('0' + key) : ' ';

    [GeneratedRegex("/s/([0-9a-z]{10})", RegexOptions.IgnoreCase)]
    private static partial Regex Link();
}
