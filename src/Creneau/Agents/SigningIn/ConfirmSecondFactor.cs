using Creneau.Acting;
using Creneau.Keys;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Agents.SigningIn;

public abstract record ConfirmSecondFactorResult
{
    /// <param name="RecoveryCodes">Shown once, and nowhere kept.</param>
    /// <param name="Session">The session, now open, with a new secret.</param>
    public sealed record Confirmed(IReadOnlyList<string> RecoveryCodes, SessionSecret Session) : ConfirmSecondFactorResult;

    public sealed record Wrong : ConfirmSecondFactorResult;

    /// <summary>There is an app already, or nothing was started.</summary>
    public sealed record Gone : ConfirmSecondFactorResult;
}

/// <summary>Makes the app count, once a code of it was right, and hands out recovery codes.</summary>
public sealed class ConfirmSecondFactor(Transactions transactions, AgentUsers users, PlatformKeys keys)
{
    /// <summary>Turns the second factor on and signs out every other session; a refusal has written nothing.</summary>
    public Task<ConfirmSecondFactorResult> RunAsync(Actor actor, Guid sessionId, string? typed, CancellationToken ct) =>
        transactions.RunAsync<ConfirmSecondFactorResult>(actor, "second-factor-on", async transaction =>
        {
            var agent = await transaction.Db.Agents.SingleOrDefaultAsync(row => row.Id == actor.Id, ct);
            var session = await transaction.Db.AgentSessions.SingleOrDefaultAsync(
                row => row.Id == sessionId && row.AgentId == actor.Id, ct);
            if (agent is null or { TwoFactorEnabled: true } or { AuthenticatorKey: null } || session is null)
            {
                return Refuse<ConfirmSecondFactorResult>(new ConfirmSecondFactorResult.Gone());
            }

            if (!await new SecondFactor(users, keys).IsAppCodeAsync(transaction.Db, agent, typed))
            {
                return Refuse<ConfirmSecondFactorResult>(new ConfirmSecondFactorResult.Wrong());
            }

            agent.TwoFactorEnabled = true;
            var codes = (await users.On(transaction.Db).GenerateNewTwoFactorRecoveryCodesAsync(agent, RecoveryCode.Count))!.ToList();
            await transaction.Db.AgentSessions.Where(row => row.AgentId == agent.Id && row.Id != sessionId).ExecuteDeleteAsync(ct);
            var secret = SessionSecret.NewSecret();
            session.Open(SessionSecret.HashOf(keys, secret), transaction.NowUtc);
            agent.NoteSignIn(transaction.NowUtc);
            transaction.Audit(new AuditEntry("second-factor-on", $"agent:{agent.Id}"));
            return Commit<ConfirmSecondFactorResult>(
                new ConfirmSecondFactorResult.Confirmed(codes, new SessionSecret(session.Id, secret)));
        }, ct);
}
