using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Notifications;
using Creneau.Storage;

namespace Creneau.Offers;

/// <summary>
/// Keeps another start for the people of an appointment that their town hall cancels, in the transaction that cancels it (rule 7).
/// Which start is decided before anything is locked, so that all desks are locked at once.
/// </summary>
public sealed class MakeOffer(AvailabilityIndex availability, DeskLocks desks, PastHolds pastHolds, OfferSearch search, TimeProvider clock)
{
    /// <summary>Decides which starts to try, once; nothing for what is not the town hall's doing, or what nobody is told of.</summary>
    /// <param name="asRead">As it is read before the lock; null when there is none.</param>
    internal async Task ChooseAsync(
        Transaction transaction,
        OfferAttempt attempt,
        Appointment? asRead,
        (CancelInitiative Initiative, bool Notifies) asked,
        CancellationToken ct)
    {
        if (attempt.IsChosen || asRead is null || asked is not (CancelInitiative.TownHall, true))
        {
            return;
        }

        var nowUtc = transaction.NowUtc;
        var found = search.Find(asRead, await search.AvoidedAsync(transaction.Db, nowUtc, ct), nowUtc);
        attempt.Choose(found, [.. found.Where(one => KeptUntil(one.Start, nowUtc) is not null)]);
    }

    /// <summary>Keeps the start that is tried at its locked desks, and writes the offer.</summary>
    internal async Task<OfferStep> TryAsync(
        Transaction transaction, OfferAttempt attempt, Appointment cancelled, CancellationToken ct)
    {
        if (!attempt.IsChosen)
        {
            return OfferStep.Done;
        }

        var nowUtc = transaction.NowUtc;
        var offer = new Offer(Guid.CreateVersion7(clock.GetUtcNow()), cancelled.Id, cancelled.CancelRunId, nowUtc);
        if (attempt.Tried is not { } tried)
        {
            offer.Show(OfferSearch.Varied([.. attempt.Left]).Take(Offer.MostShown), keptUntilUtc: null);
        }
        else
        {
            var locked = attempt.TriedDesks.Select(id => desks.Locked(transaction, id)).ToList();
            if (tried.Check.At(locked, new Taker(nowUtc, OwnerHash: null), out var missing) is not { } offered
                || KeptUntil(tried.Start, nowUtc) is not { } untilUtc)
            {
                attempt.Skip(missing < locked.Count ? missing : 0);
                return OfferStep.TryNext;
            }

            if (!await pastHolds.TryClearAsync(transaction, offered.Desks, attempt.Also, ct))
            {
                return OfferStep.StartAgain;
            }

            Keep(transaction, cancelled, offered, tried.Check.Wanted.ServiceIds, untilUtc);
            var others = OfferSearch.Varied([.. attempt.Left.Where(one => one != tried)]).Take(Offer.MostShown);
            offer.Show([tried.Start, .. others], untilUtc);
        }

        transaction.Db.Add(offer);
        transaction.State(() => new MadeOffers()).Offers[cancelled.Id] = offer;
        return OfferStep.Done;
    }

    /// <summary>What the message says of the offer that was made in this transaction; null when there is none.</summary>
    internal OfferFacts? FactsOf(Transaction transaction, Appointment cancelled) =>
        transaction.State(() => new MadeOffers()).Offers.GetValueOrDefault(cancelled.Id) is { } offer
            ? FactsOf(offer.ReadStarts(), offer.KeptUntilUtc, cancelled.TownHallId)
            : null;

    /// <param name="keptUntilUtc">Of the first start; null: none is kept.</param>
    internal OfferFacts FactsOf(IEnumerable<OfferedStart> starts, DateTime? keptUntilUtc, int townHallId)
    {
        var places = availability.Places;
        return new OfferFacts(
            keptUntilUtc is { } until ? places.LocalTime(townHallId, until) : null,
            [.. starts.Select(start => new OfferedStartFacts(start.Date, start.StartMinute, places.SiteName(start.SiteId)))]);
    }

    private void Keep(
        Transaction transaction, Appointment cancelled, OfferedSlot offered, IReadOnlyList<int> serviceIds, DateTime untilUtc)
    {
        var hold = Appointment.HoldInsteadOf(
            cancelled, Guid.CreateVersion7(clock.GetUtcNow()), offered.Slot, serviceIds, (transaction.NowUtc, untilUtc));
        transaction.Db.Add(hold);
        desks.Take(transaction, hold.Id, offered.Desks, hold.HoldTerms);
    }

    /// <inheritdoc cref="Offer.KeptUntil"/>
    internal DateTime? KeptUntil(OfferedStart start, DateTime nowUtc) =>
        Offer.KeptUntil(availability.Places.StartUtc(start.SiteId, start.Date, start.StartMinute), nowUtc);

    private sealed class MadeOffers
    {
        public Dictionary<Guid, Offer> Offers { get; } = [];
    }
}
