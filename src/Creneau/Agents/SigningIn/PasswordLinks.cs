using Creneau.Keys;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Agents.SigningIn;

/// <summary>Whose password a link sets.</summary>
/// <param name="Name">Empty for who has not joined yet.</param>
public sealed record LinkedAgent(int AgentId, string Email, string Name, bool HasJoined);

/// <summary>Opens the links of invitations and of forgotten passwords.</summary>
public sealed class PasswordLinks(IDbContextFactory<CreneauDb> contexts, StorageProvider storage, AgentTokens tokens, TimeProvider clock)
{
    /// <returns>Null for a link that is unknown, used, replaced by a newer one or too old: always the same answer.</returns>
    public Task<LinkedAgent?> FindAsync(string? token, CancellationToken ct) => contexts.ReadAsync(
        storage,
        async db => await FindAsync(db, tokens, token, clock.GetUtcNow().UtcDateTime, ct) is { } agent
            ? new LinkedAgent(agent.Id, agent.Email!, agent.Name, agent.HasJoined)
            : null,
        ct);

    internal static async Task<AgentAccount?> FindAsync(
        CreneauDb db, AgentTokens tokens, string? token, DateTime nowUtc, CancellationToken ct)
    {
        if (AgentTokens.AgentOf(token) is not { } id)
        {
            return null;
        }

        var agent = await db.Agents.SingleOrDefaultAsync(row => row.Id == id, ct);
        return agent is not null && agent.IsLink(agent.LinkVersion, nowUtc) && tokens.Proves(token!, id, agent.LinkVersion) ? agent : null;
    }
}
