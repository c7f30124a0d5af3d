using Creneau.Text;

namespace Creneau.Notifications.Texts;

/// <summary>What a text may name.</summary>
/// <param name="Key">Its name inside the platform.</param>
public sealed record TextVariable(string Key, string French, string English)
{
    /// <summary>A part of an e-mail rather than a word: buttons, documents.</summary>
    public bool IsBlock { get; init; }

    /// <summary>Too long for an SMS.</summary>
    public bool MailOnly { get; init; }

    /// <summary>Never in a subject, which is shown on locked phones.</summary>
    public bool IsSecret { get; init; }

    public string In(string language) => language == "en" ? English : French;

    public bool FitsIn(MessageChannel channel) => channel == MessageChannel.Email || !(IsBlock || MailOnly);

    public bool FitsSubject => !(IsBlock || IsSecret);

    /// <summary>Case and accents do not matter.</summary>
    public bool IsNamed(string name, string language) => Folding.Fold(In(language)) == Folding.Fold(name);
}

/// <summary>Every name that texts may use; see `docs/texts.md`.</summary>
internal static class TextVariables
{
    public static readonly TextVariable TownHall = new("townhall", "mairie", "townhall");
    public static readonly TextVariable Place = new("place", "lieu", "place");
    public static readonly TextVariable Date = new("date", "date", "date");
    public static readonly TextVariable Time = new("time", "heure", "time");
    public static readonly TextVariable Reference = new("reference", "référence", "reference");
    public static readonly TextVariable Link = new("link", "lien", "link") { IsSecret = true };
    public static readonly TextVariable Reason = new("reason", "motif", "reason");
    public static readonly TextVariable Code = new("code", "code", "code") { IsSecret = true };

    public static readonly TextVariable[] Appointment =
    [
        TownHall, Place, new("city", "ville", "city"), Date, new("day", "jour", "day"), Time, new("duration", "durée", "duration"),
        new("service", "démarche", "service"), new("names", "prénoms", "names"), Reference, new("phone", "téléphone", "phone"), Link,
        new("address", "adresse", "address") { MailOnly = true },
        new("summary", "résumé", "summary") { IsBlock = true },
        new("buttons", "boutons", "buttons") { IsBlock = true },
    ];

    public static readonly TextVariable[] Documents =
    [
        new("documents", "pièces", "documents") { IsBlock = true },
    ];

    public static readonly TextVariable[] Change =
    [
        new("change", "changement", "change"), new("explanation", "explication", "explanation") { MailOnly = true },
    ];

    public static readonly TextVariable[] Offers =
    [
        Reason, new("offer", "proposition", "offer"), new("offers", "offres", "offers") { IsBlock = true },
    ];

    public static readonly TextVariable[] OfCode = [Code, new("minutes", "minutes", "minutes")];

    public static readonly TextVariable[] OfInvitation =
    [
        TownHall, new("inviter", "invitant", "inviter"), new("days", "jours", "days"),
        new("address", "adresse", "address"), Link, new("signin", "connexion", "signin"),
        new("buttons", "boutons", "buttons") { IsBlock = true },
    ];
}
