using System.Text.Json.Serialization;
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

    /// <summary>Of two ways, the phone was chosen: it gets the code and the messages, the e-mail address what fails there.</summary>
    public bool PrefersSms { get; init; }

    /// <summary>The chosen way alone: the one that a code proves, and that limits count by.</summary>
    [JsonIgnore]
    public Contact Chosen => IsBySms ? this with { Email = null } : this with { Phone = null };

    /// <summary>Messages go to the phone.</summary>
    [JsonIgnore]
    public bool IsBySms => Phone is not null && (PrefersSms || Email is null);

    /// <summary>
    /// Whether one of the ways to reach the person is the same, letter by letter: not every server knows tags, and this
    /// opens an appointment.
    /// </summary>
    /// <param name="proven">Counts by the way that a code proved: a second one was only typed.</param>
    public bool SharesWayWith(Contact proven) =>
        (Email is not null && string.Equals(Email, proven.Chosen.Email, StringComparison.OrdinalIgnoreCase))
        || (Phone is not null && Phone == proven.Chosen.Phone);

    /// <summary>Whether what one of them has used of a limit is used for the other as well.</summary>
    public bool IsSameMailboxAs(Contact other) =>
        Chosen.Phone == other.Chosen.Phone
        && string.Equals(Mailbox(Chosen.Email), Mailbox(other.Chosen.Email), StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Under what the uses of a limit are counted for this contact. « claire+mairie@… » arrives in Claire's mailbox,
    /// and counts as hers.
    /// </summary>
    /// <param name="network">Keyed hash of the network that asks: nobody uses up somebody else's limit from elsewhere.
    /// Empty: all networks together.</param>
    public string SubjectIn(PlatformKeys keys, string network = "") =>
        keys.Subjects.Of("contact", Mailbox(Chosen.Email)?.ToUpperInvariant() ?? "", Chosen.Phone ?? "", network);

    private static string? Mailbox(string? email)
    {
        var (tag, at) = (email?.IndexOf('+') ?? -1, email?.LastIndexOf('@') ?? -1);
        return tag > 0 && tag < at ? email!.Remove(tag, at - tag) : email;
    }
}
