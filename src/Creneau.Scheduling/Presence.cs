namespace Creneau.Scheduling;

/// <summary>One agent being there, or not, for one planning at one site.</summary>
/// <param name="When">The dates. Public holidays change nothing here: what is closed on them is the opening.</param>
/// <param name="Time">Wall clock, end not included.</param>
public record Presence(Recurrence When, MinuteRange Time)
{
    /// <summary>Who; null: somebody, counted for themselves.</summary>
    public int? AgentId { get; init; }

    /// <summary>True: the agent is not there then, whatever else is said of them. Without an agent it has no meaning.</summary>
    public bool IsAbsence { get; init; }
}
