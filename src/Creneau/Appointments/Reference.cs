using System.Security.Cryptography;

namespace Creneau.Appointments;

/// <summary>
/// Ten digits that can be dictated and typed on a phone; the last is a Luhn check digit, so that one wrong digit or
/// two swapped ones are noticed before anybody looks anything up.
/// </summary>
public static class Reference
{
    public const int Length = 10;

    private const int LongestTyped = 80;

    /// <summary>A random reference; the first digit is never 0, so that nobody drops it.</summary>
    public static string Create()
    {
        var body = RandomNumberGenerator.GetInt32(100_000_000, 1_000_000_000).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return body + CheckDigit(body);
    }

    /// <summary>Reads what people type, or copy from a message, « Référence : » and all: only the digits matter.</summary>
    /// <returns>The ten digits, or null when it cannot be a reference.</returns>
    public static string? Read(string? typed)
    {
        if (typed is null || typed.Length > LongestTyped)
        {
            return null;
        }

        var digits = string.Concat(typed.Where(char.IsDigit).Select(digit => (char)('0' + char.GetNumericValue(digit))));
        return digits.Length == Length && CheckDigit(digits.AsSpan(0, Length - 1)) == digits[^1] ? digits : null;
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
