using Creneau.Acting;
using Creneau.Notifications;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Agents.Administration;

public enum InviteResult
{
    /// <summary>A message with a link is on its way.</summary>
    Invited,
    /// <summary>The account was there already: it opens this town hall too, and is told so.</summary>
    Added,
    /// <summary>It was invited before and has not joined: a new link is on its way, the old one is dead.</summary>
    InvitedAgain,
    /// <summary>It has a role here already, which is changed in the list.</summary>
    IsThere,
    NotAnAddress,
    /// <summary>Not the actor's town hall, or more than the actor may give.</summary>
    NotAllowed,
}

/// <summary>Invites somebody to a town hall, or to the platform, by e-mail.</summary>
public sealed class InviteAgent(Transactions transactions)
{
    /// <summary>Writes account, role and message; a refusal has written nothing but its audit row.</summary>
    /// <param name="townHallId">Null for a role of the platform.</param>
    public Task<InviteResult> RunAsync(Actor actor, int? townHallId, string? typedEmail, AgentRole role, CancellationToken ct) =>
        transactions.RunAsync(actor, "agent-invite", async transaction =>
        {
            transaction.Audit(new AuditEntry("agent-invite", AgentMembership.SubjectOf(townHallId), null, role.ToString()));
            transaction.AuditAt(townHallId);
            var giver = await MembershipLocks.RoleOfActorAsync(transaction, townHallId, ct);
            if (giver?.MayGrant(role) != true || role.IsOfPlatform() != (townHallId is null))
            {
                return Refuse(InviteResult.NotAllowed);
            }

            if (AgentEmail.Read(typedEmail) is not { } email)
            {
                return Refuse(InviteResult.NotAnAddress);
            }

            var (place, by) = await NamesAsync(transaction, townHallId, ct);
            var agent = await FindAsync(transaction, email, ct);
            if (agent is null)
            {
                agent = new AgentAccount(email, "", transaction.NowUtc);
                transaction.Db.Add(agent);
                // The link of the message holds the number of the account
                await transaction.Db.SaveChangesAsync(ct);
            }

            var isThere = await transaction.Db.AgentMemberships.AnyAsync(
                row => row.AgentId == agent.Id && row.TownHallId == townHallId, ct);
            if (isThere && agent.HasJoined)
            {
                return Refuse(InviteResult.IsThere);
            }

            if (!isThere)
            {
                transaction.Db.Add(new AgentMembership(agent, townHallId, role, transaction.NowUtc));
            }

            transaction.Audit(new AuditEntry("agent-invite", $"agent:{agent.Id}", null, $"{AgentMembership.SubjectOf(townHallId)} {role}"));
            return Commit(Tell(transaction, agent, place, by, isThere));
        }, ct);

    private static InviteResult Tell(Transaction transaction, AgentAccount agent, string place, string by, bool again)
    {
        if (agent.HasJoined)
        {
            AgentMessages.SendAdded(transaction, agent, place, by);
            return InviteResult.Added;
        }

        AgentMessages.SendLink(transaction, agent, MessagePurpose.AgentInvitation, place, by);
        return again ? InviteResult.InvitedAgain : InviteResult.Invited;
    }

    private static Task<AgentAccount?> FindAsync(Transaction transaction, string email, CancellationToken ct)
    {
        var known = AgentEmail.Normalised(email);
        return transaction.Db.Agents.SingleOrDefaultAsync(row => row.NormalizedEmail == known, ct);
    }

    private static async Task<(string Place, string By)> NamesAsync(Transaction transaction, int? townHallId, CancellationToken ct)
    {
        var place = townHallId is { } id
            ? await transaction.Db.Set<Places.TownHall>().Where(row => row.Id == id).Select(row => row.Name).SingleAsync(ct)
            : "Créneau";
        var by = await transaction.Db.Agents.Where(row => row.Id == transaction.Actor.Id).Select(row => row.Name).SingleOrDefaultAsync(ct);
        return (place, by ?? "Créneau");
    }
}
