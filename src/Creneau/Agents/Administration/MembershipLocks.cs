using Creneau.Acting;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Agents.Administration;

/// <summary>Roles are given and taken by one at a time at each town hall: its row is the lock.</summary>
internal static class MembershipLocks
{
    /// <summary>
    /// Locks the roles of a town hall, or of the platform, and reads what the actor is there now: an administrator of the
    /// platform counts everywhere, the command line too.
    /// </summary>
    /// <returns>Null when the actor has no role there.</returns>
    public static async Task<AgentRole?> RoleOfActorAsync(Transaction transaction, int? townHallId, CancellationToken ct)
    {
        if (townHallId is { } id)
        {
            await transaction.Db.ReadAsync(
                $"SELECT id FROM town_hall WHERE id = {id}{transaction.Storage.ForNoKeyUpdate}", row => row.GetInt32(0), ct);
        }
        else
        {
            await transaction.Db.ReadAsync(
                $"SELECT id FROM agent_membership WHERE town_hall_id IS NULL ORDER BY id{transaction.Storage.ForNoKeyUpdate}",
                row => row.GetInt32(0),
                ct);
        }

        transaction.ReadClock();
        if (transaction.Actor.Channel == BookingChannel.CommandLine)
        {
            return AgentRole.Administrator;
        }

        var roles = await transaction.Db.AgentMemberships
            .Where(row => row.AgentId == transaction.Actor.Id && (row.TownHallId == townHallId || row.TownHallId == null))
            .Select(row => row.Role).ToListAsync(ct);
        return roles.Count == 0 ? null : roles.Contains(AgentRole.Administrator) ? AgentRole.Administrator : roles.Max();
    }
}
