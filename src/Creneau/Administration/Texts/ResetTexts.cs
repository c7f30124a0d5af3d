using Creneau.Acting;
using Creneau.Availability;
using Creneau.Notifications.Texts;
using Creneau.Storage;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Administration.Texts;

/// <summary>Returns to the texts of the town hall, or of the platform; what is dropped stays in the history.</summary>
public sealed class ResetTexts(Transactions transactions, AvailabilityIndex availability)
{
    /// <summary>Deletes the texts of this place and writes what stood there; a refusal has written nothing but its audit row.</summary>
    public Task<SaveTextsResult> RunAsync(Actor actor, TextPlace place, CancellationToken ct) =>
        transactions.RunAsync<SaveTextsResult>(actor, "texts-reset", async transaction =>
        {
            if (!await place.MayAsync(transaction, availability, "texts-reset", ct))
            {
                return Refuse(SaveTextsResult.NotFound);
            }

            foreach (var stored in await place.OwnAsync(transaction.Db, ct))
            {
                transaction.Db.Add(new MessageTextChange(stored.Key, stored.Written, actor.Id, transaction.NowUtc));
                transaction.Db.Remove(stored);
                transaction.AuditMore($"value:{stored.Channel}");
            }

            return Commit(SaveTextsResult.Saved);
        }, ct);
}
