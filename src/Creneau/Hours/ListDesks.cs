using Creneau.Availability;
using Creneau.Availability.Openings;
using Creneau.Places;
using Creneau.Scheduling;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Hours;

/// <summary>A desk as a list shows it.</summary>
/// <param name="Closed">The closure of its own that is under way; null when there is none.</param>
/// <param name="Next">The next closure of its own that is ahead; null when there is none.</param>
public sealed record ListedDesk(int Id, string TownHall, string Name, Closing? Closed, Closing? Next);

/// <summary>Reads every desk with its town hall and what closes it.</summary>
public sealed class ListDesks(IDbContextFactory<CreneauDb> contexts, StorageProvider storage, TimeProvider clock)
{
    public Task<IReadOnlyList<ListedDesk>> RunAsync(CancellationToken ct) => contexts.ReadAsync(storage, db => ReadAsync(db, ct), ct);

    private async Task<IReadOnlyList<ListedDesk>> ReadAsync(CreneauDb db, CancellationToken ct)
    {
        var townHalls = await db.Set<TownHall>().AsNoTracking().ToDictionaryAsync(townHall => townHall.Id, ct);
        var sites = await db.Set<Site>().AsNoTracking().ToDictionaryAsync(site => site.Id, ct);
        var closures = (
            await db.Set<Closure>().AsNoTracking().Where(closure => closure.DeskId != null).ToListAsync(ct)).ToLookup(closure =>
                closure.DeskId!.Value);
        var desks = await db.Set<Desk>().AsNoTracking().OrderBy(desk => desk.Id).ToListAsync(ct);
        return
        [
            .. desks.Select(
                desk => Listed(desk, townHalls[sites[desk.SiteId].TownHallId], closures[desk.Id].Select(closure => closure.ToClosing()))),
        ];
    }

    private ListedDesk Listed(Desk desk, TownHall townHall, IEnumerable<Closing> closings)
    {
        var now = WallClock.Split(townHall.LocalTime(clock.GetUtcNow().UtcDateTime));
        var ahead = closings.Where(closing => DeskClosings.IsAheadOf(closing, now))
            .OrderBy(closing => closing.FromDate)
            .ThenBy(closing => closing.FromMinute)
            .ToList();
        return new ListedDesk(
            desk.Id,
            townHall.Name,
            desk.Name,
            ahead.Find(closing => DeskClosings.HasBegun(closing, now)),
            ahead.Find(closing => !DeskClosings.HasBegun(closing, now)));
    }
}
