using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Agents.Administration;

/// <summary>One account in the list of a town hall, or of the platform.</summary>
/// <param name="Name">Empty while the invitation waits.</param>
/// <param name="InvitedUntilUtc">Until when the newest link counts; null when there is none.</param>
public sealed record ListedAgent(
    int AgentId, string Name, string Email, AgentRole Role, bool HasJoined, bool HasSecondFactor, DateTime? LastSignInUtc,
    DateTime? InvitedUntilUtc)
{
    /// <summary>It is the last role of that account: taking it deletes the account.</summary>
    public bool IsOnlyRole { get; init; }

    public bool IsSuspended { get; init; }
}

/// <summary>Who has access: the accounts of one town hall, or of the platform.</summary>
public sealed class ListAgents(IDbContextFactory<CreneauDb> contexts, StorageProvider storage)
{
    /// <param name="townHallId">Null: the platform.</param>
    public Task<List<ListedAgent>> RunAsync(int? townHallId, CancellationToken ct) => contexts.ReadAsync(storage, async db =>
    {
        var all = db.AgentMemberships.AsNoTracking();
        var rows = await all.Where(row => row.TownHallId == townHallId)
            .Select(row => new
            {
                row.Agent,
                row.Role,
                Roles = all.Count(other => other.AgentId == row.AgentId),
            })
            .ToListAsync(ct);
        return rows
            .OrderByDescending(row => row.Role)
            .ThenBy(row => row.Agent.Name.Length > 0 ? row.Agent.Name : row.Agent.Email, StringComparer.CurrentCultureIgnoreCase)
            .Select(row => new ListedAgent(
                row.Agent.Id, row.Agent.Name, row.Agent.Email ?? "", row.Role, row.Agent.HasJoined, row.Agent.TwoFactorEnabled,
                row.Agent.LastSignInUtc, row.Agent.HasJoined ? null : row.Agent.LinkEndsUtc)
            { IsOnlyRole = row.Roles == 1, IsSuspended = row.Agent.SuspendedUtc is not null })
            .ToList();
    }, ct);
}
