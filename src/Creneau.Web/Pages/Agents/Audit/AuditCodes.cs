using System.Globalization;
using System.Text.RegularExpressions;
using Creneau.Availability;
using Creneau.Text;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Pages.Agents.Audit;

/// <summary>
/// Says in the language of the page what the codes in a row of the audit mean: « desk:12 » is DR 2, « 540-570 » is 9 h 00 – 9 h 30. A code
/// without a text is shown as it is: something was noted, and that is not hidden.
/// </summary>
public sealed partial class AuditCodes(IStringLocalizer<AuditTexts> texts, AvailabilityIndex availability)
{
    /// <summary>« Mairie de Passy, DR 2, mardi 24 novembre 2026, 9 h 00 – 9 h 30 »; empty for nothing.</summary>
    public string Words(string? codes) => string.Join(
        ", ", (codes ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(code => Word(code.TrimEnd(',', ':'))));

    /// <summary>« nom de naissance (2e personne) »: a personal field as <see cref="Creneau.Audit.PersonalValue"/> names it.</summary>
    public string Field(string field) => field.Split('.', 2) is [var ordinal, var name]
        && int.TryParse(ordinal, NumberStyles.None, CultureInfo.InvariantCulture, out var person)
            ? texts["FieldOfPerson", Named("Field", name), person + 1]
            : Named("Field", field);

    /// <summary>Why something was refused: a value of an enum, or a code.</summary>
    public string Refusal(string code) => char.IsAsciiLetterUpper(code[0]) ? Named("Refusal", code) : Value(code);

    /// <summary>The text with that key, or the code itself.</summary>
    public string Named(string prefix, string code) => texts[$"{prefix}_{code}"] is { ResourceNotFound: false } text ? text.Value : code;

    private string Word(string code)
    {
        if (Closed().Match(code) is { Success: true } closed)
        {
            var from = Moment(closed.Groups[1].Value, closed.Groups[2].Value);
            return closed.Groups[3].Success
                ? texts["FromTo", from, Moment(closed.Groups[3].Value, closed.Groups[4].Value)]
                : texts["FromOn", from];
        }

        if (Minutes().Match(code) is { Success: true } minutes)
        {
            return $"{Time(minutes.Groups[1].Value)} – {Time(minutes.Groups[2].Value)}";
        }

        return DateOnly.TryParseExact(code, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? Wording.Current.LongDate(date)
            : code.Split(':', 2) is [var kind, var value] ? OfKind(kind, value) ?? code : Value(code);
    }

    /// <returns>Null for a kind that has no words.</returns>
    private string? OfKind(string kind, string value)
    {
        var places = availability.Places;
        var id = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        return kind switch
        {
            "site" => places.Sites.GetValueOrDefault(id)?.Name,
            "desk" => places.Desks.GetValueOrDefault(id)?.Name,
            "town-hall" => places.TownHalls.GetValueOrDefault(id)?.Name,
            "personal" => texts["Personal", string.Join(", ", value.Split(',').Select(Field))],
            "operation" => Named("Op", value),
            _ => null,
        } ?? (texts[$"Kind_{kind}", Value(value)] is { ResourceNotFound: false } text ? text.Value : null);
    }

    /// <summary>Values of enums have texts of their own: names of resources do not differ by a capital alone.</summary>
    private string Value(string code) => Named(code.Length > 0 && char.IsAsciiLetterUpper(code[0]) ? "Value" : "Code", code);

    private static string Moment(string date, string minute)
    {
        var day = DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return minute.Length == 0 ? Wording.Current.LongDate(day) : Wording.Current.LongMoment(day, Number(minute));
    }

    private static string Time(string minute) => Wording.Current.Time(Math.Min(Number(minute), 1440));

    private static int Number(string minute) => int.Parse(minute, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(\d{4}-\d\d-\d\d)\+(\d{0,4})\.\.(?:(\d{4}-\d\d-\d\d)\+(\d{0,4}))?$")]
    private static partial Regex Closed();

    [GeneratedRegex(@"^(\d{1,4})-(\d{1,4})$")]
    private static partial Regex Minutes();
}
