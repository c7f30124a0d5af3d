using Creneau.Acting;
using Creneau.Availability.Openings;
using Creneau.Catalogue;
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
public sealed class AvailabilityIndex(
    IDbContextFactory<CreneauDb> contexts, StorageProvider storage, TimeProvider clock, ILogger<AvailabilityIndex> log) : IDisposable
{
    private readonly SemaphoreSlim _loading = new(1, 1);
    private LoadedAvailability? _now;

    /// <summary>Told after each commit of this node: desk and revision.</summary>
    public event Action<int, long>? Announce;

    /// <summary>
    /// Told when a desk was read again because its hours changed, or because a comparison found what nobody had told this
    /// node of. Without a desk: any of them may have changed.
    /// </summary>
    public event Action<int?>? ReadAgain;

    public bool IsReady => Volatile.Read(ref _now) is not null;

    public PlaceDirectory Places => Now.Places;

    public SearchMap Map => Now.Map;

    public DateOnly FirstDay => Now.FirstDay;

    public IEnumerable<DeskState> States => Now.Desks.Values.Select(desk => desk.State);

    private LoadedAvailability Now => Volatile.Read(ref _now) ?? throw new InvalidOperationException("The availability is not loaded yet.");

    public IndexedDesk? Desk(int deskId) => Now.Desks.GetValueOrDefault(deskId);

    /// <summary>The plan of a planning at a site, or null.</summary>
    public SitePlan? Plan(int siteId, int planningId) => Now.Plans.GetValueOrDefault((siteId, planningId));

    /// <summary>The plan where a start is wanted, when it offers every service asked for; or null.</summary>
    /// <param name="atCounter">To agents of the town hall; else to the public.</param>
    public SitePlan? PlanFor(WantedSlot wanted, bool atCounter = false) =>
        Plan(wanted.SiteId, wanted.PlanningId) is { } plan && TryAsk(plan, wanted.ServiceIds, atCounter, out _) ? plan : null;

    /// <summary>Whether something takes nobody new any more.</summary>
    public bool IsRetired(RetiredKind kind, int id) => Places.Retirements.IsRetired(kind, id, FirstDay.AddDays(1));

    /// <summary>Whether somebody acts at the counter of the town hall that a site belongs to.</summary>
    public bool IsAtCounter(Actor actor, int siteId) =>
        Places.Sites.TryGetValue(siteId, out var site) && actor.AtCounterOf(site.TownHallId);

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

    /// <summary>A start at a site for people who come for kinds of services that every town hall may have.</summary>
    /// <returns>
    /// Without a planning (0) where the site does not offer them all: <see cref="PlanFor(WantedSlot, bool)"/> finds none.
    /// </returns>
    public WantedSlot WantedAt(int siteId, IReadOnlyList<ServiceKind> kinds, DateOnly date, int startMinute)
    {
        var plan = PlanFor(siteId, [.. kinds.Select(kind => kind.Id)]);
        var services = plan is null
            ? [.. kinds.Select(_ => 0)]
            : kinds.Select(kind => Places.ServiceOf(plan.PlanningId, kind)!.Id).ToArray();
        return new WantedSlot(siteId, plan?.PlanningId ?? 0, services, date, startMinute);
    }

    /// <summary>
    /// The same services at another site: in its planning that offers services of the same kinds, first of all in their
    /// own planning.
    /// </summary>
    /// <param name="atCounter">As agents of the site's town hall find it.</param>
    /// <returns>As for <see cref="WantedAt(int, IReadOnlyList{ServiceKind}, DateOnly, int)"/>.</returns>
    public WantedSlot WantedAt(
        int siteId, int planningId, IReadOnlyList<int> serviceIds, (DateOnly Date, int StartMinute) start, bool atCounter = false)
    {
        var own = new WantedSlot(siteId, planningId, serviceIds, start.Date, start.StartMinute);
        return PlanFor(own, atCounter) is null && Places.KindsOf(serviceIds) is { } kinds
            ? WantedAt(siteId, kinds, start.Date, start.StartMinute)
            : own;
    }

    /// <summary>Turns services of a plan's planning into what is asked of its desks.</summary>
    /// <returns>False when one of them is not (or no longer) among its services, or there are none or more than six.</returns>
    internal bool TryAsk(SitePlan plan, IReadOnlyList<int> serviceIds, bool atCounter, out Ask ask)
    {
        ask = default;
        if (serviceIds.Count is < 1 or > PartyDuration.MostPeople)
        {
            return false;
        }

        Span<int> ordinals = stackalloc int[serviceIds.Count];
        for (var i = 0; i < ordinals.Length; i++)
        {
            if (!Places.Services.TryGetValue(serviceIds[i], out var service) || service.PlanningId != plan.PlanningId)
            {
                return false;
            }

            ordinals[i] = service.Ordinal;
        }

        return plan.TryAskServices(ordinals, atCounter, out ask);
    }

    /// <summary>Reads everything; what is shown meanwhile stays.</summary>
    public Task LoadAsync(CancellationToken ct) => LoadAsync(LoadAllAsync, ct);

    /// <summary>The desk as it is at a locked row: from memory when that is up to date, else read in the same transaction.</summary>
    /// <returns>Null for a desk that this node has not loaded: it is new.</returns>
    internal async Task<DeskState?> CurrentAsync(CreneauDb db, DeskLock row, CancellationToken ct)
    {
        var now = Now;
        if (!now.Desks.TryGetValue(row.Id, out var desk))
        {
            return null;
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

    /// <summary>Follows a change of hours of this node and announces it; where reading fails, the next comparison reads it.</summary>
    internal async Task RescheduledAsync(int deskId, long revision)
    {
        Announce?.Invoke(deskId, revision);
        try
        {
            await CatchUpAsync(deskId, revision, CancellationToken.None);
        }
        catch (Exception error) when (storage.IsTransient(error))
        {
            log.LogInformation("Desk {Desk} is behind its new hours and will be compared", deskId);
        }
    }

    /// <summary>
    /// For whoever changes the directory: every node reads it again, this one before the answer; where reading fails, the next
    /// comparison does.
    /// </summary>
    public async Task RaiseDirectoryAsync(Transaction transaction, CancellationToken ct)
    {
        await DirectoryVersion.RaiseAsync(transaction.Db, ct);
        transaction.AfterCommit(async () =>
        {
            try
            {
                await CompareAsync(CancellationToken.None);
            }
            catch (Exception error) when (storage.IsTransient(error))
            {
                log.LogInformation("The directory is behind its change and will be compared");
            }
        });
    }

    /// <summary>Reads one desk again when it is not at this revision yet.</summary>
    public async Task CatchUpAsync(int deskId, long revision, CancellationToken ct)
    {
        if (Desk(deskId) is not { } desk)
        {
            await CompareAsync(ct);
        }
        else if (desk.State is var known && known.Revision < revision)
        {
            await ReloadAsync(desk, ct);
            if (desk.State.ScheduleRevision != known.ScheduleRevision)
            {
                ReadAgain?.Invoke(deskId);
            }
        }
    }

    /// <summary>
    /// Takes what this node offers. One that was behind may have offered a service that was removed, and the database refuses it:
    /// then it catches up, and refuses too.
    /// </summary>
    public async Task<T> WhileOfferedAsync<T>(
        IReadOnlyList<int> serviceIds, Func<Task<T>> take, Func<Task<T>> refuse, CancellationToken ct)
    {
        try
        {
            return await take();
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)
        {
            await CompareAsync(ct);
            if (serviceIds.All(Places.Services.ContainsKey))
            {
                throw;
            }

            return await refuse();
        }
    }

    /// <summary>
    /// Compares every desk's revision and the directory's version with the database and reads again what differs;
    /// everything when the day has changed.
    /// </summary>
    /// <returns>How many desks were behind.</returns>
    public async Task<int> CompareAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (FirstDay != FirstDayAt(clock.GetUtcNow()))
        {
            await LoadAsync(ct);
            return Now.Desks.Count;
        }

        if (await AvailabilityLoader.VersionAsync(db, ct) != Places.Version)
        {
            await LoadAsync(LoadDirectoryAsync, ct);
        }

        var rows = await db.Desks.AsNoTracking()
            .Select(desk => new DeskLock(desk.Id, desk.Revision, desk.ScheduleRevision))
            .ToListAsync(ct);
        var behind = rows.Select(row => (Row: row, Desk: Desk(row.Id)))
            .Where(pair => pair.Desk?.State.Revision < pair.Row.Revision)
            .ToList();
        foreach (var (row, desk) in behind)
        {
            await ReloadAsync(desk!, ct);
            ReadAgain?.Invoke(row.Id);
        }

        return behind.Count;
    }

    public void Dispose() => _loading.Dispose();

    /// <summary>Yesterday in UTC: the earliest date that is still today in some zone.</summary>
    private static DateOnly FirstDayAt(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime).AddDays(-1);

    private async Task LoadAsync(Func<CreneauDb, CancellationToken, Task<LoadedAvailability>> read, CancellationToken ct)
    {
        await _loading.WaitAsync(ct);
        try
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            await using var snapshot = await storage.SnapshotAsync(db, ct);
            Volatile.Write(ref _now, await read(db, ct));
        }
        finally
        {
            _loading.Release();
        }

        ReadAgain?.Invoke(null);
    }

    private async Task<LoadedAvailability> LoadAllAsync(CreneauDb db, CancellationToken ct)
    {
        var places = await AvailabilityLoader.ReadPlacesAsync(db, ct);
        var firstDay = FirstDayAt(clock.GetUtcNow());
        var states = await new AvailabilityLoader(db, places, firstDay).AllAsync(ct);
        log.LogInformation("Availability of {Desks} desks loaded", states.Count);
        return LoadedAvailability.Of(places, states, firstDay);
    }

    /// <summary>The directory anew; of the desks those only whose plannings or neighbours have changed, or that are new.</summary>
    private async Task<LoadedAvailability> LoadDirectoryAsync(CreneauDb db, CancellationToken ct)
    {
        var (before, places) = (Now, await AvailabilityLoader.ReadPlacesAsync(db, ct));
        if (places.LongestHorizonDays != before.Places.LongestHorizonDays)
        {
            return await LoadAllAsync(db, ct);
        }

        var kept = places.Desks.Values
            .Where(desk => before.Desks.TryGetValue(desk.Id, out var known)
                && desk.Plannings.Select(use => use.PlanningId).Order().SequenceEqual(known.State.Calendars.Select(one => one.PlanningId))
                && desk.Plannings.All(use => places.HoursSignature(use.PlanningId, desk.SiteId)
                    == before.Places.HoursSignature(use.PlanningId, desk.SiteId)))
            .ToDictionary(desk => desk.Id, desk => before.Desks[desk.Id].State);
        var read = await new AvailabilityLoader(db, places, before.FirstDay).TheseAsync(
            [.. places.Desks.Values.Where(desk => !kept.ContainsKey(desk.Id))], ct);
        log.LogInformation("Directory version {Version} loaded, {Desks} desks read anew", places.Version, read.Count);
        return LoadedAvailability.Of(places, [.. kept.Values, .. read], before.FirstDay);
    }

    private async Task ReloadAsync(IndexedDesk desk, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var snapshot = await storage.SnapshotAsync(db, ct);
        var known = desk.State;
        var row = await db.Desks.AsNoTracking()
            .Where(stored => stored.Id == known.DeskId)
            .Select(stored => new DeskLock(stored.Id, stored.Revision, stored.ScheduleRevision))
            .SingleOrDefaultAsync(ct);
        if (row is not null)
        {
            desk.Replace(await new AvailabilityLoader(db, Places, FirstDay).OneAsync(row, known, ct));
        }
    }
}
