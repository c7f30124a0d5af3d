using Creneau.Acting;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Agents.Passkeys;

/// <summary>Takes a passkey away from one's own account; the last one too, since the password stays.</summary>
public sealed class RemovePasskey(Transactions transactions)
{
    /// <summary>Deletes it. Sessions that it opened go on: they are ended in their own list.</summary>
    /// <returns>False, with nothing written but the audit row, for one that is not theirs.</returns>
    public Task<bool> RunAsync(Actor actor, int passkeyId, CancellationToken ct) =>
        transactions.RunAsync(actor, "passkey-remove", async transaction =>
        {
            transaction.Audit(new AuditEntry("passkey-remove", $"agent:{actor.Id}", $"passkey:{passkeyId}"));
            return await transaction.Db.AgentPasskeys.Where(row => row.Id == passkeyId && row.AgentId == actor.Id)
                .ExecuteDeleteAsync(ct) == 1
                ? Commit(true)
                : Refuse(false);
        }, ct);
}
