using System.Globalization;

namespace Creneau.Text;

internal sealed class EnglishWording() : Wording(CultureInfo.GetCultureInfo("en-GB"))
{
    private static readonly string[] Months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    private static readonly string[] Weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

    public override string Time(int minute)
    {
        var hour = minute / 60 % 24;
        var hourOfHalf = hour % 12 == 0 ? 12 : hour % 12;
        return $"{hourOfHalf}:{minute % 60:00}{NoBreak}{(hour < 12 ? "am" : "pm")}";
    }

    public override string InDays(DateOnly day, DateOnly today) => (day.DayNumber - today.DayNumber) switch
    {
        0 => "today",
        1 => "tomorrow",
        -1 => "yesterday",
        > 0 and var ahead => $"in{NoBreak}{ahead}{NoBreak}days",
        var behind => $"{-behind}{NoBreak}days ago",
    };

    public override string Duration(int minutes) => (minutes / 60, minutes % 60) switch
    {
        (0, var rest) => $"{rest}{NoBreak}min",
        (var hours, 0) => $"{hours}{NoBreak}h",
        var (hours, rest) => $"{hours}{NoBreak}h{NoBreak}{rest:00}{NoBreak}min",
    };

    public override string Euros(decimal amount) => "€" + amount.ToString(amount == decimal.Truncate(amount) ? "0" : "0.00", Culture);

    public override string OfPlace(string place) => $"of {place}";

    private protected override string TypesetMarks(string text) => text;

    private protected override string[] Directions { get; } =
    [
        "north",
        "north-east",
        "east",
        "south-east",
        "south",
        "south-west",
        "west",
        "north-west",
    ];
    private protected override string At => "at";
    private protected override string And => "and";
    private protected override string Near => $"less than 100{NoBreak}m";
    private protected override string Broken => "Desk out of order";
    private protected override string Absent => "Member of staff absent";
    private protected override string Closed => "Exceptional closure";
    private protected override string Strike => "Strike";
    private protected override string DayNumber(DateOnly day) => day.Day.ToString(Culture);
    private protected override string ShortWeekday(DateOnly day) => Weekdays[(int)day.DayOfWeek];
    private protected override string ShortMonth(DateOnly day) => Months[day.Month - 1];
}
