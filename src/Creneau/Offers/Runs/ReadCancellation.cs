using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Notifications.Carriers;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Offers.Runs;

/// <summary>Reads how a cancellation of several stands: its progress, who is to be called, and who has taken what.</summary>
public sealed class ReadCancellation(
    IDbContextFactory<CreneauDb> contexts, StorageProvider storage, MessageCarriers carriers, TimeProvider clock)
{
    private const int MostListed = 30;

    /// <returns>Null when there is no such one at the actor's town hall.</returns>
    public async Task<CancellationView?> OfAsync(Actor actor, int townHallId, int runId, CancellationToken ct)
    {
        if (!actor.May(Rights.Appointments, townHallId))
        {
            return null;
        }

        return await contexts.ReadAsync(storage, async db =>
        {
            var run = await db.CancellationRuns.AsNoTracking().Include(row => row.Items)
                .SingleOrDefaultAsync(row => row.Id == runId && row.TownHallId == townHallId, ct);
            if (run is null)
            {
                return null;
            }

            var lines = await CancellationLines.OfRunAsync(db, run, carriers.SendsSms, ct);
            var next = await db.Appointments.Where(row => row.CancelRunId == runId && row.CancelAtUtc != null)
                .MinAsync(row => row.CancelAtUtc, ct);
            return new CancellationView(run, lines, next > clock.GetUtcNow().UtcDateTime ? next : null);
        }, ct);
    }

    /// <returns>The latest of the town hall, newest first; empty without the right to see them.</returns>
    public async Task<IReadOnlyList<ListedCancellation>> LatestAsync(Actor actor, int townHallId, CancellationToken ct) =>
        actor.May(Rights.Appointments, townHallId) ? await contexts.ReadAsync(storage, db => LatestAsync(db, townHallId, ct), ct) : [];

    private static Task<List<ListedCancellation>> LatestAsync(CreneauDb db, int townHallId, CancellationToken ct)
    {
        var items = db.CancellationItems;
        return db.CancellationRuns.AsNoTracking().Where(run => run.TownHallId == townHallId)
            .OrderByDescending(run => run.StartedUtc)
            .Take(MostListed)
            .Select(run => new ListedCancellation(run, items.Count(item => item.RunId == run.Id)))
            .ToListAsync(ct);
    }
}
