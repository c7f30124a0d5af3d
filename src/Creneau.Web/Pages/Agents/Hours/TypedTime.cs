using System.Globalization;
using System.Text.RegularExpressions;
using Creneau.Scheduling;
using Creneau.Text;
using Creneau.Web.Search;

namespace Creneau.Web.Pages.Agents.Hours;

/// <summary>Times and dates as people type them.</summary>
public static partial class TypedTime
{
    /// <summary>« 9h », « 9 h 30 », « 09:30 », « 24:00 », "9:30 am"; null: no time of a day.</summary>
    public static int? Read(string? typed)
    {
        if (Pattern().Match(typed?.Trim() ?? "") is not { Success: true } match)
        {
            return null;
        }

        var hour = int.Parse(match.Groups["h"].Value, CultureInfo.InvariantCulture);
        var minute = match.Groups["m"] is { Success: true } group ? int.Parse(group.Value, CultureInfo.InvariantCulture) : 0;
        if (match.Groups["half"] is { Success: true } half)
        {
            if (hour is < 1 or > 12)
            {
                return null;
            }

            hour = (hour % 12) + (half.Value[0] is 'p' or 'P' ? 12 : 0);
        }

        var at = (hour * 60) + minute;
        return minute < 60 && at <= DayBits.MinutesPerDay ? at : null;
    }

    /// <summary>« 9 h 30 », "9:30 am"; midnight that ends a day: « 24 h 00 ».</summary>
    public static string Text(int minute) => minute == DayBits.MinutesPerDay ? "24:00" : Wording.Current.Time(minute);

    public static DateOnly? Date(string? typed) => IsoDate.Parse(typed?.Trim()) is { Year: >= 2000 and <= 2100 } date ? date : null;

    public static string Text(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    public static int? Number(string? typed) =>
        int.TryParse(typed?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>0 (Sunday) to 6; Monday where it is none of these.</summary>
    public static DayOfWeek Weekday(string? typed) =>
        Number(typed) is { } number and <= (int)DayOfWeek.Saturday ? (DayOfWeek)number : DayOfWeek.Monday;

    public static string Digits(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    [GeneratedRegex(@"^(?<h>\d{1,2})\s*(?:[h:.]\s*(?<m>\d{2})?)?\s*(?<half>[ap]\.?m\.?)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Pattern();
}
