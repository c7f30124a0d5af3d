using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Offers;

/// <summary>The open offer of an appointment with what is kept for it, as it is read; the desks are locked by its ids.</summary>
/// <param name="Offer">Null when none is open.</param>
/// <param name="Hold">What is kept, past its end or not; null when nothing is (any more).</param>
internal sealed record OpenOffer(Offer? Offer, Appointment? Hold)
{
    /// <summary>Reads both for changes; before the desks are locked, read again afterwards.</summary>
    public static async Task<OpenOffer> ReadAsync(CreneauDb db, Guid appointmentId, CancellationToken ct) => new(
        await db.Offers.SingleOrDefaultAsync(offer => offer.AppointmentId == appointmentId && offer.State == OfferState.Open, ct),
        await db.Appointments.Include(row => row.Applicants)
            .SingleOrDefaultAsync(row => row.ReplacesId == appointmentId && row.Status == AppointmentStatus.Held, ct));

    public bool HasLiveHold(DateTime nowUtc) => Hold?.IsLiveHold(nowUtc) == true;
}

/// <summary>Ends offers: taken, declined, or overtaken by what an agent did.</summary>
public sealed class OfferEnd(DeskLocks desks)
{
    /// <returns>The desks that are kept for an appointment, to be locked with its own; empty when none are.</returns>
    internal static Task<List<int>> DesksOfAsync(CreneauDb db, Guid appointmentId, CancellationToken ct)
    {
        var holds = db.Appointments.Where(hold => hold.ReplacesId == appointmentId && hold.Status == AppointmentStatus.Held);
        return db.Occupancies.Where(taken => holds.Any(hold => hold.Id == taken.AppointmentId)).Select(taken => taken.DeskId)
            .ToListAsync(ct);
    }

    /// <summary>Frees what is kept and closes the offer of an appointment, if it has one.</summary>
    /// <returns>False when a desk of it is not locked: start again.</returns>
    internal async Task<bool> TryEndAsync(Transaction transaction, Guid appointmentId, OfferState state, CancellationToken ct)
    {
        var open = await OpenOffer.ReadAsync(transaction.Db, appointmentId, ct);
        open.Offer?.End(state, transaction.NowUtc);
        return open.Hold is not { } hold || await TryFreeAsync(transaction, hold, ct);
    }

    private async Task<bool> TryFreeAsync(Transaction transaction, Appointment hold, CancellationToken ct)
    {
        if (!await desks.HasLockedAsync(transaction, hold.Id, ct))
        {
            return false;
        }

        await desks.FreeAsync(transaction, hold.Id, ct);
        if (hold.IsLiveHold(transaction.NowUtc))
        {
            hold.Cancel(transaction.NowUtc, EventReasons.Offer);
        }
        else
        {
            hold.Expire(transaction.NowUtc);
        }

        return true;
    }
}
