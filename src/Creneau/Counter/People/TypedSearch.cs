using System.Globalization;
using System.Text.RegularExpressions;
using Creneau.Appointments;
using Creneau.Counter.Arrivals;
using Creneau.Text;

namespace Creneau.Counter.People;

/// <summary>What was typed into the search over people, understood as all that it may be.</summary>
internal sealed partial class TypedSearch
{
    public const int LeastLetters = 2;
    private const int Longest = 200;
    private readonly string[] _words;

    private TypedSearch(string text)
    {
        var date = Date().Match(text);
        BirthDate = date.Success ? DateOf(date) : null;
        Phone = ContactReader.Phone(text).Phone;
        // A phone number has digits that could be a reference among others
        Code = Phone is null || Reference.Read(text) is not null ? ScannedCode.Read(text) : null;
        Email = text.Contains('@', StringComparison.Ordinal) ? ContactReader.Email(text).Email : null;
        var names = BirthDate is null ? text : text.Remove(date.Index, date.Length);
        var isName = Code is null && Email is null && !names.Any(char.IsDigit);
        _words = !isName ? [] : Folding.Fold(names).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        NamesAsked = string.Concat(_words).Length >= LeastLetters;
    }

    /// <summary>Of one appointment, typed or read by a scanner; null when it can be none.</summary>
    public ScannedCode? Code { get; }

    /// <summary>E.164; null when it can be no phone number.</summary>
    public string? Phone { get; }

    public string? Email { get; }

    /// <summary>Typed as 03/02/1990; alone or beside a name.</summary>
    public BirthDate? BirthDate { get; }

    public bool NamesAsked { get; }

    public bool AsksNothing => Code is null && Phone is null && Email is null && BirthDate is null && !NamesAsked;

    /// <summary>What it was, for the audit: never what was typed.</summary>
    public string Kinds => string.Join(' ', KindsAsked());

    public static TypedSearch Read(string? typed) => new(typed is { Length: <= Longest } ? typed.Trim() : "");

    /// <summary>
    /// Whether each typed word begins a word of the birth name or of the given name, or all of them together begin one of the
    /// two: « dasil » finds « Da Silva ».
    /// </summary>
    public bool MatchesName(string? birthName, string? givenName)
    {
        if (!NamesAsked)
        {
            return false;
        }

        var (birth, given) = (Folding.Fold(birthName ?? ""), Folding.Fold(givenName ?? ""));
        return Array.TrueForAll(_words, word => BeginsAWord(birth, word) || BeginsAWord(given, word))
            || Begins(birth, string.Concat(_words))
            || Begins(given, string.Concat(_words));
    }

    private IEnumerable<string> KindsAsked()
    {
        if (Code is not null) yield return Code.Reference is null ? "short-link" : "reference";
        if (Phone is not null) yield return "phone";
        if (Email is not null) yield return "email";
        if (BirthDate is not null) yield return "birth-date";
        if (NamesAsked) yield return "name";
    }

    private static bool BeginsAWord(string folded, string word)
    {
        for (var at = folded.IndexOf(word, StringComparison.Ordinal); at >= 0; at = folded.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            if (at == 0 || folded[at - 1] == ' ')
            {
                return true;
            }
        }

        return false;
    }

    private static bool Begins(string folded, string compact) =>
        folded.Replace(" ", "", StringComparison.Ordinal).StartsWith(compact, StringComparison.Ordinal);

    private static BirthDate? DateOf(Match date)
    {
        var (day, month, year) = (Number(date, 1), Number(date, 2), Number(date, 3));
        return year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new BirthDate(year, month, day)
            : null;
    }

    private static int Number(Match date, int group) => int.Parse(date.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<!\d)(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})(?!\d)")]
    private static partial Regex Date();
}
