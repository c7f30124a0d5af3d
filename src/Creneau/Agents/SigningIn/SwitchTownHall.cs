using Creneau.Acting;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Agents.SigningIn;

/// <summary>Goes on with a session at another town hall of the same agent.</summary>
public sealed class SwitchTownHall(Transactions transactions)
{
    /// <summary>Notes the town hall in the session.</summary>
    /// <param name="townHallId">Null: the platform.</param>
    /// <returns>False, with nothing written but the audit row, when the agent has no role there or the session ended.</returns>
    public Task<bool> RunAsync(Actor actor, Guid sessionId, int? townHallId, CancellationToken ct) =>
        transactions.RunAsync(actor, "town-hall-switch", async transaction =>
        {
            transaction.Audit(new AuditEntry("town-hall-switch", AgentMembership.SubjectOf(townHallId)));
            transaction.AuditAt(townHallId);
            var session = await transaction.Db.AgentSessions
                .SingleOrDefaultAsync(row => row.Id == sessionId && row.AgentId == actor.Id, ct);
            if (session is null
                || !await transaction.Db.AgentMemberships.AnyAsync(
                    row => row.AgentId == actor.Id && row.TownHallId == townHallId, ct))
            {
                return Refuse(false);
            }

            session.SetTownHall(townHallId);
            return Commit(true);
        }, ct);
}
