using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Offers;

/// <summary>An open offer as it stands.</summary>
/// <param name="KeptUntilUtc">Until when the first start is kept; null: none is (any more).</param>
/// <param name="Starts">Those that can be had now, by memory; empty when all are gone.</param>
public sealed record OfferView(DateTime? KeptUntilUtc, IReadOnlyList<OfferedStart> Starts);

/// <summary>Reads what somebody may still take instead of a cancelled appointment.</summary>
public sealed class ReadOffer(
    IDbContextFactory<CreneauDb> contexts, StorageProvider storage, OfferSearch search, TimeProvider clock)
{
    /// <param name="cancelled">Which the reader has the right to open.</param>
    /// <returns>Null when no offer is open.</returns>
    public Task<OfferView?> OfAsync(Appointment cancelled, CancellationToken ct) => cancelled.Status == AppointmentStatus.Cancelled
        ? contexts.ReadAsync(storage, db => ReadAsync(db, cancelled, ct), ct)
        : Task.FromResult<OfferView?>(null);

    /// <summary>A start that was offered for an appointment at last, open or not, as a button posts it.</summary>
    /// <returns>Null when it was not offered.</returns>
    public Task<OfferedStart?> StartAsync(
        Guid appointmentId, (int SiteId, DateOnly Date, int StartMinute) posted, CancellationToken ct) => contexts.ReadAsync(
        storage,
        async db => (await db.Offers.AsNoTracking().Where(offer => offer.AppointmentId == appointmentId)
                .OrderByDescending(offer => offer.MadeUtc).FirstOrDefaultAsync(ct))
            ?.ReadStarts().FirstOrDefault(start => (start.SiteId, start.Date, start.StartMinute) == posted),
        ct);

    private async Task<OfferView?> ReadAsync(CreneauDb db, Appointment cancelled, CancellationToken ct)
    {
        var open = await OpenOffer.ReadAsync(db, cancelled.Id, ct);
        if (open.Offer is not { } offer)
        {
            return null;
        }

        var nowUtc = clock.GetUtcNow().UtcDateTime;
        var avoided = await search.AvoidedAsync(db, nowUtc, ct);
        var isKept = open.HasLiveHold(nowUtc);
        var starts = offer.ReadStarts();
        return new OfferView(
            isKept ? open.Hold!.HeldUntilUtc : null,
            [
                .. starts.Where((start, ordinal) => (isKept && ordinal == 0)
                    || search.At(cancelled, start, avoided, new Taker(nowUtc, OwnerHash: null)) is not null),
            ]);
    }
}
