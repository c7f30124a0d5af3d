using Creneau.Availability;
using Creneau.Keys;
using Creneau.Notifications.Sending;
using Creneau.Storage;

namespace Creneau.Bench.Booking;

/// <summary>What the baseline takes of the server.</summary>
internal sealed record PlainServices(
    StorageProvider Storage, PlatformKeys Keys, AvailabilityIndex Availability, OutboxSignal Outbox, TimeProvider Clock)
{
    public DateTime NowUtc => Clock.GetUtcNow().UtcDateTime;

    public int TownHallOf(BookingStart start) => Availability.Plan(start.Wanted.SiteId, start.Wanted.PlanningId)!.TownHallId;

    public Task<PlainTransaction> BeginAsync(CancellationToken ct) =>
        PlainTransaction.BeginAsync(((PostgresStorage)Storage).DataSource, ct);
}
