using Creneau.Acting;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Agents.SigningIn;

/// <summary>Ends sessions of the agent who acts: this one, another one, or all of them.</summary>
public sealed class SignOut(Transactions transactions)
{
    /// <summary>Deletes the sessions, so that their browsers are signed out with the next request.</summary>
    /// <param name="sessionId">Null: all of them (« se déconnecter partout »).</param>
    /// <returns>How many were ended; 0 has written nothing but the audit row.</returns>
    public Task<int> RunAsync(Actor actor, Guid? sessionId, CancellationToken ct) =>
        transactions.RunAsync(actor, "sign-out", async transaction =>
        {
            transaction.Audit(new AuditEntry("sign-out", $"agent:{actor.Id}", null, sessionId is null ? "everywhere" : null));
            var ended = await transaction.Db.AgentSessions
                .Where(session => session.AgentId == actor.Id && (sessionId == null || session.Id == sessionId))
                .ExecuteDeleteAsync(ct);
            return ended > 0 ? Commit(ended) : Refuse(ended);
        }, ct);
}
