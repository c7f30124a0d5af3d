using System.Text.Json;
using Creneau.Text;

namespace Creneau.Notifications;

/// <summary>What a message is about, as it was when it became due. No code and no token: those are made when it is sent.</summary>
public sealed record MessageFacts
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public string Reference { get; init; } = "";
    public DateOnly Date { get; init; }
    public int StartMinute { get; init; }
    public int EndMinute { get; init; }
    public string TimeZone { get; init; } = "";
    /// <summary>Name of the town hall's commune, which an SMS is sent under.</summary>
    public string TownHall { get; init; } = "";

    public string SiteName { get; init; } = "";
    public string Street { get; init; } = "";
    public string Postcode { get; init; } = "";
    public string City { get; init; } = "";
    public double Latitude { get; init; }
    public double Longitude { get; init; }
    public int TokenVersion { get; init; }

    /// <summary>The planning's, else the site's, else the town hall's; empty: none.</summary>
    public string Phone { get; init; } = "";

    /// <summary>What is come for, counted: « 3 cartes d’identité »; in the language of the message.</summary>
    public IReadOnlyList<string> Services { get; init; } = [];

    /// <summary>First names only, with what each comes for and whether they are a minor on that day.</summary>
    public IReadOnlyList<PersonFacts> People { get; init; } = [];

    /// <summary>How often the appointment changed: SEQUENCE of the calendar entry.</summary>
    public int Sequence { get; init; }

    /// <summary>The change of people took the appointment to another start or town hall.</summary>
    public bool Moved { get; init; }

    /// <summary>Of a cancellation: the town hall's doing.</summary>
    public bool ByTownHall { get; init; }

    /// <summary>Of a cancellation: what people are told of why, a code of the list or typed; empty when nothing.</summary>
    public string Why { get; init; } = "";

    /// <summary>Of a cancellation by the town hall: what the people may have instead; null for all others.</summary>
    public OfferFacts? Offer { get; init; }

    public string ServiceLabel(Wording wording) => wording.List(
        Services.Count > 0 ? Services : [.. People.Select(person => person.Service).Where(service => service.Length > 0).Distinct()]);

    public bool IsAtSameTimeAndPlace(MessageFacts other) =>
        (Date, StartMinute, SiteName, Street) == (other.Date, other.StartMinute, other.SiteName, other.Street);

    public bool HasSamePeople(MessageFacts other) =>
        People.SequenceEqual(other.People) && EndMinute - StartMinute == other.EndMinute - other.StartMinute;

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public static MessageFacts From(string json) => JsonSerializer.Deserialize<MessageFacts>(json, Json)!;
}

/// <summary>One person of a message.</summary>
/// <param name="Service">What they come for, in the message's language, in the middle of a sentence.</param>
/// <param name="ServiceCode">Short code of the kind, for the link to the documents; empty for a service without one.</param>
public sealed record PersonFacts(string FirstName, string Service, string ServiceCode, bool Minor);

/// <summary>What a cancelled appointment may be replaced by; the link takes it.</summary>
/// <param name="KeptUntil">Until when the first start is kept, wall clock of the town hall; null: none of them is.</param>
/// <param name="Starts">Nearest first; empty when nothing is free.</param>
public sealed record OfferFacts(DateTime? KeptUntil, IReadOnlyList<OfferedStartFacts> Starts);

/// <summary>One start of an offer; wall clock there.</summary>
public sealed record OfferedStartFacts(DateOnly Date, int StartMinute, string SiteName);

/// <summary>What a message to an agent is about. No token: the link is made when it is sent.</summary>
/// <param name="AgentId">The account that the link belongs to.</param>
/// <param name="LinkVersion">Of the account, as it was when the message became due.</param>
/// <param name="Place">Name of the town hall, or of the platform.</param>
/// <param name="By">Name of who invites; empty when nobody does.</param>
/// <param name="Hours">For how long the link counts.</param>
public sealed record AgentFacts(int AgentId, int LinkVersion, string Place, string By, int Hours)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public static AgentFacts From(string json) => JsonSerializer.Deserialize<AgentFacts>(json, Json)!;
}
