using Creneau.Acting;
using Creneau.Storage;

namespace Creneau.Agents.Administration;

/// <summary>Notes in the audit that a list of accounts was taken along.</summary>
public sealed class NoteExport(Transactions transactions)
{
    /// <param name="townHallId">Null: the platform's.</param>
    /// <param name="accounts">How many accounts the list has.</param>
    public Task NoteAsync(Actor actor, int? townHallId, int accounts, CancellationToken ct) => transactions.AuditAsync(
        actor,
        new AuditEntry("agent-export", AgentMembership.SubjectOf(townHallId), null, FormattableString.Invariant($"accounts:{accounts}"))
        {
            TownHallId = townHallId,
        },
        ct);
}
