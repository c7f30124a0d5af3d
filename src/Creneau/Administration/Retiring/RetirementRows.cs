using Creneau.Availability;
using Creneau.Availability.Openings;
using Creneau.Catalogue;
using Creneau.Places;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Administration.Retiring;

internal static class RetirementRows
{
    /// <returns>Null: it is not retired.</returns>
    public static Task<Retirement?> FindAsync(CreneauDb db, RetiredThing thing, CancellationToken ct) => db.Retirements
        .SingleOrDefaultAsync(
            thing.Kind switch
            {
                RetiredKind.Site => row => row.SiteId == thing.Id,
                RetiredKind.Desk => row => row.DeskId == thing.Id,
                RetiredKind.Planning => row => row.PlanningId == thing.Id,
                RetiredKind.Service => row => row.ServiceId == thing.Id,
                RetiredKind.TownHall => row => row.TownHallId == thing.Id && row.SiteId == null && row.DeskId == null
                    && row.PlanningId == null && row.ServiceId == null,
                _ => throw new ArgumentOutOfRangeException(nameof(thing)),
            },
            ct);

    /// <returns>Null: there is no such thing.</returns>
    public static async Task<TownHall?> OwnerAsync(CreneauDb db, RetiredThing thing, CancellationToken ct)
    {
        var (id, desks) = (thing.Id, db.Desks);
        var owner = thing.Kind switch
        {
            RetiredKind.TownHall => db.TownHalls.Where(row => row.Id == id).Select(row => row.Id),
            RetiredKind.Site => db.Sites.Where(row => row.Id == id).Select(row => row.TownHallId),
            RetiredKind.Desk => db.Sites.Where(row => desks.Any(desk => desk.Id == id && desk.SiteId == row.Id))
                .Select(row => row.TownHallId),
            RetiredKind.Planning => db.Plannings.Where(row => row.Id == id).Select(row => row.TownHallId),
            RetiredKind.Service => db.Plannings.Where(row => row.Services.Any(service => service.Id == id)).Select(row => row.TownHallId),
            _ => throw new ArgumentOutOfRangeException(nameof(thing)),
        };
        return await db.TownHalls.AsNoTracking().SingleOrDefaultAsync(row => owner.Contains(row.Id), ct);
    }

    /// <summary>« desk:5 », « town-hall:3 ».</summary>
    public static string Subject(RetiredThing thing) => thing.Kind switch
    {
        RetiredKind.TownHall => ManagedTownHall.Subject(thing.Id),
        RetiredKind.Site => FormattableString.Invariant($"site:{thing.Id}"),
        RetiredKind.Desk => FormattableString.Invariant($"desk:{thing.Id}"),
        RetiredKind.Planning => FormattableString.Invariant($"planning:{thing.Id}"),
        RetiredKind.Service => FormattableString.Invariant($"service:{thing.Id}"),
        _ => throw new ArgumentOutOfRangeException(nameof(thing)),
    };
}

/// <summary>The desks whose hours change when something is retired.</summary>
internal static class RetiredDesks
{
    /// <returns>Ids of the desks, all locked; empty when there are none.</returns>
    public static async Task<IReadOnlyCollection<int>> LockAsync(
        Transaction transaction, DeskLocks desks, RetiredThing thing, CancellationToken ct)
    {
        if (thing.Kind == RetiredKind.Desk)
        {
            return await desks.LockScheduleOfAsync(transaction, thing.Id, ct);
        }

        var ids = await Of(transaction.Db, thing).Select(desk => desk.Id).ToArrayAsync(ct);
        if (ids.Length > 0)
        {
            await desks.LockAsync(transaction, ids, ct);
        }

        return ids;
    }

    private static IQueryable<Desk> Of(CreneauDb db, RetiredThing thing)
    {
        var (id, plannings, sites) = (thing.Id, db.Plannings, db.Sites);
        return thing.Kind switch
        {
            RetiredKind.Site => db.Desks.Where(desk => desk.SiteId == id),
            RetiredKind.Planning => db.Desks.Where(desk => desk.Plannings.Any(use => use.PlanningId == id)),
            RetiredKind.Service => db.Desks.Where(desk => desk.Plannings.Any(
                use => plannings.Any(planning => planning.Id == use.PlanningId && planning.Services.Any(one => one.Id == id)))),
            RetiredKind.TownHall => db.Desks.Where(desk => sites.Any(site => site.Id == desk.SiteId && site.TownHallId == id)),
            _ => throw new ArgumentOutOfRangeException(nameof(thing)),
        };
    }
}
