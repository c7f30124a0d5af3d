using System.Text.Json;
using System.Text.Json.Serialization;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.OnePerPerson;

namespace Creneau.Booking.ByAgents;

/// <summary>What an agent books for people.</summary>
/// <param name="People">One per service of the slot, in its order; null for somebody « à compléter ».</param>
/// <param name="Contact">Null when nobody can be written to: a slip is printed.</param>
public sealed record PeopleBooking(WantedSlot Slot, IReadOnlyList<ReadPerson?> People, Contact? Contact)
{
    /// <summary>INSEE code of the commune where the people say they live; null when nobody said.</summary>
    public string? CommuneInsee { get; init; }

    /// <summary>Which proof was shown for a slot kept for urgent cases; null for all others. At most 300 characters.</summary>
    public string? Urgency { get; init; }

    /// <summary>The desk that is tried first; null: the one whose day it fragments least.</summary>
    public int? DeskId { get; init; }

    /// <summary>Null: within the opening hours.</summary>
    public OutsideHours? Outside { get; init; }

    /// <summary>« Ne pas prévenir »: no message is sent, an explicit choice.</summary>
    public bool Silent { get; init; }

    internal bool NamesSomebody => People.Any(person => person is not null);

    /// <summary>All of it in a fixed order, for the key of the form.</summary>
    internal string Content => JsonSerializer.Serialize(this);
}

/// <summary>Why and where an agent books outside the opening hours.</summary>
/// <param name="DeskId">Of the site, used by the planning.</param>
/// <param name="Reason">1 to 300 characters.</param>
public sealed record OutsideHours(int DeskId, string Reason);

/// <summary>The appointment, or why there is none. A refusal has written nothing but what rule 4 counts.</summary>
[JsonDerivedType(typeof(Booked), "booked")]
[JsonDerivedType(typeof(Refused), "refused")]
[JsonDerivedType(typeof(Duplicate), "duplicate")]
[JsonDerivedType(typeof(NotTold), "not-told")]
[JsonDerivedType(typeof(SamePersonTwice), "twice")]
[JsonDerivedType(typeof(NotAllowed), "not-allowed")]
[JsonDerivedType(typeof(OtherContent), "other")]
public abstract record BookResult
{
    public sealed record Booked(Guid AppointmentId) : BookResult;

    public sealed record Refused(SlotRefusal Reason, IReadOnlyList<Alternative> Instead) : BookResult;

    /// <summary>Some people have an appointment already (rule 4); nothing was booked.</summary>
    /// <param name="Ordinals">Who.</param>
    /// <param name="Seen">The appointments in the way that the agent may see; of all others there is the bare fact.</param>
    public sealed record Duplicate(IReadOnlyList<int> Ordinals, IReadOnlyList<SeenAppointment> Seen) : BookResult;

    /// <summary>This agent has been told enough today: named people cannot be booked any more.</summary>
    public sealed record NotTold : BookResult;

    public sealed record SamePersonTwice(int Ordinal) : BookResult;

    /// <summary>Not at this town hall, or not outside its hours.</summary>
    public sealed record NotAllowed : BookResult;

    /// <summary>The form was answered before, with other content.</summary>
    public sealed record OtherContent : BookResult;
}
