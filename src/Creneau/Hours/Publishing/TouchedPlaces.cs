using Creneau.Availability;
using Creneau.Hours.Drafts;
using Creneau.Storage;

namespace Creneau.Hours.Publishing;

/// <summary>The plannings at sites whose hours changes touch, and their desks.</summary>
internal sealed class TouchedPlaces
{
    private TouchedPlaces(IReadOnlyList<(int Planning, int Site)> offers, IReadOnlyList<int> deskIds) =>
        (Offers, DeskIds) = (offers, deskIds);

    public IReadOnlyList<(int Planning, int Site)> Offers { get; }

    /// <summary>By id: a change of staffing touches every desk of the planning at the site.</summary>
    public IReadOnlyList<int> DeskIds { get; }

    public static TouchedPlaces By(IReadOnlyList<DraftChange> changes, PlaceDirectory places)
    {
        var offers = changes.SelectMany(change => new[] { change.Before, change.After }.OfType<HoursItem>())
            .SelectMany(item => OffersOf(item, places)).Distinct().Order().ToList();
        // A desk that is closed, or has other hours, may leave its agent to another one
        var desks = offers.SelectMany(offer => places.DesksOf(offer.Planning, offer.Site)).Select(desk => desk.Desk.Id);
        return new TouchedPlaces(offers, [.. desks.Distinct().Order()]);
    }

    /// <summary>Locks the desks; a planning without any has none to lock.</summary>
    public Task LockAsync(Transaction transaction, DeskLocks desks, CancellationToken ct) =>
        DeskIds.Count == 0 ? Task.CompletedTask : desks.LockAsync(transaction, DeskIds, ct);

    private static IEnumerable<(int Planning, int Site)> OffersOf(HoursItem item, PlaceDirectory places) => item switch
    {
        RuleItem rule => [(rule.PlanningId, rule.SiteId)],
        ShiftItem shift => [(shift.PlanningId, shift.SiteId)],
        ClosureItem { DeskId: { } desk } when places.Desks.TryGetValue(desk, out var its) =>
            its.Plannings.Select(use => (use.PlanningId, its.SiteId)),
        ClosureItem { SiteId: { } site } => places.Offers.Where(offer => offer.Site == site),
        ClosureItem { TownHallId: { } townHall } => places.Offers.Where(offer => places.Sites[offer.Site].TownHallId == townHall),
        WindowItem window => places.Offers.Where(offer => offer.Planning == window.PlanningId),
        _ => [],
    };
}
