using Creneau.Scheduling;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Availability.Openings;

public enum RetiredKind
{
    /// <summary>Suspended as a whole.</summary>
    TownHall,
    Site,
    Desk,
    Planning,
    Service,
}

/// <summary>What is retired, or is to be.</summary>
/// <param name="Id">Of the row that the kind names.</param>
public readonly record struct RetiredThing(RetiredKind Kind, int Id);

/// <summary>
/// From which date on a desk, a service, a site, a planning or a whole town hall takes nobody new. What was booked stays and can be
/// changed; hours stay as they are, so that taking the row away brings back the same starts. Exactly one thing is named.
/// </summary>
public sealed class Retirement
{
    private Retirement()
    {
    }

    /// <param name="townHallId">The town hall that the thing belongs to.</param>
    public Retirement(int townHallId, RetiredThing thing, DateOnly from)
    {
        (TownHallId, FromDate) = (townHallId, from);
        (SiteId, DeskId, PlanningId, ServiceId) = (
            IdOf(RetiredKind.Site, thing), IdOf(RetiredKind.Desk, thing), IdOf(RetiredKind.Planning, thing),
            IdOf(RetiredKind.Service, thing));
    }

    public int Id { get; private set; }

    /// <summary>The town hall that it belongs to; the whole of it when nothing else is named.</summary>
    public int TownHallId { get; private set; }

    public int? SiteId { get; private set; }

    public int? DeskId { get; private set; }

    public int? PlanningId { get; private set; }

    public int? ServiceId { get; private set; }

    /// <summary>The first date without it, wall clock of the town hall.</summary>
    public DateOnly FromDate { get; private set; }

    public RetiredThing Thing => this switch
    {
        { SiteId: { } site } => new RetiredThing(RetiredKind.Site, site),
        { DeskId: { } desk } => new RetiredThing(RetiredKind.Desk, desk),
        { PlanningId: { } planning } => new RetiredThing(RetiredKind.Planning, planning),
        { ServiceId: { } service } => new RetiredThing(RetiredKind.Service, service),
        _ => new RetiredThing(RetiredKind.TownHall, TownHallId),
    };

    public void SetFrom(DateOnly from) => FromDate = from;

    private static int? IdOf(RetiredKind kind, RetiredThing thing) => thing.Kind == kind ? thing.Id : null;
}

/// <summary>What is retired, as read together.</summary>
public sealed class Retirements(IEnumerable<Retirement> rows)
{
    private readonly Dictionary<RetiredThing, DateOnly> _from = rows.ToDictionary(row => row.Thing, row => row.FromDate);

    /// <summary>Those of one town hall.</summary>
    public static async Task<Retirements> OfAsync(CreneauDb db, int townHallId, CancellationToken ct) =>
        new(await db.Retirements.AsNoTracking().Where(row => row.TownHallId == townHallId).ToListAsync(ct));

    /// <returns>The first date without it; null: it is not retired.</returns>
    public DateOnly? FromDateOf(RetiredKind kind, int id) =>
        _from.TryGetValue(new RetiredThing(kind, id), out var from) ? from : null;

    public bool IsRetired(RetiredKind kind, int id, DateOnly date) => FromDateOf(kind, id) <= date;

    /// <summary>From when a desk takes nobody new for a planning: it, its site, the planning or its town hall is retired.</summary>
    /// <returns>Null: none of them is.</returns>
    public DateOnly? FromDateOf(Desk desk, int planningId, int townHallId) =>
        new[] { FromDateOf(desk, townHallId), FromDateOf(RetiredKind.Planning, planningId) }.Min();

    /// <summary>From when a desk takes nobody new for any planning: it, its site or its town hall is retired.</summary>
    /// <returns>Null: none of them is.</returns>
    public DateOnly? FromDateOf(Desk desk, int townHallId) => new[]
    {
        FromDateOf(RetiredKind.Desk, desk.Id), FromDateOf(RetiredKind.Site, desk.SiteId), FromDateOf(RetiredKind.TownHall, townHallId),
    }.Min();

    /// <summary>The same as a closing without an end; empty when there is none.</summary>
    public IEnumerable<Closing> ClosingsOf(Desk desk, int planningId, int townHallId)
    {
        if (FromDateOf(desk, planningId, townHallId) is { } from)
        {
            yield return new Closing(from, 0, null, 0);
        }
    }

    /// <summary>The services of a planning that are retired, or will be.</summary>
    public IReadOnlyList<RetiredService> ServicesOf(Catalogue.Planning planning) =>
    [
        .. planning.Services.Select(service => (service.Ordinal, From: FromDateOf(RetiredKind.Service, service.Id)))
            .Where(one => one.From is not null)
            .Select(one => new RetiredService(one.Ordinal, one.From!.Value)),
    ];
}
