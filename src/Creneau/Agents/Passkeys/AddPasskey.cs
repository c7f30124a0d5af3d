using Creneau.Acting;
using Creneau.Agents.SigningIn;
using Creneau.Keys;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Agents.Passkeys;

public enum AddPasskeyResult
{
    Added,
    NameMissing,
    /// <summary>The browser's answer is wrong, came too late or twice, or is that of a passkey that is known already.</summary>
    NotUnderstood,
    /// <summary>See <see cref="AgentPasskey.Most"/>.</summary>
    TooMany,
}

/// <summary>Gives one's own account another passkey.</summary>
public sealed class AddPasskey(Transactions transactions, AgentUsers users, PlatformKeys keys)
{
    /// <summary>Keeps the public key; a refusal has written nothing but its audit row.</summary>
    /// <param name="typedName">As its owner will know it again.</param>
    /// <param name="answer">Null: the browser answered nothing that can be read, or its question has ended.</param>
    public Task<AddPasskeyResult> RunAsync(Actor actor, string? typedName, PasskeyAnswer? answer, CancellationToken ct) =>
        transactions.RunAsync(actor, "passkey-add", async transaction =>
        {
            transaction.Audit(new AuditEntry("passkey-add", $"agent:{actor.Id}"));
            var name = (typedName ?? "").Trim();
            if (name.Length is 0 or > AgentPasskey.LongestName)
            {
                return Refuse(AddPasskeyResult.NameMissing);
            }

            if (answer is null || !await answer.TryUseAsync(transaction.Db, keys, transaction.NowUtc, ct)
                || await answer.CheckAsync(users.On(transaction.Db)) is not { } proof || proof.AgentId != actor.Id)
            {
                return Refuse(AddPasskeyResult.NotUnderstood);
            }

            if (await transaction.Db.AgentPasskeys.CountAsync(row => row.AgentId == actor.Id, ct) >= AgentPasskey.Most)
            {
                return Refuse(AddPasskeyResult.TooMany);
            }

            transaction.Db.Add(new AgentPasskey(proof.AgentId, name, proof.Key, transaction.NowUtc));
            return Commit(AddPasskeyResult.Added);
        }, ct);
}
