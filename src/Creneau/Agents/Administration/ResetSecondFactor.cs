using Creneau.Acting;
using Creneau.Agents.SigningIn;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Agents.Administration;

public enum ResetSecondFactorResult
{
    Reset,
    /// <summary>The colleague works elsewhere too: only somebody who manages all of their town halls, or the platform, may.</summary>
    NotAllowed,
    /// <summary>No such colleague, or no second factor.</summary>
    NotFound,
}

/// <summary>
/// For a colleague who lost their phone and their recovery codes: the next sign-in is by password alone, or sets up another app.
/// </summary>
public sealed class ResetSecondFactor(Transactions transactions)
{
    /// <summary>Removes app and recovery codes and signs the colleague out; a refusal has written nothing but its audit row.</summary>
    /// <param name="townHallId">Where the actor manages; null for the platform.</param>
    public Task<ResetSecondFactorResult> RunAsync(Actor actor, int? townHallId, int agentId, CancellationToken ct) =>
        transactions.RunAsync(actor, "second-factor-reset", async transaction =>
        {
            transaction.Audit(new AuditEntry("second-factor-reset", $"agent:{agentId}"));
            transaction.AuditAt(townHallId);
            var giver = await MembershipLocks.RoleOfActorAsync(transaction, townHallId, ct);
            var roles = await transaction.Db.AgentMemberships.Where(row => row.AgentId == agentId).ToListAsync(ct);
            var agent = await transaction.Db.Agents.SingleOrDefaultAsync(row => row.Id == agentId && row.TwoFactorEnabled, ct);
            if (agent is null || roles.TrueForAll(role => role.TownHallId != townHallId))
            {
                return Refuse(ResetSecondFactorResult.NotFound);
            }

            var managed = await transaction.Db.AgentMemberships
                .Where(row => row.AgentId == actor.Id && row.Role == AgentRole.Manager).Select(row => row.TownHallId).ToListAsync(ct);
            if (giver != AgentRole.Administrator
                && (actor.Id == agentId || !roles.TrueForAll(role => managed.Contains(role.TownHallId))))
            {
                return Refuse(ResetSecondFactorResult.NotAllowed);
            }

            await StopSecondFactor.RemoveAsync(transaction, agent, ct);
            await transaction.Db.AgentSessions.Where(session => session.AgentId == agentId).ExecuteDeleteAsync(ct);
            return Commit(ResetSecondFactorResult.Reset);
        }, ct);
}
