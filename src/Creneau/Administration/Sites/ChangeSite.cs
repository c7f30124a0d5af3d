using Creneau.Acting;
using Creneau.Availability;
using Creneau.Places;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Administration.ManagedTownHall;

namespace Creneau.Administration.Sites;

/// <summary>Changes one section of what a town hall says of a site; the others are not looked at.</summary>
public sealed class ChangeSite(Transactions transactions, AvailabilityIndex availability, CommunePoints communes)
{
    /// <summary>Writes the section; a refusal has written nothing but its audit row.</summary>
    /// <param name="seen">See <see cref="SectionVersion"/>.</param>
    public Task<SaveResult> RunAsync(Actor actor, int siteId, string seen, SiteSection section, CancellationToken ct) =>
        transactions.RunAsync<SaveResult>(actor, "site-change", async transaction =>
        {
            var entry = new AuditEntry("site-change", FormattableString.Invariant($"site:{siteId}"));
            transaction.Audit(entry);
            var townHallId = await transaction.Db.Sites.Where(row => row.Id == siteId).Select(row => (int?)row.TownHallId)
                .SingleOrDefaultAsync(ct);
            if (townHallId is not { } id || !await MayAsync(transaction, id, entry, ct))
            {
                return Refused(SaveRefusal.NotFound);
            }

            var site = await transaction.Db.Sites.SingleAsync(row => row.Id == siteId, ct);
            if (section.VersionOf(site) != seen)
            {
                return Refused(SaveRefusal.ChangedSince);
            }

            var checks = await CheckAsync(transaction, site, section, ct);
            if (!checks.IsFine)
            {
                return Refused(checks);
            }

            var changes = (section is SitePlace { Latitude: null } place ? Located(place, site) : section).Apply(site);
            transaction.Audit(entry with { After = changes });
            return await SavedAsync(transaction, availability, siteId, ct);
        }, ct);

    private static async Task<FieldChecks> CheckAsync(Transaction transaction, Site site, SiteSection section, CancellationToken ct)
    {
        var checks = section.Check();
        var name = (section as SiteNames)?.Name?.Trim();
        return checks.When(
            name is not null && await transaction.Db.Sites.AnyAsync(
                row => row.TownHallId == site.TownHallId && row.Name == name && row.Id != site.Id, ct),
            nameof(SiteNames.Name),
            FieldProblem.Taken);
    }

    private SitePlace Located(SitePlace place, Site site)
    {
        var point = communes.Of(place.Address) ?? site.Place;
        return place with { Latitude = point.Latitude, Longitude = point.Longitude };
    }
}
