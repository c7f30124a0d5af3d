using System.Globalization;
using Creneau.Catalogue;

namespace Creneau.Appointments;

/// <summary>One person as typed; nothing is changed, so that nothing is lost when something is wrong.</summary>
public sealed record TypedPerson(
    string? BirthName,
    string? FirstGivenName,
    string? Day,
    string? Month,
    string? Year,
    string? PreRequest,
    string? SecondPreRequest = null);

/// <summary>One person as understood.</summary>
public sealed record ReadPerson(PersonName Name, BirthDate BirthDate, int ServiceId, IReadOnlyList<string> PreRequests)
{
    /// <summary>
    /// Of a namesake born the same day: the commune or country of birth on the identity document that an agent has seen,
    /// folded by <see cref="PartyReader.Distinction"/>. Empty for everybody else.
    /// </summary>
    public string Distinction { get; init; } = "";
}

public enum PersonField
{
    BirthName,
    FirstGivenName,
    BirthDate,
    PreRequest,
    SecondPreRequest,
}

public enum PersonFault
{
    Missing,

    /// <summary>More than <see cref="PartyReader.LongestName"/> characters.</summary>
    TooLong,

    /// <summary>No letter in it, or a sign that no name has.</summary>
    NotAName,

    NotADate,
    InTheFuture,

    /// <summary>More than 120 years ago.</summary>
    TooLongAgo,

    TooShort,

    /// <summary>Something else than letters and digits.</summary>
    WrongSign,

    /// <summary>The same person, or the same number, stands twice in the form.</summary>
    Twice,
}

/// <param name="Person">Ordinal of the person in the form.</param>
/// <param name="Typed">How many characters were typed, for « 9 sur 10 ».</param>
public sealed record PersonProblem(int Person, PersonField Field, PersonFault Fault, int Typed = 0);

/// <summary>Reads the people of a form: pure, says everything that is wrong at once.</summary>
public static class PartyReader
{
    public const int LongestName = 80;
    public const int PreRequestLength = 10;
    private const int OldestYears = 120;

    /// <param name="typed">As many as <paramref name="services"/>; missing ones count as empty.</param>
    /// <param name="preRequestRequired">Whether the town hall wants a number; a collection never needs one.</param>
    /// <param name="today">Wall clock of the town hall.</param>
    /// <returns>The people, and no problem; or the problems in the order of the form.</returns>
    public static (IReadOnlyList<ReadPerson> People, IReadOnlyList<PersonProblem> Problems) Read(
        IReadOnlyList<TypedPerson> typed, IReadOnlyList<Service> services, bool preRequestRequired, DateOnly today)
    {
        List<PersonProblem> problems = [];
        List<ReadPerson> people = [];
        for (var i = 0; i < services.Count; i++)
        {
            var person = i < typed.Count ? typed[i] : new TypedPerson(null, null, null, null, null, null);
            var birthName = Name(person.BirthName, i, PersonField.BirthName, problems);
            var firstName = Name(person.FirstGivenName, i, PersonField.FirstGivenName, problems);
            var birthDate = BirthDate(person, i, today, problems);
            var numbers = PreRequests(person, i, services[i], preRequestRequired, problems);
            people.Add(new ReadPerson(new PersonName(birthName, firstName), birthDate, services[i].Id, numbers));
        }

        if (problems.Count == 0)
        {
            problems.AddRange(Twice(people));
        }

        return (people, problems);
    }

    /// <summary>A commune or country of birth as claims compare it: everybody writes it the same.</summary>
    /// <returns>Empty when nothing is a letter; at most <see cref="LongestName"/> characters.</returns>
    public static string Distinction(string? typed) =>
        Text.Folding.Compact((typed ?? "")[..Math.Min(typed?.Length ?? 0, LongestName)]);

    /// <summary>A pre-request number as rule 4 compares it: copied from paper, a zero becomes an O and a one an I.</summary>
    public static string Alike(string number) => number.ToUpperInvariant().Replace('O', '0').Replace('I', '1');

