using Creneau.Acting;
using Creneau.Availability;
using Creneau.Keys;
using Creneau.Storage;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Counter.Devices;

public abstract record EnrolDeviceResult
{
    /// <param name="Secret">Shown this once.</param>
    public sealed record Enrolled(int Id, string Secret) : EnrolDeviceResult;

    /// <summary>No name, or one of more than <see cref="SiteDevice.LongestName"/> characters.</summary>
    public sealed record BadName : EnrolDeviceResult;

    /// <summary>No such site at the actor's town hall, or not their right.</summary>
    public sealed record NotAllowed : EnrolDeviceResult;
}

/// <summary>Lets a tablet or a screen of a site show what it is for, without anybody signing in at it.</summary>
public sealed class EnrolDevice(Transactions transactions, AvailabilityIndex availability, PlatformKeys keys)
{
    /// <summary>Enrols a device; a refusal has written nothing but its audit row.</summary>
    public Task<EnrolDeviceResult> RunAsync(Actor actor, int siteId, DeviceKind kind, string? name, CancellationToken ct) =>
        transactions.RunAsync<EnrolDeviceResult>(actor, "device-enrol", async transaction =>
        {
            var entry = new AuditEntry("device-enrol", FormattableString.Invariant($"site:{siteId}"), null, kind.ToString());
            transaction.Audit(entry);
            if (!availability.Places.Sites.TryGetValue(siteId, out var site) || !actor.May(Rights.Appointments, site.TownHallId))
            {
                return Refuse<EnrolDeviceResult>(new EnrolDeviceResult.NotAllowed());
            }

            if (name?.Trim() is not { Length: > 0 and <= SiteDevice.LongestName } called)
            {
                return Refuse<EnrolDeviceResult>(new EnrolDeviceResult.BadName());
            }

            var secret = DeviceSecret.Create();
            var device = new SiteDevice(siteId, kind, called, DeviceSecret.HashOf(keys, secret), transaction.NowUtc);
            transaction.Db.Add(device);
            await transaction.Db.SaveChangesAsync(ct);
            transaction.Audit(entry with { After = FormattableString.Invariant($"{kind} device:{device.Id}") });
            return Commit<EnrolDeviceResult>(new EnrolDeviceResult.Enrolled(device.Id, secret));
        }, ct);
}
