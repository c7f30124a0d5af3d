using Creneau.Availability;
using Creneau.Availability.Openings;
using Creneau.Catalogue;
using Creneau.Scheduling;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Hours.Drafts;

/// <summary>What is published of a town hall's hours, row by row.</summary>
public sealed class PublishedHours
{
    private readonly List<OpeningRule> _rules;
    private readonly List<AgentShift> _shifts;
    private readonly List<Closure> _closures;
    private readonly List<Planning> _plannings;
    private readonly Retirements _retirements;

    private PublishedHours(
        List<OpeningRule> rules, List<AgentShift> shifts, List<Closure> closures, List<Planning> plannings, Retirements retirements)
    {
        (_rules, _shifts, _closures, _plannings, _retirements) = (rules, shifts, closures, plannings, retirements);
        IEnumerable<(string Key, HoursItem Item)> items =
        [
            .. _rules.Select(rule => (HoursKey.OfRule(rule.Id), (HoursItem)RuleItem.Of(rule))),
            .. _shifts.Select(shift => (HoursKey.OfShift(shift.Id), (HoursItem)ShiftItem.Of(shift))),
            .. _closures.Select(closure => (HoursKey.OfClosure(closure.Id), (HoursItem)ClosureItem.Of(closure))),
            .. _plannings.Select(planning => (HoursKey.OfWindow(planning.Id), (HoursItem)WindowItem.Of(planning))),
        ];
        Items = items.ToDictionary(one => one.Key, one => one.Item);
    }

    public int TownHallId { get; private init; }

    /// <summary>By key.</summary>
    public IReadOnlyDictionary<string, HoursItem> Items { get; }

    /// <summary>The rows of a town hall; tracked where the context tracks.</summary>
    public static async Task<PublishedHours> ReadAsync(CreneauDb db, PlaceDirectory places, int townHallId, CancellationToken ct)
    {
        var plannings = places.PlanningsOf(townHallId).Select(planning => planning.Id).ToArray();
        var sites = places.SitesOf(townHallId).Select(site => site.Id).ToArray();
        var desks = places.Desks.Values.Where(desk => sites.Contains(desk.SiteId)).Select(desk => desk.Id).ToArray();
        return new PublishedHours(
            await db.OpeningRules.Where(rule => plannings.Contains(rule.PlanningId)).OrderBy(rule => rule.Id).ToListAsync(ct),
            await db.AgentShifts.Where(shift => plannings.Contains(shift.PlanningId)).OrderBy(shift => shift.Id).ToListAsync(ct),
            await db.Closures
                .Where(closure => closure.TownHallId == townHallId || sites.Contains(closure.SiteId ?? 0)
                    || desks.Contains(closure.DeskId ?? 0))
                .OrderBy(closure => closure.Id)
                .ToListAsync(ct),
            await db.Plannings.Where(planning => planning.TownHallId == townHallId).OrderBy(planning => planning.Id).ToListAsync(ct),
            await Retirements.OfAsync(db, townHallId, ct))
        {
            TownHallId = townHallId,
        };
    }

    /// <summary>As they would be with changes; rows that are gone meanwhile are left out.</summary>
    public IReadOnlyList<ShownItem> With(IReadOnlyList<DraftChange> changes)
    {
        var changed = changes.ToDictionary(change => change.Key);
        return
        [
            .. Items.Select(row => changed.TryGetValue(row.Key, out var change)
                ? new ShownItem(row.Key, change.After, row.Value)
                : new ShownItem(row.Key, row.Value, row.Value)),
            .. changes.Where(change => change.IsNew).Select(change => new ShownItem(change.Key, change.After, null)),
        ];
    }

    /// <summary>The rows that were changed by somebody else since a draft touched them, or are gone.</summary>
    public IReadOnlyList<DraftConflict> ConflictsWith(IReadOnlyList<DraftChange> changes) =>
    [
        .. changes.Where(change => !change.IsNew)
            .Select(change => new DraftConflict(change, Items.GetValueOrDefault(change.Key)))
            .Where(conflict => conflict.Published != conflict.Change.Before && conflict.Published != conflict.Change.After),
    ];

    /// <summary>Whether what a change makes of a row is published already, such as by somebody else.</summary>
    public bool IsInForce(DraftChange change) => !change.IsNew && Items.GetValueOrDefault(change.Key) == change.After;

