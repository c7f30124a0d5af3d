using Creneau.Acting;
using Creneau.Keys;
using Creneau.Notifications;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Agents.SigningIn;

/// <summary>Sends somebody who forgot their password a link to set another one.</summary>
public sealed class SendPasswordLink(Transactions transactions, PlatformKeys keys, AgentLimits limits)
{
    /// <summary>
    /// Queues the message, if there is such an account with a role and it has not asked too often today; else nothing is
    /// written but the audit row. Whoever asks cannot tell the difference.
    /// </summary>
    /// <param name="visitor">The browser before it is known whose it is.</param>
    public Task<bool> RunAsync(Actor visitor, string? typedEmail, CancellationToken ct)
    {
        var email = AgentEmail.Read(typedEmail) ?? "";
        var known = AgentEmail.Normalised(email);
        return transactions.RunAsync(visitor, "password-link", async transaction =>
        {
            var agent = await transaction.Db.Agents.SingleOrDefaultAsync(row => row.NormalizedEmail == known, ct);
            if (agent is null
                || !await transaction.Db.AgentMemberships.AnyAsync(row => row.AgentId == agent.Id, ct)
                || !await LimitCounter.TryUseAsync(
                    transaction.Db, SignInLimits.OfLinks(limits, keys, email, transaction.NowUtc), ct))
            {
                return Refuse(false);
            }

            AgentMessages.SendLink(transaction, agent, MessagePurpose.PasswordLink);
            return Commit(true);
        }, ct);
    }
}
