using Creneau.Acting;
using Creneau.Keys;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Agents.SigningIn;

public abstract record SetPasswordResult
{
    public sealed record Set(string Email) : SetPasswordResult;

    public sealed record NameMissing : SetPasswordResult;

    public sealed record Weak(PasswordFault Fault) : SetPasswordResult;

    /// <summary>The link is unknown, used, replaced by a newer one or too old.</summary>
    public sealed record Gone : SetPasswordResult;
}

/// <summary>Sets a password by the link of an invitation or of a forgotten password; the link counts once.</summary>
public sealed class SetPassword(Transactions transactions, PasswordLinks links, AgentTokens tokens)
{
    /// <summary>
    /// Sets the password and signs out every browser of the account; the second factor stays. A refusal has written nothing,
    /// and the link counts on.
    /// </summary>
    /// <param name="visitor">The browser before it is known whose it is.</param>
    /// <param name="name">As colleagues shall see it.</param>
    public async Task<SetPasswordResult> RunAsync(Actor visitor, string? token, string? name, string? password, CancellationToken ct)
    {
        var typedName = (name ?? "").Trim();
        if (await links.FindAsync(token, ct) is not { } linked)
        {
            return new SetPasswordResult.Gone();
        }

        if (typedName.Length is 0 or > AgentAccount.LongestName)
        {
            return new SetPasswordResult.NameMissing();
        }

        if (Passwords.FaultOf(password ?? "", linked.Email, typedName) is { } fault)
        {
            return new SetPasswordResult.Weak(fault);
        }

        var hash = AgentUsers.HashOf(null, password!);
        var actor = Actor.Agent(linked.AgentId, null, Rights.None, visitor.SessionHash, visitor.NetworkHash);
        return await transactions.RunAsync(
            actor, "password-set", transaction => SetAsync(transaction, token!, typedName, hash, ct), ct);
    }

    private async Task<TransactionResult<SetPasswordResult>> SetAsync(
        Transaction transaction, string token, string name, string hash, CancellationToken ct)
    {
        if (await PasswordLinks.FindAsync(transaction.Db, tokens, token, transaction.NowUtc, ct) is not { } agent)
        {
            return Refuse<SetPasswordResult>(new SetPasswordResult.Gone());
        }

        transaction.Audit(new AuditEntry("password-set", $"agent:{agent.Id}", null, agent.HasJoined ? "again" : "joined"));
        agent.PasswordHash = hash;
        agent.ConcurrencyStamp = AgentAccount.NewStamp();
        agent.Join(name, transaction.NowUtc);
        agent.EndLink();
        await transaction.Db.AgentSessions.Where(session => session.AgentId == agent.Id).ExecuteDeleteAsync(ct);
        return Commit<SetPasswordResult>(new SetPasswordResult.Set(agent.Email!));
    }
}
