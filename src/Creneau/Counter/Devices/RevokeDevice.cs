using Creneau.Acting;
using Creneau.Availability;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Counter.Devices;

/// <summary>Makes the secret of a device worthless: what it shows ends with its next request, a stream within seconds.</summary>
public sealed class RevokeDevice(Transactions transactions, AvailabilityIndex availability)
{
    /// <summary>Revokes a device; a refusal has written nothing but its audit row.</summary>
    /// <returns>False when there is none such at the actor's town hall, or it is not their right.</returns>
    public Task<bool> RunAsync(Actor actor, int deviceId, CancellationToken ct) =>
        transactions.RunAsync(actor, "device-revoke", async transaction =>
        {
            transaction.Audit(new AuditEntry("device-revoke", FormattableString.Invariant($"device:{deviceId}")));
            var device = await transaction.Db.SiteDevices.SingleOrDefaultAsync(row => row.Id == deviceId, ct);
            if (device is null
                || availability.Places.Sites.GetValueOrDefault(device.SiteId) is not { } site
                || !actor.May(Rights.Appointments, site.TownHallId))
            {
                return Refuse(false);
            }

            transaction.Db.Remove(device);
            return Commit(true);
        }, ct);
}
