using Creneau.Acting;
using Creneau.Availability;
using Creneau.Places;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Administration.ManagedTownHall;

namespace Creneau.Administration.Desks;

/// <summary>Adds a desk to a site. Hours of the whole site count for it at once.</summary>
public sealed class CreateDesk(Transactions transactions, AvailabilityIndex availability)
{
    /// <summary>Writes the desk; a refusal has written nothing but its audit row.</summary>
    public Task<SaveResult> RunAsync(Actor actor, int siteId, DeskDetails details, CancellationToken ct) =>
        transactions.RunAsync<SaveResult>(actor, "desk-create", async transaction =>
        {
            var entry = new AuditEntry("desk-create", FormattableString.Invariant($"site:{siteId}"));
            transaction.Audit(entry);
            var townHallId = await transaction.Db.Sites.Where(row => row.Id == siteId).Select(row => (int?)row.TownHallId)
                .SingleOrDefaultAsync(ct);
            if (townHallId is not { } id || !await MayAsync(transaction, id, entry, ct)
                || !await DeskRows.AreOfAsync(transaction, id, details, ct))
            {
                return Refused(SaveRefusal.NotFound);
            }

            var checks = await DeskRows.CheckAsync(transaction, siteId, null, details, ct);
            if (!checks.IsFine)
            {
                return Refused(checks);
            }

            var desk = new Desk(siteId, details.Name.Trim());
            desk.ServeExactly(details.Ranks);
            transaction.Db.Add(desk);
            await transaction.Db.SaveChangesAsync(ct);
            transaction.Audit(new AuditEntry("desk-create", FormattableString.Invariant($"desk:{desk.Id}")));
            return await SavedAsync(transaction, availability, desk.Id, ct);
        }, ct);
}
