using Creneau.Acting;
using Creneau.Agents.SigningIn;
using Creneau.Keys;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Agents.Providers;

public enum ProviderRefusal
{
    /// <summary>Nobody with this identity or address has a role, at whatever town hall.</summary>
    NoAccount,
    /// <summary>The identity is new here, and the provider has not made sure of its address.</summary>
    EmailNotVerified,
    /// <summary>The address belongs to an account that another identity of the same provider opens.</summary>
    OtherIdentity,
    /// <summary>The account was suspended because nobody used it: a manager lets it in again.</summary>
    Suspended,
}

public abstract record ProviderSignInResult
{
    /// <param name="Stage">What is still needed before the session is open.</param>
    public sealed record Started(SessionSecret Session, SessionStage Stage) : ProviderSignInResult;

    public sealed record Refused(ProviderRefusal Reason) : ProviderSignInResult;
}

/// <summary>
/// Begins a session for somebody whom an identity provider vouches for. It opens accounts that exist, and makes neither an account
/// nor a role: what was taken stays taken.
/// </summary>
public sealed class SignInByProvider(
    Transactions transactions,
    IDbContextFactory<CreneauDb> contexts,
    StorageProvider storage,
    PlatformKeys keys,
    AgentSettings settings)
{
    /// <summary>
    /// Starts a session. The first time, by verified e-mail address, the account keeps the provider's subject, and somebody who was
    /// invited joins; from then on the subject alone counts. A refusal has written an audit row only, for an account that is known.
    /// </summary>
    /// <param name="visitor">The browser before it is known whose it is.</param>
    /// <param name="device">Such as « Firefox, Windows ».</param>
    public async Task<ProviderSignInResult> RunAsync(Actor visitor, ProvidedIdentity identity, string device, CancellationToken ct)
    {
        var known = await contexts.ReadAsync(storage, db => FindAsync(db.Agents.AsNoTracking(), identity, ct), ct);
        return known is null
            ? Refused(identity.EmailIsVerified ? ProviderRefusal.NoAccount : ProviderRefusal.EmailNotVerified)
            : await transactions.RunAsync(
                SessionStart.ActorOf(visitor, known.Id), "sign-in", transaction => StartAsync(transaction, identity, device, ct), ct);
    }

    private async Task<TransactionResult<ProviderSignInResult>> StartAsync(
        Transaction transaction, ProvidedIdentity identity, string device, CancellationToken ct)
    {
        transaction.Audit(new AuditEntry("sign-in", $"agent:{transaction.Actor.Id}", null, "provider"));
        var agent = await FindAsync(transaction.Db.Agents, identity, ct);
        var places = await MembershipQueries.OfAgentAsync(transaction.Db, agent?.Id ?? 0, settings, ct);
        if (RefusalOf(agent, places, identity) is { } reason)
        {
            return Refuse<ProviderSignInResult>(Refused(reason));
        }

        agent!.Link(identity.Issuer, HashOf(identity));
        if (!agent.HasJoined)
        {
            agent.Join(NameOf(identity), transaction.NowUtc);
        }

        var stage = identity.HasSecondFactor ? SessionStage.Open : SessionStart.StageOf(agent, places);
        var (session, secret) = SessionStart.Begin(transaction, keys, agent, new SessionFacts(stage, places[0].TownHallId, device));
        session.ProviderHint = identity.IdToken is { } token ? keys.Encrypt(token) : null;
        transaction.Audit(new AuditEntry("sign-in", $"agent:{agent.Id}", null, $"{stage} provider"));
        return Commit<ProviderSignInResult>(new ProviderSignInResult.Started(secret, stage));
    }

    private ProviderRefusal? RefusalOf(AgentAccount? agent, IReadOnlyList<MembershipPlace> places, ProvidedIdentity identity) =>
        agent is null || places.Count == 0 ? ProviderRefusal.NoAccount
        : agent.ProviderIssuer == identity.Issuer && agent.ProviderSubjectHash != HashOf(identity) ? ProviderRefusal.OtherIdentity
        : agent.SuspendedUtc is not null ? ProviderRefusal.Suspended
        : null;

    /// <summary>By subject; where nobody has it, by an address that was verified.</summary>
    private async Task<AgentAccount?> FindAsync(IQueryable<AgentAccount> agents, ProvidedIdentity identity, CancellationToken ct)
    {
        var hash = HashOf(identity);
        if (await agents.SingleOrDefaultAsync(row => row.ProviderSubjectHash == hash, ct) is { } linked)
        {
            return linked;
        }

        var email = identity.EmailIsVerified ? AgentEmail.Read(identity.Email) : null;
        if (email is null)
        {
            return null;
        }

        var normalised = AgentEmail.Normalised(email);
        return await agents.SingleOrDefaultAsync(row => row.NormalizedEmail == normalised, ct);
    }

    private static string NameOf(ProvidedIdentity identity)
    {
        var name = identity.Name.Trim() is { Length: > 0 } said ? said : identity.Email;
        return name[..Math.Min(name.Length, AgentAccount.LongestName)];
    }

    private static ProviderSignInResult.Refused Refused(ProviderRefusal reason) => new(reason);

    private string HashOf(ProvidedIdentity identity) => keys.Subjects.Of("identity-provider", identity.Issuer, identity.Subject);
}
