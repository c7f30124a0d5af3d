using System.Globalization;
using MimeKit;
using PhoneNumbers;

namespace Creneau.Booking;

public enum ContactFault
{
    Missing,
    TooLong,
    NotAnEmail,
    NotAPhone,

    /// <summary>A landline: no message can be sent there.</summary>
    NotAMobile,
}

/// <summary>Reads an e-mail address or a phone number as typed.</summary>
public static class ContactReader
{
    private const int LongestEmail = 254;
    private const int LongestPhone = 40;

    /// <summary>Where ten digits after a zero are a number too, which metropolitan France does not know: Réunion, Mayotte, Guadeloupe, Guyane, Martinique.</summary>
    private static readonly string[] Overseas = ["RE", "YT", "GP", "GF", "MQ"];

    private static readonly PhoneNumberUtil Phones = PhoneNumberUtil.GetInstance();

    /// <returns>The address with its domain in lower case, or the fault.</returns>
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

        return MailboxAddress.TryParse(text, out var mailbox) && mailbox.Address == text && IsReachable(text)
            ? (Normal(text), null)
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

        if (text.Length > LongestPhone || Valid(text, territory) is not { } number)
        {
            return (null, ContactFault.NotAPhone);
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

    private static bool IsReachable(string email)
    {
        var domain = email[(email.LastIndexOf('@') + 1)..];
        return domain.Contains('.', StringComparison.Ordinal)
            && domain.Split('.').All(label => label.Length > 0 && !label.StartsWith('[') && !label.StartsWith('-') && !label.EndsWith('-'))
            && email.EnumerateRunes().All(IsSeen);
    }

    private static bool IsSeen(System.Text.Rune sign) => System.Text.Rune.GetUnicodeCategory(sign)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned);

    private static string Normal(string email)
    {
        var at = email.LastIndexOf('@');
        return string.Concat(email.AsSpan(0, at), "@", email[(at + 1)..].ToLower(CultureInfo.InvariantCulture));
    }
}
