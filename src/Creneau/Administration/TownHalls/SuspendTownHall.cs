using Creneau.Acting;
using Creneau.Administration.Retiring;
using Creneau.Availability;
using Creneau.Availability.Openings;
using Creneau.Places;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Administration.ManagedTownHall;

namespace Creneau.Administration.TownHalls;

/// <summary>
/// Suspends a town hall: citizens find nothing there and its agents do not work, but nothing is lost. Who has an appointment keeps it,
/// and may move it elsewhere or cancel it; who is booking there just now loses the start.
/// </summary>
public sealed class SuspendTownHall(Transactions transactions, DeskLocks desks, AvailabilityIndex availability)
{
    /// <summary>Writes the suspension, from today on; a refusal has written nothing but its audit row.</summary>
    public Task<SaveResult> RunAsync(Actor actor, int townHallId, CancellationToken ct) =>
        transactions.RunAsync<SaveResult>(actor, "town-hall-suspend", async transaction =>
        {
            if (!await MayAsPlatformAsync(transaction, new AuditEntry("town-hall-suspend", Subject(townHallId)), ct)
                || await transaction.Db.TownHalls.AsNoTracking().SingleOrDefaultAsync(row => row.Id == townHallId, ct) is not { } townHall)
            {
                return Refused(SaveRefusal.NotFound);
            }

            transaction.AuditAt(townHallId);
            var thing = new RetiredThing(RetiredKind.TownHall, townHallId);
            var locked = await RetiredDesks.LockAsync(transaction, desks, thing, ct);
            if (await RetirementRows.FindAsync(transaction.Db, thing, ct) is null)
            {
                var nowLocal = townHall.LocalTime(transaction.NowUtc);
                var today = DateOnly.FromDateTime(nowLocal);
                var after = await LyingAfter.LockedAsync(transaction, desks, (thing, today), nowLocal, ct);
                await LyingAfter.EndHoldsAsync(transaction, desks, after, ct);
                transaction.Db.Add(new Retirement(townHallId, thing, today));
                desks.ScheduleChanged(transaction, locked);
            }

            return await SavedAsync(transaction, availability, townHallId, ct);
        }, ct);
}
