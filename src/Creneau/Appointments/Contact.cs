using Creneau.Keys;

namespace Creneau.Appointments;

/// <summary>Who receives the messages: an e-mail address or a phone number (or both), and the language.</summary>
/// <param name="Email">Lower-cased domain; null when only a phone was given.</param>
/// <param name="Phone">E.164, such as +33612345678; null when only an e-mail was given.</param>
/// <param name="Language">"fr" or "en".</param>
public sealed record Contact(string? Email, string? Phone, string Language)
{
    /// <summary>INSEE code of the commune where the people say they live; null when nobody said.</summary>
    public string? CommuneInsee { get; init; }

    /// <summary>
    /// Whether one of the ways to reach the person is the same, letter by letter: not every server knows tags, and this
    /// opens an appointment.
    /// </summary>
    public bool SharesWayWith(Contact other) =>
        (Email is not null && string.Equals(Email, other.Email, StringComparison.OrdinalIgnoreCase))
        || (Phone is not null && Phone == other.Phone);

    /// <summary>Whether what one of them has used of a limit is used for the other as well.</summary>
    public bool IsSameMailboxAs(Contact other) =>
        Phone == other.Phone && string.Equals(Mailbox(Email), Mailbox(other.Email), StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Under what the uses of a limit are counted for this contact. « claire+mairie@… » arrives in Claire's mailbox,
    /// and counts as hers.
    /// </summary>
    /// <param name="network">Keyed hash of the network that asks: nobody uses up somebody else's limit from elsewhere.
    /// Empty: all networks together.</param>
    public string SubjectIn(PlatformKeys keys, string network = "") =>
        keys.Subjects.Of("contact", Mailbox(Email)?.ToUpperInvariant() ?? "", Phone ?? "", network);

    private static string? Mailbox(string? email)
    {
        var (tag, at) = (email?.IndexOf('+') ?? -1, email?.LastIndexOf('@') ?? -1);
        return tag > 0 && tag < at ? email!.Remove(tag, at - tag) : email;
    }
}
