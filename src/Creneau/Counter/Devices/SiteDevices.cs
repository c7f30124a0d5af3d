using Creneau.Acting;
using Creneau.Availability;
using Creneau.Keys;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Counter.Devices;

/// <summary>Finds devices by their secret, and lists those of a town hall.</summary>
public sealed class SiteDevices(
    IDbContextFactory<CreneauDb> contexts, StorageProvider storage, AvailabilityIndex availability, PlatformKeys keys)
{
    /// <returns>Null for a secret of no device of that kind, one that was revoked, or while its town hall is suspended.</returns>
    public async Task<SiteDevice?> FindAsync(DeviceKind kind, string? secret, CancellationToken ct)
    {
        if (secret is not { Length: > 0 and <= DeviceSecret.Longest })
        {
            return null;
        }

        var hash = DeviceSecret.HashOf(keys, secret);
        var found = await contexts.ReadAsync(
            storage, db => db.SiteDevices.AsNoTracking().SingleOrDefaultAsync(row => row.SecretHash == hash && row.Kind == kind, ct), ct);
        var places = availability.Places;
        return found is { SiteId: var at } && places.Sites.TryGetValue(at, out var site) && places.IsSuspended(site.TownHallId)
            ? null
            : found;
    }

    /// <summary>Those of a town hall, by site and name; empty without the right to enrol any.</summary>
    public Task<List<SiteDevice>> ListAsync(Actor actor, int townHallId, CancellationToken ct)
    {
        var sites = availability.Places.Sites.Values.Where(site => site.TownHallId == townHallId).Select(site => site.Id).ToArray();
        return actor.May(Rights.Appointments, townHallId)
            ? contexts.ReadAsync(
                storage,
                db => db.SiteDevices.AsNoTracking().Where(row => sites.Contains(row.SiteId)).OrderBy(row => row.SiteId)
                    .ThenBy(row => row.Name).ToListAsync(ct),
                ct)
            : Task.FromResult(new List<SiteDevice>());
    }
}
