using Creneau.Acting;
using Creneau.Availability;
using Creneau.Places;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Administration.ManagedTownHall;

namespace Creneau.Administration.TownHalls;

/// <summary>Takes down what citizens are told.</summary>
public sealed class RemoveNotice(Transactions transactions, AvailabilityIndex availability)
{
    /// <summary>Writes that it is gone; a refusal has written nothing but its audit row.</summary>
    public Task<SaveResult> RunAsync(Actor actor, int townHallId, int noticeId, CancellationToken ct) =>
        transactions.RunAsync<SaveResult>(actor, "notice-remove", async transaction =>
        {
            if (!await MayAsync(transaction, townHallId, new AuditEntry("notice-remove", Subject(townHallId)), ct)
                || await transaction.Db.Notices.SingleOrDefaultAsync(
                    row => row.Id == noticeId && row.TownHallId == townHallId, ct) is not { } notice)
            {
                return Refused(SaveRefusal.NotFound);
            }

            transaction.Db.Remove(notice);
            return await SavedAsync(transaction, availability, noticeId, ct);
        }, ct);
}
