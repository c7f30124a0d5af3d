using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Availability.Openings;
using Creneau.Scheduling;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Hours;

public enum CloseDeskRefusal
{
    /// <summary>No such desk, or not one of the actor's town hall.</summary>
    NotFound,
    /// <summary>The end is not after the beginning.</summary>
    Reversed,
    /// <summary>It is closed for the whole of that time already.</summary>
    ClosedAlready,
}

public abstract record CloseDeskResult
{
    /// <param name="Closing">What was written, wall clock of the town hall.</param>
    /// <param name="Inside">Active appointments that now fall inside the closure, by start; they stay.</param>
    public sealed record Closed(Closing Closing, IReadOnlyList<AppointmentInside> Inside) : CloseDeskResult;

    public sealed record Refused(CloseDeskRefusal Reason) : CloseDeskResult;
}

/// <summary>An appointment inside a closure; by reference, without names.</summary>
public sealed record AppointmentInside(
    string Reference, AppointmentStatus Status, DateOnly Date, int StartMinute, int EndMinute, int People);

/// <summary>When and why a desk is closed.</summary>
/// <param name="From">Wall clock of the town hall; null: from now on.</param>
/// <param name="Until">Wall clock, not included; null: until it is reopened.</param>
/// <param name="Told">What people are told; null: the reason says enough.</param>
public sealed record DeskClosure(DateTime? From, DateTime? Until, ClosureReason Reason, string? Told);

/// <summary>Closes a desk for a time, or until it is reopened. Appointments inside stay; they are returned.</summary>
public sealed class CloseDesk(Transactions transactions, DeskLocks desks, AvailabilityIndex availability)
{
    /// <summary>
    /// Writes the closure and raises both revisions of every desk whose hours change with it; a refusal has written nothing.
    /// </summary>
    public Task<CloseDeskResult> RunAsync(Actor actor, int deskId, DeskClosure closure, CancellationToken ct) =>
        transactions.RunAsync<CloseDeskResult>(actor, "desk-close", async transaction =>
        {
            transaction.Audit(new AuditEntry("desk-close", $"desk:{deskId}"));
            transaction.AuditAt(DeskRights.TownHallOf(availability, deskId));
            var locked = await desks.LockScheduleOfAsync(transaction, deskId, ct);
            if (locked.Count == 0 || !DeskRights.May(actor, availability, deskId))
            {
                return Refused(CloseDeskRefusal.NotFound);
            }

            var closing = DeskClosings.Of(closure, DeskRights.LocalNow(availability, deskId, transaction.NowUtc));
            if (closing.UntilDate is { } until && (until, closing.UntilMinute).CompareTo((closing.FromDate, closing.FromMinute)) <= 0)
            {
                return Refused(CloseDeskRefusal.Reversed);
            }

            var before = await transaction.Db.Closures.Where(other => other.DeskId == deskId).ToListAsync(ct);
            if (before.Exists(other => DeskClosings.Covers(other.ToClosing(), closing)))
            {
                return Refused(CloseDeskRefusal.ClosedAlready);
            }

            transaction.Db.Add(Closure.OfDesk(deskId, closing, closure.Reason, closure.Told));
            desks.ScheduleChanged(transaction, locked);
            transaction.Audit(new AuditEntry("desk-close", $"desk:{deskId}", null, $"{DeskClosings.Text(closing)} {closure.Reason}"));
            return Commit<CloseDeskResult>(new CloseDeskResult.Closed(closing, await InsideAsync(transaction, deskId, closing, ct)));
        }, ct);

    private static TransactionResult<CloseDeskResult> Refused(CloseDeskRefusal reason) =>
        Refuse<CloseDeskResult>(new CloseDeskResult.Refused(reason));

    private static async Task<IReadOnlyList<AppointmentInside>> InsideAsync(
        Transaction transaction, int deskId, Closing closing, CancellationToken ct)
    {
        var rows = await transaction.Db.Occupancies.AsNoTracking()
            .Where(
                row => row.DeskId == deskId && row.Date >= closing.FromDate && (closing.UntilDate == null || row.Date <= closing.UntilDate))
            .Join(transaction.Db.Appointments, row => row.AppointmentId, appointment => appointment.Id, (row, appointment) => new
            {
                row.Date,
                row.StartMinute,
                row.EndMinute,
                row.HeldUntilUtc,
                appointment.Reference,
                appointment.Status,
                appointment.Applicants.Count,
            })
            .OrderBy(row => row.Date).ThenBy(row => row.StartMinute)
            .ToListAsync(ct);
        return
        [
            .. rows.Where(row => row.HeldUntilUtc is null || row.HeldUntilUtc > transaction.NowUtc)
                .Where(row => !(closing.On(row.Date) & new MinuteRange(row.StartMinute, row.EndMinute).Bits).IsEmpty)
                .Select(row => new AppointmentInside(row.Reference, row.Status, row.Date, row.StartMinute, row.EndMinute, row.Count)),
        ];
    }
}
