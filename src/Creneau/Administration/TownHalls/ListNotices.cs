using Creneau.Places;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Administration.TownHalls;

/// <summary>Reads what a town hall tells citizens now or later.</summary>
public sealed class ListNotices(IDbContextFactory<CreneauDb> contexts, StorageProvider storage)
{
    /// <param name="today">What ended before is left out.</param>
    public Task<List<Notice>> RunAsync(int townHallId, DateOnly today, CancellationToken ct) => contexts.ReadAsync(
        storage,
        db => db.Notices.AsNoTracking().Where(notice => notice.TownHallId == townHallId && notice.LastDate >= today)
            .OrderBy(notice => notice.FirstDate).ThenBy(notice => notice.Id).ToListAsync(ct),
        ct);
}
