using System.Text.Json;

namespace Creneau.Hours.Drafts;

public enum OutsideDeed : short
{
    /// <summary>It stays where it is, outside the hours.</summary>
    Keep = 0,
    Move = 1,
    /// <summary>By the town hall, with other starts offered.</summary>
    Cancel = 2,
}

/// <summary>What becomes of one appointment that falls outside.</summary>
/// <param name="To">Of a move: the desk and the start.</param>
public sealed record OutsideChoice(Guid AppointmentId, OutsideDeed Deed, ProposedStart? To = null)
{
    /// <summary>Of a move: what keeps its start for a while; null: nothing.</summary>
    public Guid? HoldId { get; init; }

    public static IReadOnlyList<OutsideChoice> From(string json) => JsonSerializer.Deserialize<List<OutsideChoice>>(json)!;

    public static string ToJson(IEnumerable<OutsideChoice> choices) => JsonSerializer.Serialize(choices);
}

/// <summary>Where an appointment shall go; wall clock there.</summary>
public sealed record ProposedStart(int SiteId, DateOnly Date, int StartMinute);