    /// <summary>Whether changes would end, or shorten, the closure of something that is retired by then.</summary>
    internal bool ReopensRetired(PlaceDirectory places, IEnumerable<DraftChange> changes, DateTime nowUtc)
    {
        var today = places.DateAt(TownHallId, nowUtc);
        return changes.Any(change => Items.GetValueOrDefault(change.Key) is ClosureItem closure
            && RetiredFrom(places, closure) <= today
            && !(change.After is ClosureItem next && DeskClosings.Covers(next.When, closure.When)));
    }

    /// <summary>Plannings at sites, with their hours as they are and as changes would make them.</summary>
    public IReadOnlyList<ComparedSite> Compare(
        PlaceDirectory places, IReadOnlyList<DraftChange> changes, IEnumerable<(int Planning, int Site)> offers)
    {
        var (before, after) = (new ScheduleRows(_rules, _closures, _shifts, _retirements), RowsAfter(changes));
        return
        [
            .. offers.Select(offer => new ComparedSite(
                offer.Planning,
                offer.Site,
                [.. places.Plannings[offer.Planning].Services.Select(service => service.ToSiteService())],
                OpeningCalendars.SetupOf(places, before, offer, IsStaffed(offer.Planning, [])),
                OpeningCalendars.SetupOf(places, after, offer, IsStaffed(offer.Planning, changes)))
            {
                Groups = places.DesksOf(offer.Planning, offer.Site).ToDictionary(desk => desk.Desk.Id, desk => desk.Group),
            }),
        ];
    }

    internal OpeningRule? Rule(string key) => _rules.Find(rule => HoursKey.OfRule(rule.Id) == key);

    internal AgentShift? Shift(string key) => _shifts.Find(shift => HoursKey.OfShift(shift.Id) == key);

    internal Closure? Closure(string key) => _closures.Find(closure => HoursKey.OfClosure(closure.Id) == key);

    internal Planning? Planning(string key) => _plannings.Find(planning => HoursKey.OfWindow(planning.Id) == key);

    internal static OpeningRule NewRule(RuleItem item) => new(item.PlanningId, item.SiteId, item.DeskId, item.ToOpening());

    internal static AgentShift NewShift(ShiftItem item) => new(item.PlanningId, item.SiteId, item.ToPresence());

    private DateOnly? RetiredFrom(PlaceDirectory places, ClosureItem closure) => closure switch
    {
        { DeskId: { } desk } => _retirements.FromDateOf(places.Desks[desk], TownHallId),
        { SiteId: { } site } =>
            new[] { _retirements.FromDateOf(RetiredKind.Site, site), _retirements.FromDateOf(RetiredKind.TownHall, TownHallId) }.Min(),
        _ => _retirements.FromDateOf(RetiredKind.TownHall, TownHallId),
    };

    private ScheduleRows RowsAfter(IReadOnlyList<DraftChange> changes)
    {
        var touched = changes.Select(change => change.Key).ToHashSet();
        var added = changes.Select(change => change.After).OfType<HoursItem>().ToList();
        return new ScheduleRows(
            [
                .. _rules.Where(rule => !touched.Contains(HoursKey.OfRule(rule.Id))),
                .. added.OfType<RuleItem>().Select(NewRule),
            ],
            [
                .. _closures.Where(closure => !touched.Contains(HoursKey.OfClosure(closure.Id))),
                .. added.OfType<ClosureItem>().Select(item => item.ToClosure()),
            ],
            [
                .. _shifts.Where(shift => !touched.Contains(HoursKey.OfShift(shift.Id))),
                .. added.OfType<ShiftItem>().Select(NewShift),
            ],
            _retirements);
    }

    private bool IsStaffed(int planningId, IReadOnlyList<DraftChange> changes) =>
        changes.Select(change => change.After).OfType<WindowItem>().FirstOrDefault(window => window.PlanningId == planningId)?.Staffed
        ?? _plannings.Find(planning => planning.Id == planningId)?.Staffed
        ?? false;
}

/// <summary>One item as a draft shows it.</summary>
/// <param name="Item">Null: it is taken away.</param>
/// <param name="Published">Null: it is new.</param>
public sealed record ShownItem(string Key, HoursItem? Item, HoursItem? Published)
{
    public bool IsNew => Published is null;

    public bool IsRemoved => Item is null;

    public bool IsChanged => !IsNew && !IsRemoved && Item != Published;
}

/// <summary>An item that a draft changes and somebody else has changed since.</summary>
/// <param name="Published">What is published now; null: it is gone.</param>
public sealed record DraftConflict(DraftChange Change, HoursItem? Published);
