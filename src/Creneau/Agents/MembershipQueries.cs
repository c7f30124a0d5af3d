using Creneau.Places;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Agents;

/// <summary>A role with the town hall that it is for.</summary>
/// <param name="TownHallId">Null: for the platform.</param>
/// <param name="TownHall">Name of the commune; empty for the platform.</param>
public sealed record MembershipPlace(int? TownHallId, string TownHall, AgentRole Role, bool RequiresSecondFactor);

internal static class MembershipQueries
{
    /// <summary>Every role of an account, the platform's first, then by name of the commune.</summary>
    public static async Task<IReadOnlyList<MembershipPlace>> OfAgentAsync(
        CreneauDb db, int agentId, AgentSettings settings, CancellationToken ct)
    {
        var townHalls = db.TownHalls.AsNoTracking();
        var rows = await (
            from membership in db.AgentMemberships.AsNoTracking()
            where membership.AgentId == agentId
            from townHall in townHalls.Where(one => one.Id == membership.TownHallId).DefaultIfEmpty()
            select new
            {
                membership.TownHallId,
                membership.Role,
                townHall.Name,
                townHall.InseeCode,
                RequiresSecondFactor = (bool?)townHall.RequiresSecondFactor,
            })
            .ToListAsync(ct);
        return
        [
            .. rows.OrderBy(row => row.Name, StringComparer.CurrentCulture).Select(row => new MembershipPlace(
                row.TownHallId,
                rows.Count(other => other.Name == row.Name) > 1 ? $"{row.Name} ({row.InseeCode})" : row.Name ?? "",
                row.Role,
                row.RequiresSecondFactor ?? (row.Role == AgentRole.Administrator && settings.AdministratorsNeedSecondFactor))),
        ];
    }
}
