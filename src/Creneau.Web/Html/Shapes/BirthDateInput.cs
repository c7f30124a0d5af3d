using System.Globalization;

namespace Creneau.Web.Html.Shapes;

/// <summary>A birth date as three typed fields, kept exactly as typed until they are a date.</summary>
public sealed class BirthDateInput
{
    public string? Day { get; set; }
    public string? Month { get; set; }
    public string? Year { get; set; }

    public bool Empty => string.IsNullOrWhiteSpace(Day) && string.IsNullOrWhiteSpace(Month) && string.IsNullOrWhiteSpace(Year);

    public static BirthDateInput From(DateOnly date) => new()
    {
        Day = date.Day.ToString(CultureInfo.InvariantCulture),
        Month = date.Month.ToString(CultureInfo.InvariantCulture),
        Year = date.Year.ToString("0000", CultureInfo.InvariantCulture),
    };

    /// <returns>The date, or null when the three do not make one; the year needs its four digits. Whether it is plausible is not asked here.</returns>
    public DateOnly? Read() =>
        Number(Year, 4, 4) is { } year && Number(Month, 1, 2) is { } month && Number(Day, 1, 2) is { } day
        && year > 0 && month is > 0 and <= 12 && day > 0 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;

    private static int? Number(string? typed, int least, int most) =>
        typed?.Trim() is { } digits && digits.Length >= least && digits.Length <= most && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
