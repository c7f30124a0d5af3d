using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Notifications;
using Creneau.Notifications.Sms;
using Creneau.Storage;

namespace Creneau.Offers.Runs;

/// <summary>Writes the messages of a cancellation that is not asked for yet, with what would be offered now.</summary>
public sealed class CancellationSample(MessageWriter writer, MakeOffer offers, OfferSearch search, AvailabilityIndex availability)
{
    /// <returns>The first message, and the parts of all SMS.</returns>
    internal async Task<(WrittenMessage? First, int SmsParts)> OfAsync(
        CreneauDb db,
        CancellationTarget target,
        IReadOnlyList<Appointment> rows,
        (string Reason, DateTime NowUtc) told,
        CancellationToken ct)
    {
        var reached = rows.Where(row => row.Contact is not null).ToList();
        if (reached.Count == 0)
        {
            return (null, 0);
        }

        List<CancelledRange> avoided =
        [
            .. await search.AvoidedAsync(db, told.NowUtc, ct),
            .. target.Range is { } range ? [range] : rows.Select(row => CancelledRange.Of(row.Slot)),
        ];
        await writer.ReadTextsAsync(ct);
        var offer = OfferFor(reached[0], avoided, told.NowUtc);
        var messages = reached.SelectMany(row => MessagesTo(row, offer, told)).ToList();
        return (
            writer.Write(messages[0]),
            messages.Where(message => message.Channel == MessageChannel.Sms).Sum(message => SmsText.Of(writer.Write(message).Text).Parts));
    }

    private OfferFacts OfferFor(Appointment first, IReadOnlyList<CancelledRange> avoided, DateTime nowUtc)
    {
        var found = search.Find(first, avoided, nowUtc);
        var kept = found.FirstOrDefault(one => offers.KeptUntil(one.Start, nowUtc) is not null);
        var others = OfferSearch.Varied([.. found.Where(one => one != kept)]).Take(Offer.MostShown);
        return kept is null
            ? offers.FactsOf(others, null, first.TownHallId)
            : offers.FactsOf([kept.Start, .. others], offers.KeptUntil(kept.Start, nowUtc), first.TownHallId);
    }

    private IEnumerable<OutboxMessage> MessagesTo(Appointment row, OfferFacts offer, (string Reason, DateTime NowUtc) told) =>
        AppointmentMessages.Of(
            row,
            MessagePurpose.Cancelled,
            "sample",
            AppointmentMessages.Facts(row, availability.Places, sequence: 0) with
            {
                // A link that opens nothing: the real one is for the person alone
                TokenVersion = 0,
                ByTownHall = true,
                Why = told.Reason,
                Offer = offer,
            },
            new MessageTiming(told.NowUtc, told.NowUtc));
}
