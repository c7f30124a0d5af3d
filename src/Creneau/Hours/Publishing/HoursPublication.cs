using System.Text.Json;
using Creneau.Availability;
using Creneau.Hours.Drafts;

namespace Creneau.Hours.Publishing;

/// <summary>Hours that were published: what changed, and what became of whom, so that it can be undone.</summary>
public sealed class HoursPublication
{
    /// <summary>For so long an undo brings back moves and cancellations too, and nobody is told of either.</summary>
    public static readonly TimeSpan WithPeople = TimeSpan.FromSeconds(60);

    private HoursPublication()
    {
    }

    public HoursPublication(int townHallId, int? draftId, int? agentId, DateTime nowUtc)
    {
        TownHallId = townHallId;
        DraftId = draftId;
        (AgentId, AtUtc) = (agentId, nowUtc);
    }

    public int Id { get; private set; }

    public int TownHallId { get; private set; }

    /// <summary>Null: it was published at once, without a draft.</summary>
    public int? DraftId { get; private set; }

    public int? AgentId { get; private set; }

    public DateTime AtUtc { get; private set; }

    /// <summary>See <see cref="DraftChange"/>, with the keys of the rows that came of it.</summary>
    public string Changes { get; private set; } = "[]";

    /// <summary>See <see cref="PublishedMove"/>.</summary>
    public string Moves { get; private set; } = "[]";

    /// <summary>Ids of the appointments whose cancellation was chosen.</summary>
    public string Cancelled { get; private set; } = "[]";

    public DateTime? UndoneUtc { get; private set; }

    public IReadOnlyList<DraftChange> ReadChanges() => DraftChange.From(Changes);

    public IReadOnlyList<PublishedMove> ReadMoves() => JsonSerializer.Deserialize<List<PublishedMove>>(Moves)!;

    public IReadOnlyList<Guid> ReadCancelled() => JsonSerializer.Deserialize<List<Guid>>(Cancelled)!;

    internal void Note(IEnumerable<DraftChange> changes, IEnumerable<PublishedMove> moves, IEnumerable<Guid> cancelled)
    {
        Changes = DraftChange.ToJson(changes);
        Moves = JsonSerializer.Serialize(moves);
        Cancelled = JsonSerializer.Serialize(cancelled);
    }

    internal void Undo(DateTime nowUtc) => UndoneUtc = nowUtc;
}

/// <summary>An appointment that a publication moved.</summary>
/// <param name="Left">What it took of each desk before.</param>
public sealed record PublishedMove(Guid AppointmentId, SlotTime From, SlotTime To, IReadOnlyList<DeskRange> Left);
