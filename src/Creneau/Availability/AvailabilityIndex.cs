using Creneau.Scheduling;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Creneau.Availability;

/// <summary>
/// The availability of every desk, in memory, on this node. The search reads nothing else. It follows the database by
/// this node's own commits, by what other nodes announce, and by comparing revisions; it can be behind, and then only
/// offers a slot that is refused kindly.
/// </summary>
public sealed class AvailabilityIndex(IDbContextFactory<CreneauDb> contexts, StorageProvider storage, TimeProvider clock, ILogger<AvailabilityIndex> log) : IDisposable
{
    private readonly SemaphoreSlim _loading = new(1, 1);
    private Loaded? _now;

    /// <summary>Told after each commit of this node: desk and revision.</summary>
    public event Action<int, long>? Announce;

    public bool IsReady => Volatile.Read(ref _now) is not null;

    public PlaceDirectory Places => Now.Places;

    public SearchMap Map => Now.Map;

    public DateOnly FirstDay => Now.FirstDay;

    private Loaded Now => Volatile.Read(ref _now) ?? throw new InvalidOperationException("The availability is not loaded yet.");

    public IndexedDesk? Desk(int deskId) => Now.Desks.GetValueOrDefault(deskId);

    public IEnumerable<DeskState> States => Now.Desks.Values.Select(desk => desk.State);

    /// <summary>The plan of a planning at a site, or null.</summary>
    public SitePlan? Plan(int siteId, int planningId) => Now.Plans.GetValueOrDefault((siteId, planningId));

    /// <summary>The plan at a site that offers every kind asked for, or null.</summary>
    public SitePlan? PlanFor(int siteId, ReadOnlySpan<int> kinds)
    {
        foreach (var plan in Now.PlansOfSite[siteId])
        {
            if (plan.TryAsk(kinds, atCounter: false, out _))
            {
                return plan;
            }
        }

        return null;
    }

    /// <summary>Reads outside any lock, to know which desks a decision will need.</summary>
    internal Task<T> ReadAsync<T>(Func<CreneauDb, Task<T>> read, CancellationToken ct) => contexts.ReadAsync(storage, read, ct);

