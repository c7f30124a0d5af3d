using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Notifications.Carriers;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Offers.Runs;

/// <summary>What other town halls cancelled of the bookings that a commune made for its residents, and nothing else of them (D6).</summary>
public sealed class ReadRelayCancellations(IDbContextFactory<CreneauDb> contexts, StorageProvider storage, MessageCarriers carriers)
{
    private const int MostListed = 100;

    /// <returns>Newest first; who must be called is among them with what is kept. Empty without the right.</returns>
    public async Task<IReadOnlyList<CancellationLine>> OfAsync(Actor actor, CancellationToken ct)
    {
        if (actor.TownHallId is not { } by || !(actor.May(Rights.Relay, by) || actor.May(Rights.Appointments, by)))
        {
            return [];
        }

        return await contexts.ReadAsync(storage, async db =>
        {
            var booked = db.Appointments.Where(row => row.BookedByTownHallId == by);
            var offers = await db.Offers.AsNoTracking().Where(offer => booked.Any(row => row.Id == offer.AppointmentId))
                .OrderByDescending(offer => offer.MadeUtc)
                .Take(MostListed)
                .ToListAsync(ct);
            return await CancellationLines.OfOffersAsync(db, offers, carriers.SendsSms, ct);
        }, ct);
    }
}
