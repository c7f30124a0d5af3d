using Creneau.Acting;
using Creneau.Administration.Retiring;
using Creneau.Availability;
using Creneau.Availability.Openings;
using Creneau.Storage;
using static Creneau.Administration.ManagedTownHall;

namespace Creneau.Administration.TownHalls;

/// <summary>Brings a suspended town hall back, with everything as it was.</summary>
public sealed class RestoreTownHall(Transactions transactions, DeskLocks desks, AvailabilityIndex availability)
{
    /// <summary>Writes that it is no longer suspended; a refusal has written nothing but its audit row.</summary>
    public Task<SaveResult> RunAsync(Actor actor, int townHallId, CancellationToken ct) =>
        transactions.RunAsync<SaveResult>(actor, "town-hall-restore", async transaction =>
        {
            var thing = new RetiredThing(RetiredKind.TownHall, townHallId);
            if (!await MayAsPlatformAsync(transaction, new AuditEntry("town-hall-restore", Subject(townHallId)), ct)
                || await RetirementRows.FindAsync(transaction.Db, thing, ct) is not { } suspension)
            {
                return Refused(SaveRefusal.NotFound);
            }

            transaction.AuditAt(townHallId);
            transaction.Db.Remove(suspension);
            desks.ScheduleChanged(transaction, await RetiredDesks.LockAsync(transaction, desks, thing, ct));
            return await SavedAsync(transaction, availability, townHallId, ct);
        }, ct);
}
