using Creneau.Acting;
using Creneau.Availability;
using Creneau.Places;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Administration.ManagedTownHall;

namespace Creneau.Administration.Sites;

/// <summary>Everything that a new site needs.</summary>
public sealed record NewSite(SiteNames Names, SitePlace Place, SiteAccess Access);

/// <summary>Adds a place where a town hall receives people.</summary>
public sealed class CreateSite(Transactions transactions, AvailabilityIndex availability, CommunePoints communes)
{
    /// <summary>Writes the site; a refusal has written nothing but its audit row.</summary>
    public Task<SaveResult> RunAsync(Actor actor, int townHallId, NewSite site, CancellationToken ct) =>
        transactions.RunAsync<SaveResult>(actor, "site-create", async transaction =>
        {
            if (!await MayAsync(transaction, townHallId, new AuditEntry("site-create", Subject(townHallId)), ct))
            {
                return Refused(SaveRefusal.NotFound);
            }

            var checks = new FieldChecks().And(site.Names.Check()).And(site.Place.Check()).And(site.Access.Check());
            var name = site.Names.Name?.Trim() ?? "";
            checks.When(
                await transaction.Db.Sites.AnyAsync(row => row.TownHallId == townHallId && row.Name == name, ct),
                nameof(SiteNames.Name),
                FieldProblem.Taken);
            var point = checks.IsFine ? site.Place.PointOr(communes.Of(site.Place.Address) ?? default) : default;
            // A commune that is not known, and no coordinates: nobody would find it
            checks.When(checks.IsFine && point == default, nameof(SitePlace.City), FieldProblem.Unknown);
            if (!checks.IsFine)
            {
                return Refused(checks);
            }

            var made = new Site(townHallId, name, site.Place.Address, point, site.Access.Wheelchair);
            site.Names.Apply(made);
            site.Access.Apply(made);
            transaction.Db.Add(made);
            await transaction.Db.SaveChangesAsync(ct);
            transaction.Audit(new AuditEntry("site-create", FormattableString.Invariant($"site:{made.Id}")));
            return await SavedAsync(transaction, availability, made.Id, ct);
        }, ct);
}
