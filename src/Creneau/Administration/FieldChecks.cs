using PhoneNumbers;

namespace Creneau.Administration;

/// <summary>Looks at values one by one and collects what is wrong with them.</summary>
internal sealed class FieldChecks
{
    private readonly List<FieldError> _errors = [];

    public bool IsFine => _errors.Count == 0;

    public SaveResult Result => new SaveResult.Invalid(_errors);

    public FieldChecks Add(string field, FieldProblem problem)
    {
        _errors.Add(new FieldError(field, problem));
        return this;
    }

    public FieldChecks Text(string field, string? text, int most, bool isRequired = true)
    {
        var problem = string.IsNullOrWhiteSpace(text) ? isRequired ? FieldProblem.Missing : (FieldProblem?)null
            : text.Length > most ? FieldProblem.TooLong : null;
        return Note(field, problem, (0, most));
    }

    /// <summary>As people of France read it; nothing is fine.</summary>
    public FieldChecks Phone(string field, string? phone) => Note(
        field,
        phone is null || IsPhone(phone) ? null : FieldProblem.NotAPhone);

    public FieldChecks Postcode(string field, string? postcode) => Note(
        field,
        string.IsNullOrWhiteSpace(postcode) ? FieldProblem.Missing
        : postcode.Length == 5 && postcode.All(char.IsAsciiDigit) ? null
        : FieldProblem.NotAPostcode);

    /// <summary>Nothing is fine.</summary>
    public FieldChecks Range(string field, int? number, int least, int most, bool inFives = false) => Note(
        field,
        number is null ? null
        : number < least || number > most ? FieldProblem.OutOfRange
        : inFives && number % 5 != 0 ? FieldProblem.NotAMultipleOfFive
        : null,
        (least, most));

    /// <summary>Nothing is fine; what is no number is not.</summary>
    public FieldChecks Degrees(string field, double? degrees, int most) => Note(
        field, degrees is null || (degrees >= -most && degrees <= most) ? null : FieldProblem.OutOfRange, (-most, most));

    public FieldChecks And(FieldChecks others)
    {
        _errors.AddRange(others._errors);
        return this;
    }

    public FieldChecks When(bool isWrong, string field, FieldProblem problem) => isWrong ? Add(field, problem) : this;

    private static bool IsPhone(string phone)
    {
        var phones = PhoneNumberUtil.GetInstance();
        try
        {
            return phone.Length <= Places.TownHall.LongestPhone && phones.IsPossibleNumber(phones.Parse(phone, "FR"));
        }
        catch (NumberParseException)
        {
            return false;
        }
    }

    private FieldChecks Note(string field, FieldProblem? problem, (int Least, int Most)? range = null)
    {
        if (problem is { } found)
        {
            _errors.Add(new FieldError(field, found) { Range = range });
        }

        return this;
    }
}

/// <summary>Texts as they are stored.</summary>
internal static class TypedText
{
    /// <summary>Without blanks around it; null when nothing is left.</summary>
    public static string? OrNull(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
}
