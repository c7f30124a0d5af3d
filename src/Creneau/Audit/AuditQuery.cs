using System.Globalization;
using Creneau.Acting;
using Creneau.Agents;
using Creneau.Appointments;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Audit;

/// <summary>
/// Finds rows of the audit, the newest first. What a town hall may read lies in three places, each of which an index yields in
/// the order wanted: the newest of each are merged, so that nothing is sorted or counted however many rows there are.
/// </summary>
internal sealed class AuditQuery(CreneauDb db, AuditScope scope)
{
    private static readonly ActorKind[] Agents = [ActorKind.Agent, ActorKind.RelayAgent];

    /// <param name="after">Only what is older than this row; null: from the newest on.</param>
    /// <param name="most">At most so many rows.</param>
    public async Task<List<AuditRow>> NewestAsync(AuditFilter filter, AuditCursor? after, int most, CancellationToken ct)
    {
        var subjects = filter.Reference is { } reference ? await SubjectsOfAsync(reference, ct) : null;
        if (subjects is [])
        {
            return [];
        }

        List<AuditRow> found = [];
        foreach (var part in await PartsAsync(ct))
        {
            found.AddRange(await Older(Narrowed(part, filter, subjects), after)
                .OrderByDescending(row => row.AtUtc).ThenByDescending(row => row.Id).Take(most).ToListAsync(ct));
        }

        return [.. found.DistinctBy(row => row.Id).OrderByDescending(row => row.AtUtc).ThenByDescending(row => row.Id).Take(most)];
    }

    /// <returns>Null when there is none, or when it is not the reader's to see.</returns>
    public async Task<AuditRow?> FindAsync(long id, CancellationToken ct)
    {
        foreach (var part in await PartsAsync(ct))
        {
            if (await part.SingleOrDefaultAsync(row => row.Id == id, ct) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private async Task<IReadOnlyList<IQueryable<AuditRow>>> PartsAsync(CancellationToken ct)
    {
        var all = db.AuditRows.AsNoTracking();
        if (scope.TownHallId is not { } townHall)
        {
            return [all];
        }

        var members = await db.AgentMemberships.Where(row => row.TownHallId == townHall).Select(row => row.AgentId).ToListAsync(ct);
        string[] accounts = [.. members.Select(id => string.Create(CultureInfo.InvariantCulture, $"agent:{id}"))];
        return
        [
            all.Where(row => row.ActorTownHallId == townHall),
            all.Where(row => row.TownHallId == townHall),
            // Who signs in acts for no town hall yet, and on nobody but themselves
            all.Where(row => accounts.Contains(row.Subject) && row.ActorTownHallId == null && row.Subject == "agent:" + row.ActorId),
        ];
    }

    private static IQueryable<AuditRow> Narrowed(IQueryable<AuditRow> rows, AuditFilter filter, string[]? subjects)
    {
        rows = filter.FromUtc is { } from ? rows.Where(row => row.AtUtc >= from) : rows;
        rows = filter.UntilUtc is { } until ? rows.Where(row => row.AtUtc < until) : rows;
        rows = filter.AgentId is { } agent ? rows.Where(row => row.ActorId == agent && Agents.Contains(row.ActorKind)) : rows;
        rows = filter.Operation is { } operation ? rows.Where(row => row.Operation == operation) : rows;
        rows = subjects is null ? rows : rows.Where(row => subjects.Contains(row.Subject));
        return filter.RefusalsOnly ? rows.Where(row => row.Refusal != null) : rows;
    }

    private static IQueryable<AuditRow> Older(IQueryable<AuditRow> rows, AuditCursor? after) => after is { AtUtc: var at, Id: var id }
        ? rows.Where(row => row.AtUtc <= at && (row.AtUtc < at || row.Id < id))
        : rows;

    /// <summary>An appointment and its visit; empty when there is none.</summary>
    private async Task<string[]> SubjectsOfAsync(string reference, CancellationToken ct)
    {
        var townHall = scope.TownHallId;
        var id = await db.Appointments
            .Where(row => row.Reference == reference)
            .Where(row => row.Status != AppointmentStatus.Held && row.Status != AppointmentStatus.Expired)
            .Where(row => townHall == null || row.TownHallId == townHall || row.BookedByTownHallId == townHall)
            .Select(row => (Guid?)row.Id)
            .SingleOrDefaultAsync(ct);
        return id is null ? [] : [$"appointment:{id}", $"visit:{id}"];
    }
}
