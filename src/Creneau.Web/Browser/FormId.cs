using System.Security.Cryptography;

namespace Creneau.Web.Browser;

/// <summary>The random id in a form that makes a repeated submission (a double click) recognisable.</summary>
public static class FormId
{
    private const int HexDigits = 32;
    private const int LongestAccepted = 100;

    public static string New() => RandomNumberGenerator.GetHexString(HexDigits, lowercase: true);

    /// <returns>The posted id; a new one when none, or one that is too long, was posted.</returns>
    public static string Of(string? posted) => posted is { Length: > 0 and <= LongestAccepted } ? posted : New();
}
