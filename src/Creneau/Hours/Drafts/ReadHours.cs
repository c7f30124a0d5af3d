using Creneau.Acting;
using Creneau.Availability;
using Creneau.Hours.Publishing;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Hours.Drafts;

/// <summary>A town hall's hours as they are worked on.</summary>
/// <param name="Items">Published ones with the draft's changes.</param>
/// <param name="Draft">The one that is shown; null: what is published.</param>
/// <param name="Drafts">All open ones, the last touched first.</param>
/// <param name="Last">The last publication that was not undone; null: none.</param>
public sealed record ShownHours(
    IReadOnlyList<ShownItem> Items,
    HoursDraft? Draft,
    IReadOnlyList<HoursDraft> Drafts,
    HoursPublication? Last,
    PublishedHours Published);

/// <summary>Reads a town hall's hours, with a draft of them.</summary>
public sealed class ReadHours(IDbContextFactory<CreneauDb> contexts, StorageProvider storage, AvailabilityIndex availability)
{
    /// <summary>Reads; nothing is written.</summary>
    /// <param name="draftId">Null: the draft that was touched last, or what is published when there is none. 0: what is published.</param>
    /// <returns>Null when the actor may not see them, or there is no such open draft.</returns>
    public Task<ShownHours?> RunAsync(Actor actor, int townHallId, int? draftId, CancellationToken ct) =>
        contexts.ReadAsync(storage, async db =>
        {
            if (!HoursRights.MayEdit(actor, townHallId))
            {
                return null;
            }

            var drafts = await db.HoursDrafts.AsNoTracking().Where(row => row.TownHallId == townHallId && row.State == DraftState.Open)
                .OrderByDescending(row => row.TouchedUtc).ToListAsync(ct);
            var draft = draftId is null ? drafts.FirstOrDefault() : drafts.Find(row => row.Id == draftId);
            if (draft is null && draftId is > 0)
            {
                return null;
            }

            var published = await PublishedHours.ReadAsync(db, availability.Places, townHallId, ct);
            var last = await db.HoursPublications.AsNoTracking().Where(row => row.TownHallId == townHallId && row.UndoneUtc == null)
                .OrderByDescending(row => row.AtUtc).FirstOrDefaultAsync(ct);
            return new ShownHours(published.With(draft?.ReadChanges() ?? []), draft, drafts, last, published);
        }, ct);
}
