using System.Globalization;
using System.Text.RegularExpressions;
using Creneau.Catalogue;
using Creneau.Text;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Pages.Agents.Setup;

/// <summary>Lead times of reminders as people type and read them: « 7 jours, 48 heures, le jour même ».</summary>
public static partial class TypedLeads
{
    private const int HourMinutes = 60;
    private const int DayMinutes = 24 * HourMinutes;

    /// <summary>Nothing is none. The language does not matter; a number says what it counts.</summary>
    /// <returns>Null when it cannot be read, or is no lead time that can be had.</returns>
    public static ReminderLeads? Read(string? typed)
    {
        var parts = Parts().Split((typed ?? "").Trim().ToLowerInvariant()).Where(part => part.Length > 0).Select(Minutes).ToList();
        return parts.TrueForAll(part => part is { } lead && ReminderLeads.IsPossible(lead))
            ? new ReminderLeads(parts.Select(part => part!.Value))
            : null;
    }

    /// <summary>As it can be typed again; whole days from three days on, as people count.</summary>
    public static string Text(ReminderLeads leads, IStringLocalizer<SetupTexts> texts) =>
        string.Join(", ", leads.Minutes().Select(lead => Text(lead, texts)));

    /// <summary>« 48 heures avant et le jour même ».</summary>
    public static string Sentence(ReminderLeads leads, IStringLocalizer<SetupTexts> texts) => leads == ReminderLeads.None
        ? texts["NoReminder"]
        : texts["RemindersAre", Wording.Current.List([.. leads.Minutes().Select(lead => Before(lead, texts))])];

    private static string Before(int lead, IStringLocalizer<SetupTexts> texts) =>
        lead == ReminderLeads.SameDay ? Text(lead, texts) : texts["LeadBefore", Text(lead, texts)];

    private static string Text(int lead, IStringLocalizer<SetupTexts> texts) => lead switch
    {
        ReminderLeads.SameDay => texts["LeadSameDay"],
        > 2 * DayMinutes when lead % DayMinutes == 0 => texts["LeadDays", lead / DayMinutes],
        _ when lead % HourMinutes == 0 => texts["LeadHours", lead / HourMinutes],
        _ => texts["LeadMinutes", lead],
    };

    private static int? Minutes(string part)
    {
        if (SameDay().IsMatch(part))
        {
            return ReminderLeads.SameDay;
        }

        var counted = Counted().Match(part);
        if (!counted.Success || !int.TryParse(counted.Groups["number"].Value, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        return number * counted.Groups["unit"].Value[0] switch
        {
            'h' => HourMinutes,
            'm' => 1,
            's' or 'w' => 7 * DayMinutes,
            _ => DayMinutes,
        };
    }

    [GeneratedRegex(@"[,;\n]|\bet\b|\band\b")]
    private static partial Regex Parts();

    [GeneratedRegex(@"^\s*(le jour même|le jour meme|jour même|(on )?the same day|same day)\s*$")]
    private static partial Regex SameDay();

    [GeneratedRegex(
        @"^\s*(?<number>\d{1,5})\s*(?<unit>h|heures?|hours?|min|minutes?|j|jours?|d|days?|semaines?|weeks?)(\s*(avant|before))?\s*$")]
    private static partial Regex Counted();
}
