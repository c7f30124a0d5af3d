using System.Security.Cryptography;

namespace Creneau.Web.Html;

/// <summary>The random id in a form by which a double click is known for what it is.</summary>
public static class FormId
{
    private const int Longest = 100;

    public static string New() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <returns>The posted id; a new one when there is none, since then nothing can be repeated.</returns>
    public static string Of(string? posted) => posted is { Length: > 0 and <= Longest } ? posted : New();
}
