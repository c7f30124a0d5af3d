using Creneau.Acting;
using Creneau.Keys;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Agents.SigningIn;

public abstract record FinishSignInResult
{
    /// <param name="Session">With a new secret: the one of the unfinished session is worth nothing any more.</param>
    /// <param name="RecoveryCodesLeft">Null when the app's code was used.</param>
    public sealed record Opened(SessionSecret Session, int? RecoveryCodesLeft) : FinishSignInResult;

    public sealed record Wrong : FinishSignInResult;

    /// <summary>Wrong too often from this network within a quarter of an hour.</summary>
    public sealed record TooMany : FinishSignInResult;

    /// <summary>The ten minutes are over, or the session was signed out.</summary>
    public sealed record Gone : FinishSignInResult;
}

/// <summary>Opens a session by the code of the authenticator app, or by a recovery code, each of which counts once.</summary>
public sealed class FinishSignIn(Transactions transactions, AgentUsers users, PlatformKeys keys, AgentLimits limits)
{
    /// <summary>Opens the session; a refusal has written the count of tries and an audit row only.</summary>
    public Task<FinishSignInResult> RunAsync(Actor actor, Guid sessionId, string? typed, CancellationToken ct) =>
        transactions.RunAsync<FinishSignInResult>(actor, "sign-in-code", async transaction =>
        {
            var session = await transaction.Db.AgentSessions.SingleOrDefaultAsync(
                row => row.Id == sessionId && row.AgentId == actor.Id && row.Stage == SessionStage.NeedsCode, ct);
            if (session?.IsLive(transaction.NowUtc) != true)
            {
                return Refuse<FinishSignInResult>(new FinishSignInResult.Gone());
            }

            var agent = await transaction.Db.Agents.SingleAsync(row => row.Id == session.AgentId, ct);
            var limit = SignInLimits.OfCodes(limits, keys, actor, agent.Email!, transaction.NowUtc);
            if (!await LimitCounter.TryUseAsync(transaction.Db, limit, ct))
            {
                return Refuse<FinishSignInResult>(new FinishSignInResult.TooMany());
            }

            var (isRight, codesLeft) = await new SecondFactor(users, keys).CheckAsync(transaction.Db, agent, typed);
            if (!isRight)
            {
                transaction.Audit(new AuditEntry("sign-in-code", $"agent:{agent.Id}", Refusal: "wrong"));
                return Commit<FinishSignInResult>(new FinishSignInResult.Wrong());
            }

            var secret = SessionSecret.NewSecret();
            session.Open(SessionSecret.HashOf(keys, secret), transaction.NowUtc);
            agent.NoteSignIn(transaction.NowUtc);
            transaction.Audit(new AuditEntry("sign-in-code", $"agent:{agent.Id}", null, codesLeft is null ? "app" : "recovery-code"));
            return Commit<FinishSignInResult>(new FinishSignInResult.Opened(new SessionSecret(session.Id, secret), codesLeft));
        }, ct);
}
