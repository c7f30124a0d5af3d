using Creneau.Acting;
using Creneau.Availability;
using Creneau.Availability.Openings;
using Creneau.Storage;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Administration.Retiring;

/// <summary>Takes a retired desk, service, site or planning back into use, with its hours as they are.</summary>
public sealed class Reinstate(Transactions transactions, DeskLocks desks, AvailabilityIndex availability)
{
    /// <summary>Writes that it is in use; a refusal has written nothing but its audit row.</summary>
    /// <returns>False when it is not retired, or not the actor's.</returns>
    public Task<bool> RunAsync(Actor actor, RetiredThing thing, CancellationToken ct) =>
        transactions.RunAsync(actor, "reinstate", async transaction =>
        {
            var entry = new AuditEntry("reinstate", RetirementRows.Subject(thing));
            transaction.Audit(entry);
            if (thing.Kind == RetiredKind.TownHall
                || await RetirementRows.OwnerAsync(transaction.Db, thing, ct) is not { } townHall
                || !await ManagedTownHall.MayAsync(transaction, townHall.Id, entry, ct))
            {
                return Refuse(false);
            }

            var locked = await RetiredDesks.LockAsync(transaction, desks, thing, ct);
            if (await RetirementRows.FindAsync(transaction.Db, thing, ct) is not { } retirement)
            {
                return Refuse(false);
            }

            transaction.Db.Remove(retirement);
            desks.ScheduleChanged(transaction, locked);
            await availability.RaiseDirectoryAsync(transaction, ct);
            return Commit(true);
        }, ct);
}
