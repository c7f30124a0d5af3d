using Creneau.Acting;
using Creneau.Availability;
using Creneau.Notifications;
using Creneau.Notifications.Texts;
using Creneau.Storage;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Administration.Texts;

/// <summary>Writes the texts of one purpose for a town hall, one of its plannings, or the platform.</summary>
public sealed class SaveTexts(Transactions transactions, AvailabilityIndex availability)
{
    /// <summary>
    /// Writes what differs from what is sent now, and what stood there before; a refusal has written nothing but its audit row.
    /// </summary>
    /// <param name="seen">See <see cref="TextReading.Seen"/>.</param>
    public Task<SaveTextsResult> RunAsync(
        Actor actor, TextPlace place, string seen, IReadOnlyDictionary<MessageChannel, WrittenText> typed, CancellationToken ct) =>
        transactions.RunAsync<SaveTextsResult>(actor, "texts-save", async transaction =>
        {
            if (!await place.MayAsync(transaction, availability, "texts-save", ct))
            {
                return Refuse(SaveTextsResult.NotFound);
            }

            var reading = await TextReading.OfAsync(transaction.Db, place, ct);
            if (reading.Seen != seen)
            {
                return Refuse(SaveTextsResult.ChangedSince);
            }

            if (typed.Any(one => !TextChecks.Of(place.KeyOf(one.Key), one.Value).IsFine))
            {
                return Refuse(SaveTextsResult.Faulty);
            }

            var own = await place.OwnAsync(transaction.Db, ct);
            foreach (var (channel, text) in typed.Where(one => one.Value != reading.Shown[one.Key]))
            {
                var stored = own.Find(row => row.Channel == channel);
                transaction.Db.Add(new MessageTextChange(place.KeyOf(channel), stored?.Written, actor.Id, transaction.NowUtc));
                stored ??= transaction.Db.Add(new MessageText(place.KeyOf(channel))).Entity;
                stored.Write(text);
                transaction.AuditMore($"value:{channel}");
            }

            return Commit(SaveTextsResult.Saved);
        }, ct);
}
