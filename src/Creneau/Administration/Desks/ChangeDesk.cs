using Creneau.Acting;
using Creneau.Availability;
using Creneau.Places;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Administration.ManagedTownHall;

namespace Creneau.Administration.Desks;

/// <summary>
/// Renames a desk, ranks it and says which plannings use it. A planning that has appointments ahead there keeps it; so that they are
/// settled first, see <see cref="Retiring.Retire"/>.
/// </summary>
public sealed class ChangeDesk(Transactions transactions, DeskLocks desks, AvailabilityIndex availability)
{
    /// <summary>Writes the desk; a refusal has written nothing but its audit row.</summary>
    /// <param name="seen">See <see cref="SectionVersion"/>.</param>
    public Task<SaveResult> RunAsync(Actor actor, int deskId, string seen, DeskDetails details, CancellationToken ct) =>
        transactions.RunAsync<SaveResult>(actor, "desk-change", async transaction =>
        {
            var entry = new AuditEntry("desk-change", FormattableString.Invariant($"desk:{deskId}"));
            transaction.Audit(entry);
            var townHall = await (
                from row in transaction.Db.Desks.AsNoTracking()
                join site in transaction.Db.Sites on row.SiteId equals site.Id
                join owner in transaction.Db.TownHalls on site.TownHallId equals owner.Id
                where row.Id == deskId
                select owner).AsNoTracking().SingleOrDefaultAsync(ct);
            if (townHall is null || !await MayAsync(transaction, townHall.Id, entry, ct)
                || !await DeskRows.AreOfAsync(transaction, townHall.Id, details, ct))
            {
                return Refused(SaveRefusal.NotFound);
            }

            var locked = await desks.LockScheduleOfAsync(transaction, deskId, ct);
            var desk = await transaction.Db.Desks.Include(row => row.Plannings).SingleAsync(row => row.Id == deskId, ct);
            var before = DeskDetails.From(desk);
            if (SectionVersion.Of(before) != seen)
            {
                return Refused(SaveRefusal.ChangedSince);
            }

            var checks = await DeskRows.CheckAsync(transaction, desk.SiteId, deskId, details, ct);
            int[] left = [.. before.Uses.Select(use => use.PlanningId).Except(details.Uses.Select(use => use.PlanningId))];
            checks.When(
                left.Length > 0
                    && await DeskRows.HasAppointmentsAsync(transaction, desk, left, Today(townHall, transaction.NowUtc), ct),
                nameof(DeskDetails.Uses),
                FieldProblem.HasAppointments);
            if (!checks.IsFine)
            {
                return Refused(checks);
            }

            desk.Rename(details.Name.Trim());
            desk.ServeExactly(details.Ranks);
            desks.ScheduleChanged(transaction, locked);
            transaction.Audit(entry with { After = SectionVersion.Changes(before, DeskDetails.From(desk)) });
            return await SavedAsync(transaction, availability, deskId, ct);
        }, ct);
}
