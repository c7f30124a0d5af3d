using Creneau.Acting;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Agents.Administration;

/// <summary>Lets somebody in again whose account was suspended because nobody used it.</summary>
public sealed class ReactivateAgent(Transactions transactions)
{
    /// <summary>Ends the suspension.</summary>
    /// <param name="townHallId">Where the actor manages; null for the platform.</param>
    /// <returns>False, with nothing written but the audit row, for somebody who has no role there or is not suspended.</returns>
    public Task<bool> RunAsync(Actor actor, int? townHallId, int agentId, CancellationToken ct) =>
        transactions.RunAsync(actor, "agent-reactivate", async transaction =>
        {
            transaction.Audit(new AuditEntry("agent-reactivate", $"agent:{agentId}"));
            transaction.AuditAt(townHallId);
            var giver = await MembershipLocks.RoleOfActorAsync(transaction, townHallId, ct);
            var role = await transaction.Db.AgentMemberships.Include(row => row.Agent)
                .SingleOrDefaultAsync(row => row.AgentId == agentId && row.TownHallId == townHallId, ct);
            if (role?.Agent.SuspendedUtc is null || giver?.MayGrant(role.Role) != true)
            {
                return Refuse(false);
            }

            role.Agent.Reactivate(transaction.NowUtc);
            return Commit(true);
        }, ct);
}