    /// <summary>Reads everything; what is shown meanwhile stays.</summary>
    public async Task LoadAsync(CancellationToken ct)
    {
        await _loading.WaitAsync(ct);
        try
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            await using var snapshot = await storage.SnapshotAsync(db, ct);
            var places = await AvailabilityLoader.ReadPlacesAsync(db, ct);
            var firstDay = FirstDayAt(clock.GetUtcNow());
            var states = await new AvailabilityLoader(db, places, firstDay).AllAsync(ct);
            Volatile.Write(ref _now, Loaded.Of(places, states, firstDay));
            log.LogInformation("Availability of {Desks} desks loaded", states.Count);
        }
        finally
        {
            _loading.Release();
        }
    }

    /// <summary>The desk as it is at a locked row: from memory when that is up to date, else read in the same transaction.</summary>
    internal async Task<DeskState> CurrentAsync(CreneauDb db, DeskLock row, CancellationToken ct)
    {
        var now = Now;
        if (!now.Desks.TryGetValue(row.Id, out var desk))
        {
            throw new InvalidOperationException($"Desk {row.Id} is not in memory.");
        }

        if (desk.State.Revision == row.Revision - 1)
        {
            // Most likely a commit of this node, which let this one have the lock before it was noted: let it be noted
            await Task.Yield();
        }

        var known = desk.State;
        if (known.Revision == row.Revision)
        {
            return known;
        }

        var loaded = await new AvailabilityLoader(db, now.Places, now.FirstDay).OneAsync(row, known, ct);
        desk.Replace(loaded);
        return loaded;
    }

    /// <summary>Follows a commit of this node and announces it to the others.</summary>
    internal void Committed(int deskId, long revision, IReadOnlyList<DeskChange> changes)
    {
        var followed = Desk(deskId)?.Apply(revision, changes) ?? false;
        if (!followed)
        {
            log.LogDebug("Desk {Desk} is ahead of memory and will be compared", deskId);
        }

        Announce?.Invoke(deskId, revision);
    }

    /// <summary>Reads one desk again when it is not at this revision yet.</summary>
    public async Task CatchUpAsync(int deskId, long revision, CancellationToken ct)
    {
        if (Desk(deskId) is not { } desk)
        {
            await LoadAsync(ct);
        }
        else if (desk.State.Revision < revision)
        {
            await ReloadAsync(desk, ct);
        }
    }

    /// <summary>Compares every desk's revision with the database and reads again what differs; also when the day has changed.</summary>
    /// <returns>How many desks were behind.</returns>
    public async Task<int> CompareAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.Desks.AsNoTracking().Select(desk => new DeskLock(desk.Id, desk.Revision, desk.ScheduleRevision)).ToListAsync(ct);
        var structureMoved = rows.Count != Now.Desks.Count
            || rows.Any(row => Desk(row.Id)?.State.ScheduleRevision != row.ScheduleRevision)
            || FirstDay != FirstDayAt(clock.GetUtcNow());
        if (structureMoved)
        {
            await LoadAsync(ct);
            return rows.Count;
        }

        var behind = rows.Where(row => Desk(row.Id)!.State.Revision < row.Revision).ToList();
        foreach (var row in behind)
        {
            await ReloadAsync(Desk(row.Id)!, ct);
        }

        return behind.Count;
    }

    private async Task ReloadAsync(IndexedDesk desk, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var snapshot = await storage.SnapshotAsync(db, ct);
        var known = desk.State;
        var row = await db.Desks.AsNoTracking()
            .Where(stored => stored.Id == known.DeskId)
            .Select(stored => new DeskLock(stored.Id, stored.Revision, stored.ScheduleRevision))
            .SingleAsync(ct);
        desk.Replace(await new AvailabilityLoader(db, Places, FirstDay).OneAsync(row, known, ct));
    }

    public void Dispose() => _loading.Dispose();

    /// <summary>Yesterday in UTC: the earliest date that is still today in some zone.</summary>
    private static DateOnly FirstDayAt(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime).AddDays(-1);

    private sealed record Loaded(
        PlaceDirectory Places,
        Dictionary<int, IndexedDesk> Desks,
        Dictionary<(int Site, int Planning), SitePlan> Plans,
        SearchMap Map,
        DateOnly FirstDay)
    {
        public ILookup<int, SitePlan> PlansOfSite { get; } = Plans.Values.ToLookup(plan => plan.SiteId);

        public static Loaded Of(PlaceDirectory places, IReadOnlyList<DeskState> states, DateOnly firstDay)
        {
            var desks = states.ToDictionary(state => state.DeskId, state => new IndexedDesk(state));
            var plans = places.Offers.Select(offer => PlanOf(places, offer.Planning, offer.Site, desks)).ToList();
            return new Loaded(places, desks, plans.ToDictionary(plan => (plan.SiteId, plan.PlanningId)), new SearchMap(plans), firstDay);
        }

        private static SitePlan PlanOf(PlaceDirectory places, int planningId, int siteId, Dictionary<int, IndexedDesk> desks)
        {
            var planning = places.Plannings[planningId];
            var site = places.Sites[siteId];
            return new SitePlan(
                planning.Services.Select(service => new SiteService((int)service.Kind, service.Ordinal, service.Minutes)),
                places.DesksOf(planningId, siteId).Select(desk => desks[desk.Id].View))
            {
                SiteId = siteId,
                PlanningId = planningId,
                TownHallId = site.TownHallId,
                Place = site.Place,
                Wheelchair = site.Wheelchair,
                Window = planning.Window,
                ZoneIndex = places.ZoneIndexOf(places.TownHalls[site.TownHallId]),
            };
        }
    }
}
