using Creneau.Catalogue;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Administration.Plannings;

internal static class PlanningRows
{
    /// <summary>Locks the town hall of a planning and reads the planning with its services.</summary>
    /// <param name="operation">As the audit calls it.</param>
    /// <returns>Null when there is none, or the actor does not manage it.</returns>
    public static async Task<Planning?> LoadAsync(Transaction transaction, int planningId, string operation, CancellationToken ct)
    {
        var entry = new AuditEntry(operation, Subject(planningId));
        transaction.Audit(entry);
        var townHallId = await transaction.Db.Plannings.Where(row => row.Id == planningId).Select(row => (int?)row.TownHallId)
            .SingleOrDefaultAsync(ct);
        return townHallId is { } id && await ManagedTownHall.MayAsync(transaction, id, entry, ct)
            ? await transaction.Db.Plannings.Include(row => row.Services).ThenInclude(service => service.Kind)
                .SingleAsync(row => row.Id == planningId, ct)
            : null;
    }

    public static string Subject(int planningId) => FormattableString.Invariant($"planning:{planningId}");
}
