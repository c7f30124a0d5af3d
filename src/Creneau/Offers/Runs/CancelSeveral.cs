using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Availability.Openings;
using Creneau.Keys;
using Creneau.Scheduling;
using Creneau.Storage;
using Creneau.Text;
using Microsoft.EntityFrameworkCore;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Offers.Runs;

[JsonDerivedType(typeof(Begun), "begun")]
[JsonDerivedType(typeof(Refused), "refused")]
public abstract record CancelSeveralResult
{
    public sealed record Begun(int RunId) : CancelSeveralResult;

    public sealed record Refused(CancellationRefusal Reason) : CancelSeveralResult;
}

/// <summary>
/// The town hall cancels appointments that it chose, a desk's day, a site's week or all « à partir de maintenant » (rule 7, D4).
/// All are asked for at once; after the town hall's delay the job carries them out one by one, each with its offer, so that a crash
/// or a stop leaves each of them either cancelled with its offer or as it was.
/// </summary>
public sealed class CancelSeveral(
    Transactions transactions,
    DeskLocks desks,
    AffectedAppointments affected,
    BeginRun begin,
    AvailabilityIndex availability,
    PlatformKeys keys)
{
    /// <summary>Asks for the cancellations; a refusal has written nothing but its audit row.</summary>
    /// <param name="formId">Random id of the form; a double click gets the same answer.</param>
    public Task<CancelSeveralResult> RunAsync(
        Actor actor, CancellationTarget target, CancellationOrder order, string formId, CancellationToken ct)
    {
        var form = FormKey.Of(keys, "cancel-several", actor, formId, JsonSerializer.Serialize(target), JsonSerializer.Serialize(order));
        return transactions.RunAsync(
            actor,
            form,
            Refusal(CancellationRefusal.OthersInside),
            transaction => BeginAsync(transaction, target, order, ct),
            ct);
    }

    private async Task<TransactionResult<CancelSeveralResult>> BeginAsync(
        Transaction transaction, CancellationTarget target, CancellationOrder order, CancellationToken ct)
    {
        transaction.Audit(new AuditEntry("cancel-several", SubjectOf(target)));
        transaction.AuditAt(target.TownHallId);
        if (WhyNot(transaction, target, order) is { } refusal)
        {
            return Refuse(Refusal(refusal));
        }

        var asRead = (await affected.ReadAsync(transaction.Db, target, transaction.NowUtc, isTracked: false, ct)).ToCancel;
        if (asRead.Count == 0)
        {
            return Refuse(Refusal(CancellationRefusal.Nobody));
        }

        await desks.LockOfAsync(
            transaction, [.. asRead.Select(row => row.Id)], order.Closes ? DesksAt(target.Range!.SiteId) : [], ct);
        var rows = (await affected.ReadAsync(transaction.Db, target, transaction.NowUtc, isTracked: true, ct)).ToCancel;
        foreach (var row in rows)
        {
            if (!await desks.HasLockedAsync(transaction, row.Id, ct))
            {
                return StartAgain<CancelSeveralResult>();
            }
        }

        return rows.Count == 0 ? Refuse(Refusal(CancellationRefusal.Nobody))
            : rows.Any(row => !order.Seen.Contains(row.Id)) ? Refuse(Refusal(CancellationRefusal.OthersInside))
            : await AskAsync(transaction, target, order, rows, ct);
    }

    private CancellationRefusal? WhyNot(Transaction transaction, CancellationTarget target, CancellationOrder order) =>
        affected.WhyNot(transaction.Actor, target, transaction.NowUtc)
        ?? (TypedReason.Of(order.Reason, Appointment.LongestCancelReason) is null ? CancellationRefusal.NoReason
            : order.Closes && (target.Range is null || !transaction.Actor.May(Rights.Hours, target.TownHallId))
                ? CancellationRefusal.NotFound
            : null);

    private async Task<TransactionResult<CancelSeveralResult>> AskAsync(
        Transaction transaction, CancellationTarget target, CancellationOrder order, IReadOnlyList<Appointment> rows, CancellationToken ct)
    {
        var reason = TypedReason.Of(order.Reason, Appointment.LongestCancelReason)!;
        var run = await begin.AskAsync(transaction, target, reason, rows, ct);
        if (order.Closes)
        {
            await CloseAsync(transaction, run, target, ct);
        }

        transaction.Audit(new AuditEntry("cancel-several", SubjectOf(target), null, string.Create(
            CultureInfo.InvariantCulture, $"cancellation-run:{run.Id} appointments:{rows.Count} closes:{order.Closes}")));
        return Commit<CancelSeveralResult>(new CancelSeveralResult.Begun(run.Id));
    }

    private async Task CloseAsync(Transaction transaction, CancellationRun run, CancellationTarget target, CancellationToken ct)
    {
        var range = target.Range!;
        var (until, minute) = range.UntilMinute == DayBits.MinutesPerDay
            ? (range.UntilDate.AddDays(1), 0)
            : (range.UntilDate, range.UntilMinute);
        var isOutOfOrder = target.Scope == CancellationScope.FromNow && range.DeskId is not null;
        var closing = new Closing(range.FromDate, range.FromMinute, isOutOfOrder ? null : until, isOutOfOrder ? 0 : minute);
        var why = isOutOfOrder || (range.DeskId is not null && run.Reason == ListedReason.Broken) ? ClosureReason.OutOfOrder
            : run.Reason == ListedReason.Strike ? ClosureReason.Strike
            : ClosureReason.Other;
        // A reason of the list is said by the closure's own, in the language of who reads it
        var told = ListedReason.All.Contains(run.Reason) ? null : run.Reason;
        var closure = range.DeskId is { } desk
            ? Closure.OfDesk(desk, closing, why, told)
            : Closure.OfSite(range.SiteId, closing, why, told);
        transaction.Db.Add(closure);
        await EndHoldsAsync(transaction, range, ct);
        await transaction.Db.SaveChangesAsync(ct);
        run.SetClosure(closure.Id);
        desks.ScheduleChanged(transaction, DesksAt(range.SiteId));
    }

    /// <summary>Who is booking there just now is told by their page (C6); what is kept for people instead stays theirs.</summary>
    private async Task EndHoldsAsync(Transaction transaction, CancelledRange range, CancellationToken ct)
    {
        var (occupancies, desk) = (transaction.Db.Occupancies, range.DeskId);
        var holds = await transaction.Db.Appointments.Include(row => row.Applicants)
            .Where(row => row.Status == AppointmentStatus.Held && row.ReplacesId == null && row.DraftId == null
                && row.SiteId == range.SiteId
                && row.Date >= range.FromDate && row.Date <= range.UntilDate
                && (desk == null || occupancies.Any(taken => taken.AppointmentId == row.Id && taken.DeskId == desk)))
            .ToListAsync(ct);
        foreach (var hold in holds.Where(hold => range.Overlaps(hold.Date, hold.StartMinute, hold.EndMinute)))
        {
            await desks.FreeAsync(transaction, hold.Id, ct);
            hold.Expire(transaction.NowUtc);
        }
    }

    private IEnumerable<int> DesksAt(int siteId) => availability.Places.DesksAt(siteId).Select(desk => desk.Id);

    private static CancelSeveralResult Refusal(CancellationRefusal reason) => new CancelSeveralResult.Refused(reason);

    private static string SubjectOf(CancellationTarget target)
    {
        if (target.Range is not { } range)
        {
            return string.Create(CultureInfo.InvariantCulture, $"appointments:{target.Chosen.Count}");
        }

        var place = range.DeskId is { } desk
            ? string.Create(CultureInfo.InvariantCulture, $"site:{range.SiteId} desk:{desk}")
            : string.Create(CultureInfo.InvariantCulture, $"site:{range.SiteId}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{place} {range.FromDate:yyyy-MM-dd}+{range.FromMinute}..{range.UntilDate:yyyy-MM-dd}+{range.UntilMinute}");
    }
}
