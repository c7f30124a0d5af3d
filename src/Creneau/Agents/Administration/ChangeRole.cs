using Creneau.Acting;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Agents.Administration;

public enum ChangeRoleResult
{
    Changed,
    /// <summary>Nobody could manage the town hall, or the platform, any more.</summary>
    LastManager,
    /// <summary>One's own role is changed by a colleague.</summary>
    OwnRole,
    /// <summary>Not the actor's to give or to take.</summary>
    NotAllowed,
    /// <summary>No such role at that town hall (any more).</summary>
    NotFound,
}

/// <summary>Gives somebody another role at a town hall, or takes the role away.</summary>
public sealed class ChangeRole(Transactions transactions)
{
    /// <summary>Changes the role; a refusal has written nothing but its audit row.</summary>
    /// <param name="role">Null: the role is taken away, and with the last one everything that tells who the account was.</param>
    public Task<ChangeRoleResult> RunAsync(Actor actor, int? townHallId, int agentId, AgentRole? role, CancellationToken ct) =>
        transactions.RunAsync(actor, "agent-role", async transaction =>
        {
            var subject = $"agent:{agentId}";
            var place = AgentMembership.SubjectOf(townHallId);
            transaction.Audit(new AuditEntry("agent-role", subject, null, $"{place} {role?.ToString() ?? "none"}"));
            transaction.AuditAt(townHallId);
            var giver = await MembershipLocks.RoleOfActorAsync(transaction, townHallId, ct);
            var membership = await transaction.Db.AgentMemberships.Include(row => row.Agent)
                .SingleOrDefaultAsync(row => row.AgentId == agentId && row.TownHallId == townHallId, ct);
            if (giver is null || membership is null)
            {
                return Refuse(giver is null ? ChangeRoleResult.NotAllowed : ChangeRoleResult.NotFound);
            }

            if (WhyNot(actor, giver.Value, membership, role) is { } refusal)
            {
                return Refuse(refusal);
            }

            if (await WouldBeLastAsync(transaction, membership, role, ct))
            {
                return Refuse(ChangeRoleResult.LastManager);
            }

            transaction.Audit(new AuditEntry(
                "agent-role", subject, $"{place} {membership.Role}", $"{place} {role?.ToString() ?? "none"}"));
            await ApplyAsync(transaction, membership, role, ct);
            return Commit(ChangeRoleResult.Changed);
        }, ct);

    private static ChangeRoleResult? WhyNot(Actor actor, AgentRole giver, AgentMembership membership, AgentRole? role) =>
        !giver.MayGrant(membership.Role)
            || (role is { } wanted && (!giver.MayGrant(wanted) || wanted.IsOfPlatform() != membership.Role.IsOfPlatform()))
            ? ChangeRoleResult.NotAllowed
            : membership.AgentId == actor.Id ? ChangeRoleResult.OwnRole : null;

    /// <summary>Of those who have joined: an invitation that waits manages nothing.</summary>
    private static async Task<bool> WouldBeLastAsync(
        Transaction transaction, AgentMembership membership, AgentRole? role, CancellationToken ct)
    {
        var managing = membership.Role.IsOfPlatform() ? AgentRole.Administrator : AgentRole.Manager;
        return membership.Role == managing
            && role != managing
            && membership.Agent.HasJoined
            && !await transaction.Db.AgentMemberships.AnyAsync(
                row => row.TownHallId == membership.TownHallId && row.Role == managing && row.Id != membership.Id
                    && row.Agent.JoinedUtc != null,
                ct);
    }

    private static async Task ApplyAsync(Transaction transaction, AgentMembership membership, AgentRole? role, CancellationToken ct)
    {
        if (role is { } given)
        {
            membership.SetRole(given);
            return;
        }

        transaction.Db.Remove(membership);
        var db = transaction.Db;
        await db.AgentSessions.Where(row => row.AgentId == membership.AgentId && row.TownHallId == membership.TownHallId)
            .ExecuteDeleteAsync(ct);
        if (!await db.AgentMemberships.AnyAsync(row => row.AgentId == membership.AgentId && row.Id != membership.Id, ct))
        {
            // History goes on to say « ancien agent »: it holds the number alone
            db.Remove(membership.Agent);
        }
    }
}
