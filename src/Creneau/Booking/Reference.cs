using System.Security.Cryptography;

namespace Creneau.Booking;

/// <summary>
/// Ten digits that can be dictated and typed on a phone; the last is a Luhn check digit, so that one wrong digit or
/// two swapped ones are noticed before anybody looks anything up.
/// </summary>
public static class Reference
{
    public const int Length = 10;

    /// <summary>A random reference; the first digit is never 0, so that nobody drops it.</summary>
    public static string Create()
    {
        var body = RandomNumberGenerator.GetInt32(100_000_000, 1_000_000_000).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return body + CheckDigit(body);
    }

    /// <summary>Reads what people type: spaces, dots and dashes do not matter.</summary>
    /// <returns>The ten digits, or null when it cannot be a reference.</returns>
    public static string? Read(string? typed)
    {
        if (typed is null || typed.Length > 40)
        {
            return null;
        }

        var digits = string.Concat(typed.Where(char.IsAsciiDigit));
        var rest = typed.Any(sign => !char.IsAsciiDigit(sign) && !char.IsWhiteSpace(sign) && sign is not ('-' or '.' or '\u00a0' or '\u202f'));
        return !rest && digits.Length == Length && CheckDigit(digits.AsSpan(0, Length - 1)) == digits[^1] ? digits : null;
    }

    public static char CheckDigit(ReadOnlySpan<char> body)
    {
        var sum = 0;
        for (var i = 0; i < body.Length; i++)
        {
            var digit = body[^(i + 1)] - '0';
            var weighed = i % 2 == 0 ? digit * 2 : digit;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }

        return (char)('0' + ((10 - (sum % 10)) % 10));
    }
}
