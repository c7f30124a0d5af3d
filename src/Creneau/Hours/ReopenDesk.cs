using Creneau.Acting;
using Creneau.Availability;
using Creneau.Availability.Openings;
using Creneau.Scheduling;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Hours;

public enum ReopenDeskResult
{
    Reopened,
    /// <summary>No such desk, or not one of the actor's town hall.</summary>
    NotFound,
    /// <summary>It has no closure of its own now or ahead; its site or town hall may be closed.</summary>
    NotClosed,
    /// <summary>It, its site or its town hall is retired: an administrator takes it back into use first.</summary>
    Retired,
}

/// <summary>
/// Ends the closures of a desk that have begun; those that are planned stay. Where none has begun, the planned ones are dropped.
/// </summary>
public sealed class ReopenDesk(Transactions transactions, DeskLocks desks, AvailabilityIndex availability)
{
    /// <summary>
    /// Ends the closures and raises both revisions of every desk whose hours change with it; a refusal has written nothing.
    /// </summary>
    public Task<ReopenDeskResult> RunAsync(Actor actor, int deskId, CancellationToken ct) =>
        transactions.RunAsync(actor, "desk-open", async transaction =>
    {
        transaction.Audit(new AuditEntry("desk-open", $"desk:{deskId}"));
        transaction.AuditAt(DeskRights.TownHallOf(availability, deskId));
        var locked = await desks.LockScheduleOfAsync(transaction, deskId, ct);
        if (locked.Count == 0 || !DeskRights.May(actor, availability, deskId))
        {
            return Refuse(ReopenDeskResult.NotFound);
        }

        var nowLocal = DeskRights.LocalNow(availability, deskId, transaction.NowUtc);
        if (await IsRetiredAsync(transaction, deskId, DateOnly.FromDateTime(nowLocal), ct))
        {
            return Refuse(ReopenDeskResult.Retired);
        }

        // The unit that is running is open again at once
        var now = WallClock.Split(nowLocal) is var split
            ? split with { Minute = split.Minute / DayBits.UnitMinutes * DayBits.UnitMinutes }
            : default;
        var ahead = (await transaction.Db.Closures.Where(closure => closure.DeskId == deskId).ToListAsync(ct))
            .Where(closure => DeskClosings.IsAheadOf(closure.ToClosing(), now)).ToList();
        if (ahead.Count == 0)
        {
            return Refuse(ReopenDeskResult.NotClosed);
        }

        var begun = ahead.Where(closure => HasBegun(closure, now)).ToList();
        var ended = begun.Count > 0 ? begun : ahead;
        ended.ForEach(closure => End(transaction, closure, now));
        desks.ScheduleChanged(transaction, locked);
        transaction.Audit(
            new AuditEntry(
                "desk-open", $"desk:{deskId}", string.Join(", ", ended.Select(closure => DeskClosings.Text(closure.ToClosing()))), "open"));
        return Commit(ReopenDeskResult.Reopened);
    }, ct);

    private async Task<bool> IsRetiredAsync(Transaction transaction, int deskId, DateOnly today, CancellationToken ct)
    {
        var (desk, townHallId) = (availability.Places.Desks[deskId], DeskRights.TownHallOf(availability, deskId)!.Value);
        return (await Retirements.OfAsync(transaction.Db, townHallId, ct)).FromDateOf(desk, townHallId) <= today;
    }

    private static bool HasBegun(Closure closure, SlotStart now) => DeskClosings.HasBegun(closure.ToClosing(), now);

    private static void End(Transaction transaction, Closure closure, SlotStart now)
    {
        if (DeskClosings.HasBegun(closure.ToClosing(), now with { Minute = now.Minute - 1 }))
        {
            closure.EndAt(now.Date, now.Minute);
        }
        else
        {
            transaction.Db.Remove(closure);
        }
    }
}
