using System.Globalization;

namespace Creneau.Web.Pages.Agents.Setup;

/// <summary>Coordinates as people type and read them: « 45,92 », or with a point.</summary>
public static class TypedDegrees
{
    private const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    /// <returns>Whether it is a number, or nothing: then null.</returns>
    public static bool TryRead(string? typed, out double? degrees)
    {
        var trimmed = typed?.Trim().Replace(',', '.') ?? "";
        degrees = double.TryParse(trimmed, Styles, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
        return trimmed.Length == 0 || degrees is not null;
    }

    public static string Text(double degrees) => degrees.ToString("0.#####", CultureInfo.CurrentCulture);
}
