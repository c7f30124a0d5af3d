using System.Text.Json.Serialization;
using Creneau.Availability;
using Creneau.OnePerPerson;

namespace Creneau.Changes.Cancelling;

/// <summary>Confirmed again, or what is in the way. A refusal has written nothing but what rule 4 counts.</summary>
[JsonDerivedType(typeof(Restored), "restored")]
[JsonDerivedType(typeof(Taken), "taken")]
[JsonDerivedType(typeof(Duplicate), "duplicate")]
[JsonDerivedType(typeof(NotTold), "not-told")]
[JsonDerivedType(typeof(NotCancelled), "not-cancelled")]
[JsonDerivedType(typeof(Gone), "gone")]
public abstract record RestoreResult
{
    public sealed record Restored : RestoreResult;

    /// <summary>Somebody has the desk by now, and no other is free then.</summary>
    /// <param name="AppointmentId">Of whom, when the agent may see it; null for a citizen's hold.</param>
    public sealed record Taken(Guid? AppointmentId, IReadOnlyList<Alternative> Instead) : RestoreResult;

    /// <summary>Somebody of them has another appointment by now (rule 4).</summary>
    /// <param name="Seen">Those that the agent may see; of all others there is the bare fact.</param>
    public sealed record Duplicate(IReadOnlyList<int> Ordinals, IReadOnlyList<SeenAppointment> Seen) : RestoreResult;

    /// <summary>This agent has been told enough today.</summary>
    public sealed record NotTold : RestoreResult;

    /// <summary>It is not cancelled (any more), or never was an appointment.</summary>
    public sealed record NotCancelled : RestoreResult;

    /// <summary>Begun, past, or not open to this right (any more).</summary>
    public sealed record Gone : RestoreResult;
}
