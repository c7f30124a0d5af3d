using System.Globalization;

namespace Creneau.Catalogue;

/// <summary>How long before an appointment its contact is reminded, the longest first; none: never.</summary>
public sealed record ReminderLeads
{
    /// <summary>On the day itself.</summary>
    public const int SameDay = 0;

    public const int LeastMinutes = 2 * 60;
    public const int MostMinutes = 14 * 24 * 60;
    public const int Most = 5;

    public static readonly ReminderLeads Usual = new([2 * 24 * 60]);
    public static readonly ReminderLeads None = new([]);

    /// <param name="minutes">Each <see cref="IsPossible"/>; in any order.</param>
    public ReminderLeads(IEnumerable<int> minutes) => Text = string.Join(
        ',', minutes.Distinct().OrderDescending().Select(lead => lead.ToString(CultureInfo.InvariantCulture)));

    /// <summary>As it is stored: « 10080,2880 ».</summary>
    public string Text { get; }

    public static ReminderLeads From(string text) => new(MinutesOf(text));

    public static bool IsPossible(int minutes) => minutes is SameDay or (>= LeastMinutes and <= MostMinutes);

    /// <summary>The longest first.</summary>
    public IReadOnlyList<int> Minutes() => [.. MinutesOf(Text)];

    private static IEnumerable<int> MinutesOf(string text) =>
        text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(lead => int.Parse(lead, CultureInfo.InvariantCulture));
}
