using Creneau.Acting;
using Creneau.Keys;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Agents.SigningIn;

public abstract record SignInOutcome
{
    /// <param name="Stage">What is still needed before the session is open.</param>
    public sealed record Started(SessionSecret Session, SessionStage Stage) : SignInOutcome;

    /// <summary>Unknown address, no password yet, no role any more, or a wrong password: always the same answer.</summary>
    public sealed record Wrong : SignInOutcome;

    /// <summary>The password is right, but the account was suspended because nobody used it: a manager lets it in again.</summary>
    public sealed record Suspended : SignInOutcome;

    /// <summary>This network was wrong too often for this account within a quarter of an hour; nothing was looked up.</summary>
    public sealed record TooMany : SignInOutcome;
}

/// <summary>Begins a session by address and password.</summary>
public sealed class SignIn(
    Transactions transactions,
    IDbContextFactory<CreneauDb> contexts,
    StorageProvider storage,
    PlatformKeys keys,
    AgentLimits limits,
    AgentSettings settings,
    TimeProvider clock)
{
    /// <summary>Starts a session and notes it in the audit; a refusal has written the count of tries and an audit row only.</summary>
    /// <param name="visitor">The browser before it is known whose it is: its network counts failures.</param>
    /// <param name="device">Such as « Firefox, Windows ».</param>
    public async Task<SignInOutcome> RunAsync(Actor visitor, string? typedEmail, string? password, string device, CancellationToken ct)
    {
        var email = AgentEmail.Read(typedEmail) ?? "";
        var limit = SignInLimits.OfPasswords(limits, keys, visitor, email, clock.GetUtcNow().UtcDateTime);
        // Counted and committed before the password is compared, so that no number of requests at once gets more tries
        if (!await transactions.RunAsync(visitor, "sign-in", async transaction => await LimitCounter.TryUseAsync(transaction.Db, limit, ct)
            ? Commit(true)
            : Refuse(false), ct))
        {
            return new SignInOutcome.TooMany();
        }

        var known = AgentEmail.Normalised(email);
        var agent = await contexts.ReadAsync(
            storage, db => db.Agents.AsNoTracking().SingleOrDefaultAsync(row => row.NormalizedEmail == known, ct), ct);
        return (AgentUsers.IsPassword(agent, password ?? "") ? await StartAsync(visitor, agent!, device, ct) : null)
            ?? await transactions.RefuseAsync<SignInOutcome>(
                agent is null ? visitor : ActorOf(visitor, agent),
                new AuditEntry("sign-in", agent is null ? "" : $"agent:{agent.Id}"),
                new SignInOutcome.Wrong(),
                ct);
    }

    private async Task<SignInOutcome?> StartAsync(Actor visitor, AgentAccount known, string device, CancellationToken ct) =>
        await transactions.RunAsync<SignInOutcome?>(ActorOf(visitor, known), "sign-in", async transaction =>
        {
            var places = await MembershipQueries.OfAgentAsync(transaction.Db, known.Id, settings, ct);
            var agent = await transaction.Db.Agents.SingleOrDefaultAsync(
                row => row.Id == known.Id && row.PasswordHash == known.PasswordHash, ct);
            if (agent is null || places.Count == 0)
            {
                return Refuse<SignInOutcome?>(null);
            }

            transaction.Audit(new AuditEntry("sign-in", $"agent:{agent.Id}"));
            if (agent.SuspendedUtc is not null)
            {
                return Refuse<SignInOutcome?>(new SignInOutcome.Suspended());
            }

            var stage = SessionStart.StageOf(agent, places);
            var (_, secret) = SessionStart.Begin(transaction, keys, agent, new SessionFacts(stage, places[0].TownHallId, device));
            transaction.Audit(new AuditEntry("sign-in", $"agent:{agent.Id}", null, stage.ToString()));
            return Commit<SignInOutcome?>(new SignInOutcome.Started(secret, stage));
        }, ct);

    private static Actor ActorOf(Actor visitor, AgentAccount agent) => SessionStart.ActorOf(visitor, agent.Id);
}
