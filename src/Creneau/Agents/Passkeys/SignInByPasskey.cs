using Creneau.Acting;
using Creneau.Agents.SigningIn;
using Creneau.Keys;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Agents.Passkeys;

/// <summary>
/// Begins a session by a passkey. Its owner has shown fingerprint, face or code to the device that holds it: both factors at once,
/// whatever the town hall asks for.
/// </summary>
public sealed class SignInByPasskey(
    Transactions transactions,
    IDbContextFactory<CreneauDb> contexts,
    StorageProvider storage,
    AgentUsers users,
    PlatformKeys keys,
    PasskeyRules rules)
{
    /// <summary>
    /// Starts a session, uses up the question, and notes count and time of the passkey. A refusal has written that the question was
    /// answered, the count of tries, and an audit row for a passkey that is known.
    /// </summary>
    /// <param name="visitor">The browser before it is known whose it is: its network counts failures.</param>
    /// <param name="answer">Null: the browser answered nothing that can be read, or its question has ended.</param>
    /// <param name="device">Such as « Firefox, Windows ».</param>
    public async Task<SignInOutcome> RunAsync(Actor visitor, PasskeyAnswer? answer, string device, CancellationToken ct)
    {
        var owner = answer is null ? null : await contexts.ReadAsync(storage, db => db.AgentPasskeys
            .Where(row => row.CredentialId == answer.CredentialId).Select(row => (int?)row.AgentId).SingleOrDefaultAsync(ct), ct);
        if (owner is not { } agentId)
        {
            return new SignInOutcome.Wrong();
        }

        var actor = SessionStart.ActorOf(visitor, agentId);
        return await CountAsync(visitor, agentId, answer!, ct) switch
        {
            null => await transactions.RunAsync(actor, "sign-in", transaction => StartAsync(transaction, answer!, device, ct), ct),
            { } refusal => await transactions.RefuseAsync(actor, AuditOf(agentId, "passkey"), refusal, ct),
        };
    }

    /// <summary>Committed before the signature is checked, so that no number of requests at once gets more tries.</summary>
    /// <returns>Null: it may go on.</returns>
    private Task<SignInOutcome?> CountAsync(Actor visitor, int agentId, PasskeyAnswer answer, CancellationToken ct) =>
        transactions.RunAsync<SignInOutcome?>(visitor, "sign-in", async transaction =>
        {
            var limit = SignInLimits.OfPasskeys(rules.Limits, keys, visitor, agentId, transaction.NowUtc);
            if (!await LimitCounter.TryUseAsync(transaction.Db, limit, ct))
            {
                return Refuse<SignInOutcome?>(new SignInOutcome.TooMany());
            }

            // What was counted stays counted
            return Commit<SignInOutcome?>(await answer.TryUseAsync(transaction.Db, keys, transaction.NowUtc, ct)
                ? null
                : new SignInOutcome.Wrong());
        }, ct);

    private static AuditEntry AuditOf(int agentId, string how) => new("sign-in", $"agent:{agentId}", null, how);

    private async Task<TransactionResult<SignInOutcome>> StartAsync(
        Transaction transaction, PasskeyAnswer answer, string device, CancellationToken ct)
    {
        var (db, agentId) = (transaction.Db, transaction.Actor.Id!.Value);
        transaction.Audit(AuditOf(agentId, "passkey"));
        var proof = await answer.CheckAsync(users.On(db));
        if (proof?.AgentId != agentId || !await NoteUseAsync(transaction, answer, proof, ct))
        {
            return Refuse<SignInOutcome>(new SignInOutcome.Wrong());
        }

        var places = await MembershipQueries.OfAgentAsync(db, agentId, rules.Settings, ct);
        var agent = await db.Agents.SingleOrDefaultAsync(row => row.Id == agentId, ct);
        if (agent is null || places.Count == 0)
        {
            return Refuse<SignInOutcome>(new SignInOutcome.Wrong());
        }

        if (agent.SuspendedUtc is not null)
        {
            return Refuse<SignInOutcome>(new SignInOutcome.Suspended());
        }

        var facts = new SessionFacts(SessionStage.Open, places[0].TownHallId, device);
        var (_, secret) = SessionStart.Begin(transaction, keys, agent, facts);
        transaction.Audit(AuditOf(agentId, "Open passkey"));
        return Commit<SignInOutcome>(new SignInOutcome.Started(secret, SessionStage.Open));
    }

    /// <summary>A counter that does not go up, or that somebody else has just moved, is that of a copy.</summary>
    private static async Task<bool> NoteUseAsync(Transaction transaction, PasskeyAnswer answer, CheckedPasskey proof, CancellationToken ct)
    {
        long count = proof.Key.SignCount;
        return await transaction.Db.AgentPasskeys
            .Where(row => row.CredentialId == answer.CredentialId && row.AgentId == proof.AgentId)
            .Where(row => row.SignCount < count || (row.SignCount == 0 && count == 0))
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.SignCount, count)
                    .SetProperty(row => row.IsBackedUp, proof.Key.IsBackedUp)
                    .SetProperty(row => row.LastUsedUtc, transaction.NowUtc),
                ct) == 1;
    }
}

/// <summary>What signing in by passkey goes by.</summary>
public sealed record PasskeyRules(AgentLimits Limits, AgentSettings Settings);
