using System.Globalization;
using System.Text.RegularExpressions;

namespace Creneau.Text;

internal sealed partial class FrenchWording() : Wording(CultureInfo.GetCultureInfo("fr-FR"))
{
    // Written out: ICU changes its abbreviations from one version to the next (« juil. », « juill. »).
    private static readonly string[] Months =
    [
        "janv.",
        "févr.",
        "mars",
        "avr.",
        "mai",
        "juin",
        "juil.",
        "août",
        "sept.",
        "oct.",
        "nov.",
        "déc.",
    ];
    private static readonly string[] Weekdays = ["dim.", "lun.", "mar.", "mer.", "jeu.", "ven.", "sam."];

    public override string Time(int minute) => $"{minute / 60}{NoBreak}h{NoBreak}{minute % 60:00}";

    public override string InDays(DateOnly day, DateOnly today) => (day.DayNumber - today.DayNumber) switch
    {
        0 => "aujourd’hui",
        1 => "demain",
        -1 => "hier",
        > 0 and var ahead => $"dans{NoBreak}{ahead}{NoBreak}jours",
        var behind => $"il y a{NoBreak}{-behind}{NoBreak}jours",
    };

    public override string Duration(int minutes) => (minutes / 60, minutes % 60) switch
    {
        (0, var rest) => $"{rest}{NoBreak}min",
        (var hours, 0) => $"{hours}{NoBreak}h",
        var (hours, rest) => $"{hours}{NoBreak}h{NoBreak}{rest:00}",
    };

    public override string Euros(decimal amount) =>
        amount.ToString(amount == decimal.Truncate(amount) ? "0" : "0.00", Culture) + NoBreak + "€";

    public override string OfPlace(string place) => FrenchPlaceName.WithDe(place);

    [GeneratedRegex(@"[ \u00A0](?=[;!?])")]
    private static partial Regex BeforeHighMark();

    [GeneratedRegex(@"(?<=«) | (?=[:»%€])")]
    private static partial Regex InsideOrColon();

    private protected override string TypesetMarks(string text) => BeforeHighMark().Replace(InsideOrColon().Replace(text, NoBreak), Narrow);

    private protected override string[] Directions { get; } =
    [
        "au nord",
        "au nord-est",
        "à l’est",
        "au sud-est",
        "au sud",
        "au sud-ouest",
        "à l’ouest",
        "au nord-ouest",
    ];
    private protected override string At => "à";
    private protected override string And => "et";
    private protected override string Near => $"moins de 100{NoBreak}m";
    private protected override string Broken => "Guichet en panne";
    private protected override string Absent => "Agent absent";
    private protected override string Closed => "Fermeture exceptionnelle";
    private protected override string Strike => "Mouvement social";
    private protected override string DayNumber(DateOnly day) => day.Day == 1 ? "1er" : day.Day.ToString(Culture);
    private protected override string ShortWeekday(DateOnly day) => Weekdays[(int)day.DayOfWeek];
    private protected override string ShortMonth(DateOnly day) => Months[day.Month - 1];
}