    private static string Name(string? typed, int person, PersonField field, List<PersonProblem> problems)
    {
        var name = string.Join(' ', (typed ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        PersonFault? fault = name switch
        {
            "" => PersonFault.Missing,
            { Length: > LongestName } => PersonFault.TooLong,
            _ when !IsName(name) => PersonFault.NotAName,
            _ => null,
        };
        if (fault is { } wrong)
        {
            problems.Add(new PersonProblem(person, field, wrong, name.Length));
        }

        return name;
    }

    /// <summary>
    /// Latin letters with their marks, as on a French identity document, and what stands between them in names. Letters
    /// of other scripts look like Latin ones, or like nothing at all, and would make the same person somebody else (rule 4).
    /// </summary>
    private static bool IsName(string name) =>
        Text.Folding.Compact(name) is { Length: > 0 } letters && letters.All(char.IsAsciiLetter)
        && name.EnumerateRunes().All(rune => System.Text.Rune.IsLetter(rune)
            || rune.Value is ' ' or '-' or '\'' or '’' or '.' or '‐' or '‑' or 'ʼ' or '`' or '´' or '·'
            || System.Text.Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark);

    private static DateOnly BirthDate(TypedPerson person, int ordinal, DateOnly today, List<PersonProblem> problems)
    {
        var missing = string.IsNullOrWhiteSpace(person.Day)
            && string.IsNullOrWhiteSpace(person.Month)
            && string.IsNullOrWhiteSpace(person.Year);
        var read = Date(person.Day, person.Month, person.Year);
        PersonFault? fault = read switch
        {
            null => missing ? PersonFault.Missing : PersonFault.NotADate,
            { } date when date > today => PersonFault.InTheFuture,
            { } date when date < today.AddYears(-OldestYears) => PersonFault.TooLongAgo,
            _ => null,
        };
        if (fault is { } wrong)
        {
            problems.Add(new PersonProblem(ordinal, PersonField.BirthDate, wrong));
        }

        return read ?? default;
    }

    private static DateOnly? Date(string? day, string? month, string? year) =>
        Number(day) is { } d && Number(month) is { } m && Number(year) is { } y
        && y is >= 1000 and <= 9999 && m is >= 1 and <= 12 && d >= 1 && d <= DateTime.DaysInMonth(y, m)
            ? new DateOnly(y, m, d)
            : null;

    private static int? Number(string? typed) =>
        typed is { Length: <= 20 } && int.TryParse(typed.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static IReadOnlyList<string> PreRequests(
        TypedPerson person, int ordinal, Service service, bool required, List<PersonProblem> problems)
    {
        if (!service.TakesPreRequest)
        {
            return [];
        }

        var first = PreRequest(person.PreRequest, ordinal, PersonField.PreRequest, problems);
        var second = service.Procedures.Length > 1
            ? PreRequest(person.SecondPreRequest, ordinal, PersonField.SecondPreRequest, problems)
            : "";
        if (required
            && first.Length == 0
            && problems.TrueForAll(problem => problem.Person != ordinal || problem.Field != PersonField.PreRequest))
        {
            problems.Add(new PersonProblem(ordinal, PersonField.PreRequest, PersonFault.Missing));
        }

        return [.. new[] { first, second }.Where(number => number.Length > 0).DistinctBy(Alike)];
    }

    private static string PreRequest(string? typed, int ordinal, PersonField field, List<PersonProblem> problems)
    {
        var number = string.Concat((typed ?? "").Where(sign => !char.IsWhiteSpace(sign) && sign != '-')).ToUpperInvariant();
        PersonFault? fault = number switch
        {
            "" => null,
            _ when number.Any(sign => !char.IsAsciiLetterOrDigit(sign)) => PersonFault.WrongSign,
            { Length: < PreRequestLength } => PersonFault.TooShort,
            { Length: > PreRequestLength } => PersonFault.TooLong,
            _ => null,
        };
        if (fault is { } wrong)
        {
            problems.Add(new PersonProblem(ordinal, field, wrong, number.Length));
        }

        return number;
    }

    private static IEnumerable<PersonProblem> Twice(IReadOnlyList<ReadPerson> people)
    {
        for (var later = 1; later < people.Count; later++)
        {
            var person = people[later];
            var earlier = people.Take(later).ToList();
            if (earlier.Exists(other => IsSame(other, person)))
            {
                yield return new PersonProblem(later, PersonField.BirthName, PersonFault.Twice);
            }
            else if (person.PreRequests.Select(Alike).Intersect(earlier.SelectMany(other => other.PreRequests).Select(Alike)).Any())
            {
                yield return new PersonProblem(later, PersonField.PreRequest, PersonFault.Twice);
            }
        }
    }

    private static bool IsSame(ReadPerson one, ReadPerson other) =>
        one.BirthDate == other.BirthDate
        && Text.Folding.Compact(one.Name.BirthName) == Text.Folding.Compact(other.Name.BirthName)
        && Text.Folding.Compact(one.Name.FirstGivenName) == Text.Folding.Compact(other.Name.FirstGivenName);
}
