namespace Creneau.Hours.Drafts;

public enum DraftState : short
{
    Open = 0,
    Published = 1,
    Discarded = 2,
}

/// <summary>
/// Hours of a town hall that are being worked on: changes to what is published, by one agent or several, kept for weeks. Nothing
/// of it is in force before it is published.
/// </summary>
public sealed class HoursDraft
{
    /// <summary>Moves that it proposes are kept for so long after it was last touched.</summary>
    public static readonly TimeSpan KeepsStarts = TimeSpan.FromMinutes(30);

    /// <summary>How many of its edits can be taken back, one after another.</summary>
    private const int MostSteps = 30;

    private HoursDraft()
    {
    }

    public HoursDraft(int townHallId, int? agentId, DateTime nowUtc)
    {
        TownHallId = townHallId;
        (CreatedBy, CreatedUtc) = (agentId, nowUtc);
        (TouchedBy, TouchedUtc) = (agentId, nowUtc);
    }

    public int Id { get; private set; }

    public int TownHallId { get; private set; }

    public DraftState State { get; private set; }

    /// <summary>Counts its changes: who saves on top of another's is told.</summary>
    public long Revision { get; private set; }

    public int? CreatedBy { get; private set; }

    public DateTime CreatedUtc { get; private set; }

    public int? TouchedBy { get; private set; }

    public DateTime TouchedUtc { get; private set; }

    /// <summary>See <see cref="DraftChange"/>.</summary>
    public string Changes { get; private set; } = "[]";

    /// <summary>What becomes of the appointments that fall outside: see <see cref="OutsideChoice"/>.</summary>
    public string Choices { get; private set; } = "[]";

    /// <summary>What takes back its last edits, the last one at the end: see <see cref="DraftStep"/>.</summary>
    public string Steps { get; private set; } = "[]";

    /// <summary>An edit can be taken back.</summary>
    public bool HasSteps => DraftStep.From(Steps).Count > 0;

    public IReadOnlyList<DraftChange> ReadChanges() => DraftChange.From(Changes);

    public IReadOnlyList<OutsideChoice> ReadChoices() => OutsideChoice.From(Choices);

    internal void Change(IReadOnlyList<DraftChange> changes, int? agentId, DateTime nowUtc)
    {
        if (DraftStep.Between(ReadChanges(), changes) is { Were.Count: > 0 } step)
        {
            Steps = DraftStep.ToJson(DraftStep.From(Steps).Append(step).TakeLast(MostSteps));
        }

        Changes = DraftChange.ToJson(changes);
        Touch(agentId, nowUtc);
    }

    /// <summary>Back to what it was before its last edit.</summary>
    internal void TakeBack(int? agentId, DateTime nowUtc)
    {
        var steps = DraftStep.From(Steps);
        Changes = DraftChange.ToJson(steps[^1].TakeBack(ReadChanges()));
        Steps = DraftStep.ToJson(steps.SkipLast(1));
        Touch(agentId, nowUtc);
    }

    internal void Choose(IEnumerable<OutsideChoice> choices, int? agentId, DateTime nowUtc)
    {
        Choices = OutsideChoice.ToJson(choices);
        Touch(agentId, nowUtc);
    }

    internal void End(DraftState state, int? agentId, DateTime nowUtc)
    {
        State = state;
        Touch(agentId, nowUtc);
    }

    private void Touch(int? agentId, DateTime nowUtc)
    {
        Revision++;
        (TouchedBy, TouchedUtc) = (agentId, nowUtc);
    }
}
