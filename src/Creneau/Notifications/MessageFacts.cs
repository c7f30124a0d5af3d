using System.Text.Json;

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
    public string SiteName { get; init; } = "";
    public string Street { get; init; } = "";
    public string Postcode { get; init; } = "";
    public string City { get; init; } = "";
    public double Latitude { get; init; }
    public double Longitude { get; init; }
    public int TokenVersion { get; init; }

    /// <summary>First names only, with what each comes for and whether they are a minor on that day.</summary>
    public IReadOnlyList<PersonFacts> People { get; init; } = [];

    /// <summary>How often the appointment changed: SEQUENCE of the calendar entry.</summary>
    public int Sequence { get; init; }

    /// <summary>The change of people took the appointment to another start or town hall.</summary>
    public bool Moved { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public static MessageFacts From(string json) => JsonSerializer.Deserialize<MessageFacts>(json, Json)!;
}

/// <summary>One person of a message.</summary>
/// <param name="Service">What they come for, in the message's language, in the middle of a sentence.</param>
/// <param name="ServiceCode">Short code of the kind, for the link to the documents; empty for a service without one.</param>
public sealed record PersonFacts(string FirstName, string Service, string ServiceCode, bool Minor);
