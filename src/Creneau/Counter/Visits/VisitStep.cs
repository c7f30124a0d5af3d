using System.Text.Json.Serialization;
using Creneau.Appointments;

namespace Creneau.Counter.Visits;

/// <summary>Where a stay at the counter stands.</summary>
public enum VisitStatus : short
{
    /// <summary>In the waiting room, to be called.</summary>
    Waiting = 0,
    /// <summary>Called, and at a desk since.</summary>
    InProgress = 1,
    /// <summary>Sent away for something that was missing; the desk is free meanwhile.</summary>
    Paused = 2,
    Done = 3,
    Absent = 4,
    /// <summary>Nobody noted by 03:00 of the next day how it ended.</summary>
    Unrecorded = 5,
}

public enum VisitStepKind : short
{
    Arrived = 0,
    Called = 1,
    /// <summary>Called, and nobody came: back to the waiting room with one call more.</summary>
    NotCome = 2,
    Paused = 3,
    Resumed = 4,
    Done = 5,
    Absent = 6,
    Unrecorded = 7,
}

/// <summary>One thing that the counter noted.</summary>
/// <param name="DeskId">Of a call and of going on; null for the others.</param>
/// <param name="AgentId">Null: the platform.</param>
public sealed record VisitStep(VisitStepKind Kind, DateTime AtUtc, int? DeskId = null, int? AgentId = null)
{
    /// <summary>Of the end of a visit without an appointment, one per person; null: alike for all, or noted at the appointment.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PersonOutcome[]? Outcomes { get; init; }
}

/// <summary>Time that somebody was served at a desk, half-open; without an end while it lasts.</summary>
public sealed record VisitStretch(int DeskId, int? AgentId, DateTime FromUtc, DateTime? UntilUtc);
