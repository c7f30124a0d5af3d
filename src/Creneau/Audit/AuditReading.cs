using Creneau.Acting;
using Creneau.Agents;
using Creneau.Appointments;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Audit;

/// <summary>Somebody whose rows can be asked for.</summary>
public sealed record AuditedAgent(int Id, string Name);

/// <summary>
/// Reads the audit for whoever has <see cref="Rights.Audit"/>: codes and numbers, and what these stand for; values of personal
/// fields are read by <see cref="ReadPersonalValues"/> alone.
/// </summary>
public sealed class AuditReading(IDbContextFactory<CreneauDb> contexts, StorageProvider storage, TimeProvider clock)
{
    public const int PageSize = 50;

    /// <param name="townHallId">See <see cref="AuditScope.Of"/>.</param>
    /// <param name="after">The row after which to go on; null: from the newest.</param>
    /// <param name="most">At most so many rows.</param>
    /// <returns>Null when the audit is not the reader's to read.</returns>
    public async Task<AuditPage?> PageAsync(
        Actor reader, int? townHallId, AuditFilter filter, AuditCursor? after, int most, CancellationToken ct) =>
        AuditScope.Of(reader, townHallId) is not { } scope ? null : await contexts.ReadAsync(storage, async db =>
        {
            var rows = await new AuditQuery(db, scope).NewestAsync(Kept(filter), after, most + 1, ct);
            AuditRow[] shown = [.. rows.Take(most)];
            var next = rows.Count > most ? AuditCursor.After(shown[^1]) : null;
            return await new AuditSubjects(db, scope, reader).PageOfAsync(shown, next, ct);
        }, ct);

    /// <returns>Null when there is none, or when it is not the reader's to read.</returns>
    public async Task<AuditedRow?> FindAsync(Actor reader, int? townHallId, long id, CancellationToken ct) =>
        AuditScope.Of(reader, townHallId) is not { } scope ? null : await contexts.ReadAsync(storage, async db =>
            await new AuditQuery(db, scope).FindAsync(id, ct) is { } row
                ? new AuditedRow(
                    await new AuditSubjects(db, scope, reader).PageOfAsync([row], null, ct), await HasValuesAsync(db, reader, id, ct))
                : null, ct);

    /// <summary>The agents of a town hall, or of the platform, by name: those whose rows are asked for first.</summary>
    public async Task<IReadOnlyList<AuditedAgent>> AgentsAsync(Actor reader, int? townHallId, CancellationToken ct)
    {
        if (AuditScope.Of(reader, townHallId) is not { } scope)
        {
            return [];
        }

        var agents = await contexts.ReadAsync(storage, db => db.AgentMemberships.AsNoTracking()
            .Where(row => row.TownHallId == scope.TownHallId && row.Agent.Name != "")
            .Select(row => new AuditedAgent(row.AgentId, row.Agent.Name))
            .ToListAsync(ct), ct);
        return [.. agents.OrderBy(agent => agent.Name, StringComparer.CurrentCultureIgnoreCase)];
    }

    private static async Task<bool> HasValuesAsync(CreneauDb db, Actor reader, long id, CancellationToken ct)
    {
        var appointments = await db.Set<AuditDetail>().Where(detail => detail.Row.Id == id)
            .Join(db.Appointments, detail => detail.AppointmentId, row => row.Id, (_, row) => row).AsNoTracking().ToListAsync(ct);
        return appointments.Exists(row => ReadPersonalValues.MayRead(reader, row));
    }

    /// <summary>What is due to be deleted and not deleted yet is not read any more.</summary>
    private AuditFilter Kept(AuditFilter filter)
    {
        var oldestUtc = clock.GetUtcNow().UtcDateTime.AddMonths(-AuditRow.MonthsKept);
        return filter.FromUtc > oldestUtc ? filter : filter with { FromUtc = oldestUtc };
    }
}
