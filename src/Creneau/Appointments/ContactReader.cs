using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MimeKit;
using PhoneNumbers;

namespace Creneau.Appointments;

public enum ContactFault
{
    Missing,
    TooLong,
    NotAnEmail,
    NotAPhone,

    /// <summary>A landline: no message can be sent there.</summary>
    NotAMobile,

    /// <summary>Grouped as Swiss numbers are, and a French mobile all the same: only the country's code tells.</summary>
    MaybeSwiss,
}

/// <summary>Reads an e-mail address or a phone number as typed.</summary>
public static partial class ContactReader
{
    private const int LongestEmail = 254;
    private const int LongestPhone = 40;

    /// <summary>
    /// Where ten digits after a zero are a number too, which metropolitan France does not know: Réunion, Mayotte,
    /// Guadeloupe, Guyane, Martinique.
    /// </summary>
    private static readonly string[] Overseas = ["RE", "YT", "GP", "GF", "MQ"];

    private static readonly IdnMapping Domains = new() { UseStd3AsciiRules = true };

    private static readonly PhoneNumberUtil Phones = PhoneNumberUtil.GetInstance();

    /// <returns>The address as mail servers compare it, its domain in lower case; or the fault.</returns>
    public static (string? Email, ContactFault? Fault) Email(string? typed)
    {
        var text = typed?.Trim() ?? "";
        if (text.Length == 0)
        {
            return (null, ContactFault.Missing);
        }

        if (text.Length > LongestEmail)
        {
            return (null, ContactFault.TooLong);
        }

        return Mailbox(text) is { } email && MailboxAddress.TryParse(email, out var mailbox) && mailbox.Address == email
            ? (email, null)
            : (null, ContactFault.NotAnEmail);
    }

    /// <param name="typed">With or without +33; spaces and dots do not matter.</param>
    /// <param name="territory">Region whose numbers need no prefix, before all others of France: FR, or an overseas one such as RE.</param>
    /// <returns>The number as E.164, or the fault.</returns>
    public static (string? Phone, ContactFault? Fault) Phone(string? typed, string territory = "FR")
    {
        var text = typed?.Trim() ?? "";
        if (text.Length == 0)
        {
            return (null, ContactFault.Missing);
        }

        if (text.Length > LongestPhone || LetterAfterDigit().IsMatch(text) || Valid(text, territory) is not { } number)
        {
            return (null, ContactFault.NotAPhone);
        }

        if (SwissGroups().IsMatch(text))
        {
            return (null, ContactFault.MaybeSwiss);
        }

        return Phones.GetNumberType(number) is PhoneNumberType.MOBILE or PhoneNumberType.FIXED_LINE_OR_MOBILE
            ? (Phones.Format(number, PhoneNumberFormat.E164), null)
            : (null, ContactFault.NotAMobile);
    }

    /// <summary>Either of the two, for « référence et contact ».</summary>
    public static Contact? Any(string? typed, string language) =>
        typed?.Contains('@', StringComparison.Ordinal) == true
            ? Email(typed).Email is { } email ? new Contact(email, null, language) : null
            : Phone(typed).Phone is { } phone ? new Contact(null, phone, language) : null;

    /// <summary>« 06 12 34 56 78 », « +41 79 123 45 67 »: a number of <see cref="Phone"/> as people read it.</summary>
    public static string Shown(string phone) => Parse(phone, "FR") is { } number
        ? Phones.Format(number, number.CountryCode == 33 ? PhoneNumberFormat.NATIONAL : PhoneNumberFormat.INTERNATIONAL)
        : phone;

    private static PhoneNumber? Valid(string text, string territory) => Overseas.Prepend(territory).Select(region => Parse(text, region))
        .FirstOrDefault(number => number is not null && Phones.IsValidNumber(number));

    private static PhoneNumber? Parse(string text, string territory)
    {
        try
        {
            return Phones.Parse(text, territory);
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    /// <summary>
    /// One mailbox has one spelling here, since limits count by it: no quoted names, full-width letters are the plain
    /// ones, a domain is written as people read it.
    /// </summary>
    private static string? Mailbox(string typed)
    {
        if (typed.Any(char.IsSurrogate) || !typed.EnumerateRunes().All(IsSeen))
        {
            return null;
        }

        var text = typed.Normalize(NormalizationForm.FormKC);
        var at = text.LastIndexOf('@');
        return at > 0
            && text.Length <= LongestEmail
            && DotAtom().IsMatch(text[..at])
            && text[..at].EnumerateRunes().All(IsPlain)
            && Domain(text[(at + 1)..]) is { } domain
            ? $"{text[..at]}@{domain}"
            : null;
    }

    /// <summary>ASCII, or a letter with its accent; signs that are not seen would make one mailbox two.</summary>
    private static bool IsPlain(Rune sign) =>
        sign.IsAscii
            || (
                Rune.IsLetter(sign)
                    && Creneau.Text.Folding.Compact(sign.ToString()) is { Length: > 0 } letters
                    && letters.All(char.IsAsciiLetter));

    private static string? Domain(string text)
    {
        try
        {
            var domain = Domains.GetUnicode(Domains.GetAscii(text.ToLowerInvariant()));
            return domain.Contains('.', StringComparison.Ordinal) && !domain.EndsWith('.') ? domain : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool IsSeen(System.Text.Rune sign) => System.Text.Rune.GetUnicodeCategory(sign)
        is not (
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned);

    [GeneratedRegex("""^[^\s"\\(),:;<>@\[\].]+(\.[^\s"\\(),:;<>@\[\].]+)*$""")]
    private static partial Regex DotAtom();

    /// <summary>« Tél. 06… » is copied; « 06…79x » is mistyped, and would be read as another number or one with an extension.</summary>
    [GeneratedRegex(@"\d.*\p{L}")]
    private static partial Regex LetterAfterDigit();

    /// <summary>« 079 123 45 67 » is +41 79 123 45 67 to its owner, and the French +33 7 91 23 45 67 to everybody else.</summary>
    [GeneratedRegex(@"^\s*07[5-9][ .\u00A0-]\d{3}[ .\u00A0-]\d{2}[ .\u00A0-]\d{2}\s*$")]
    private static partial Regex SwissGroups();
}
