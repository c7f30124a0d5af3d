using System.Globalization;
using System.Text.RegularExpressions;

namespace Creneau.Text;

/// <summary>
/// Dates, times, lengths and lists as people read them, in French or in English. Pure; "today" is given, never asked
/// for.
/// </summary>
/// <remarks>French text carries its own no-break spaces, so that « 14 h 20 » or « 7,2 km » never break over two lines.</remarks>
public abstract partial class Wording(CultureInfo culture)
{
    private protected const string NoBreak = "\u00A0";
    private protected const string Narrow = "\u202F";

    public static readonly Wording French = new FrenchWording();
    public static readonly Wording English = new EnglishWording();

    public CultureInfo Culture { get; } = culture;

    /// <summary>The wording of the current request or message: English where the interface's language is English, else French.</summary>
    public static Wording Current => Of(CultureInfo.CurrentUICulture);

    public static Wording Of(CultureInfo culture) => Of(culture.TwoLetterISOLanguageName);

    /// <param name="language">Two letters; anything but "en" is French.</param>
    public static Wording Of(string language) => language == "en" ? English : French;

    /// <summary>« mercredi 3 février 2027 » · "Wednesday 3 February 2027".</summary>
    public string LongDate(DateOnly day) => $"{Weekday(day)} {DayNumber(day)}{NoBreak}{Month(day)} {day.Year}";

    /// <summary>
    /// « mercredi 3 février 2027 à 14 h 20 » · "Wednesday 3 February 2027 at 2:20 pm"; wall clock, the minute from 0 to
    /// 1439.
    /// </summary>
    public string LongMoment(DateOnly day, int minute) => $"{LongDate(day)} {At} {Time(minute)}";

    /// <summary>« ven. 27 nov. » · "Fri 27 Nov".</summary>
    public string ShortDate(DateOnly day) =>
        $"{ShortWeekday(day)} {DayNumber(day)} {ShortMonth(day)}".Replace(" ", NoBreak, StringComparison.Ordinal);

    /// <summary>« ven. 1er janv. 2027 » · "Fri 1 Jan 2027": with the year when it is not the running one.</summary>
    public string ShortDate(DateOnly day, int runningYear) => ShortDate(day) + (day.Year == runningYear ? "" : $"{NoBreak}{day.Year}");

    /// <summary>« ven. 27 » · "Fri 27": the large first date of a site.</summary>
    public string DayOfMonth(DateOnly day) => $"{ShortWeekday(day)}{NoBreak}{DayNumber(day)}";

    /// <summary>« 27 nov. » · "27 Nov": the label of a pin.</summary>
    public string PinDate(DateOnly day) => $"{DayNumber(day)}{NoBreak}{ShortMonth(day)}";

    /// <summary>« novembre » · "November".</summary>
    public string Month(DateOnly day) => Culture.DateTimeFormat.GetMonthName(day.Month);

    /// <summary>« mercredi » · "Wednesday".</summary>
    public string Weekday(DateOnly day) => Culture.DateTimeFormat.GetDayName(day.DayOfWeek);

    /// <summary>« 14 h 20 » · "2:20 pm".</summary>
    /// <param name="minute">Minute of the day on the wall clock, 0 to 1440 (1440 is the midnight that ends the day).</param>
    public abstract string Time(int minute);

    /// <summary>« 9 h 00 – 12 h 30 »; both ends as <see cref="Time"/>.</summary>
    public string TimeRange(int from, int to) => $"{Time(from)} – {Time(to)}";

    /// <summary>« aujourd’hui », « demain », « dans 3 jours », « hier », « il y a 3 jours ».</summary>
    public abstract string InDays(DateOnly day, DateOnly today);

    /// <summary>« 45 min », « 1 h », « 1 h 05 » · "45 min", "1 h", "1 h 05 min".</summary>
    /// <param name="minutes">Zero or more.</param>
    public abstract string Duration(int minutes);

    /// <summary>« 7,2 km »; from 10 km on whole kilometres, under 100 m « moins de 100 m ».</summary>
    /// <param name="kilometres">Zero or more.</param>
    public string Distance(double kilometres) => kilometres switch
    {
        < 0.1 => Near,
        < 9.95 => kilometres.ToString("0.0", Culture) + NoBreak + "km",
        _ => kilometres.ToString("N0", Culture) + NoBreak + "km",
    };

    /// <summary>« au nord-est » · "north-east".</summary>
    /// <param name="degrees">Clockwise from north; any number.</param>
    public string Direction(double degrees) => Directions[(int)((Math.Round(degrees / 45) % 8 + 8) % 8)];

    /// <summary>« 86 € » · "€86"; cents only when there are any.</summary>
    public abstract string Euros(decimal amount);

    /// <summary>« a », « a et b », « a, b et c ».</summary>
    public string List(IReadOnlyList<string> parts) => parts.Count switch
    {
        0 => "",
        1 => parts[0],
        _ => $"{string.Join(", ", parts.Take(parts.Count - 1))} {And} {parts[^1]}",
    };

    /// <summary>« 482 190 377 2 »: a reference of 10 digits as it is dictated; anything else is returned as it came.</summary>
    public static string Reference(string digits) => digits.Length == 10
        ? string.Join(NoBreak, digits[..3], digits[3..6], digits[6..9], digits[9..])
        : digits;

    /// <summary>« d’Annecy », « du Grand-Bornand », « de Passy » · "of Annecy".</summary>
    public abstract string OfPlace(string place);

    /// <summary>« Guichet en panne » · "Desk out of order": why a town hall cancels.</summary>
    /// <param name="reason">A code of <see cref="ListedReason"/>; what was typed is returned as it is.</param>
    public string Reason(string reason) => reason switch
    {
        ListedReason.Broken => Broken,
        ListedReason.Absent => Absent,
        ListedReason.Closed => Closed,
        ListedReason.Strike => Strike,
        _ => reason,
    };

    /// <summary>First letter in capitals, for a date that begins a sentence.</summary>
    public string Sentence(string text) => text.Length == 0 ? text : char.ToUpper(text[0], Culture) + text[1..];

    /// <summary>
    /// Puts the no-break spaces of the language where an ordinary one was typed (before units; French: narrow before ;
    /// ! ?, full before : % € and inside « »).
    /// </summary>
    /// <param name="text">As it stands in the resources: a number may still be its place, <c>{0}</c>.</param>
    public string Typeset(string text) => BeforeUnit().Replace(TypesetMarks(text), NoBreak);

    [GeneratedRegex(@"(?<=[\d}]) (?=(?:k?m|mm|min|h)\b)")]
    private static partial Regex BeforeUnit();

    private protected abstract string TypesetMarks(string text);

    private protected abstract string[] Directions { get; }
    private protected abstract string At { get; }
    private protected abstract string And { get; }
    private protected abstract string Near { get; }
    private protected abstract string Broken { get; }
    private protected abstract string Absent { get; }
    private protected abstract string Closed { get; }
    private protected abstract string Strike { get; }
    private protected abstract string DayNumber(DateOnly day);
    private protected abstract string ShortWeekday(DateOnly day);
    private protected abstract string ShortMonth(DateOnly day);
}
