using System.Globalization;
using Creneau.Appointments;

namespace Creneau.Web.Pages.Shared.Forms;

/// <summary>A birth date as three text fields, kept as typed until they are a date.</summary>
public sealed class BirthDateInput
{
    public string? Day { get; set; }
    public string? Month { get; set; }
    public string? Year { get; set; }

    public static BirthDateInput From(BirthDate date) => new()
    {
        Day = date.Day?.ToString(CultureInfo.InvariantCulture),
        Month = date.Month?.ToString(CultureInfo.InvariantCulture),
        Year = date.Year.ToString("0000", CultureInfo.InvariantCulture),
    };

    /// <returns>
    /// The date, or null when the three fields do not make one; the year needs four digits. Plausibility is not checked here.
    /// </returns>
    public DateOnly? Read() =>
        Number(Year, 4, 4) is { } year && Number(Month, 1, 2) is { } month && Number(Day, 1, 2) is { } day
        && year > 0 && month is > 0 and <= 12 && day > 0 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;

    private static int? Number(string? typed, int fewestDigits, int mostDigits) =>
        typed?.Trim() is { } digits && digits.Length >= fewestDigits && digits.Length <= mostDigits
        && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
