using Creneau.Acting;
using Creneau.Availability;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Offers.Runs;

public abstract record StopCancellationResult
{
    /// <param name="Left">Appointments that stay as they were.</param>
    /// <param name="IsUndone">Nothing had been carried out: nobody is told anything, and the closure is taken back too.</param>
    public sealed record Stopped(int Left, bool IsUndone) : StopCancellationResult;

    /// <summary>All of it is carried out, or it was stopped before.</summary>
    public sealed record NothingLeft : StopCancellationResult;

    /// <summary>No such cancellation, or not one of the actor's town hall.</summary>
    public sealed record NotFound : StopCancellationResult;
}

/// <summary>
/// « Arrêter ici », and within the delay « annuler »: what was not carried out yet stays as it was; who was cancelled keeps the
/// offer.
/// </summary>
public sealed class StopCancellation(Transactions transactions, DeskLocks desks, AvailabilityIndex availability)
{
    /// <summary>Stops a cancellation of several; a refusal has written nothing but its audit row.</summary>
    public Task<StopCancellationResult> RunAsync(Actor actor, int townHallId, int runId, CancellationToken ct) =>
        transactions.RunAsync<StopCancellationResult>(actor, "cancel-stop", async transaction =>
        {
            var subject = FormattableString.Invariant($"cancellation-run:{runId}");
            transaction.Audit(new AuditEntry("cancel-stop", subject));
            transaction.AuditAt(townHallId);
            if (!actor.AtCounter || !actor.May(Rights.Appointments, townHallId)
                || await RunRows.LockAsync(transaction, townHallId, runId, ct) is not { } run)
            {
                return Refuse<StopCancellationResult>(new StopCancellationResult.NotFound());
            }

            var ids = await RunRows.Waiting(transaction.Db, runId).Select(row => row.Id).ToArrayAsync(ct);
            if (ids.Length == 0)
            {
                return Refuse<StopCancellationResult>(new StopCancellationResult.NothingLeft());
            }

            var closed = run.ClosureId is null || run.SiteId is not { } site
                ? []
                : availability.Places.DesksAt(site).Select(desk => desk.Id).ToArray();
            await desks.LockOfAsync(transaction, ids, closed, ct);
            var stopped = await StopAsync(transaction, run, closed, ct);
            transaction.Audit(new AuditEntry("cancel-stop", subject, null, FormattableString.Invariant($"left:{stopped.Left}")));
            return Commit<StopCancellationResult>(stopped);
        }, ct);

    private async Task<StopCancellationResult.Stopped> StopAsync(
        Transaction transaction, CancellationRun run, int[] closed, CancellationToken ct)
    {
        var rows = await RunRows.Waiting(transaction.Db, run.Id).ToListAsync(ct);
        foreach (var row in rows)
        {
            row.UndoCancellation(transaction.NowUtc);
        }

        var left = rows.Select(row => row.Id).ToHashSet();
        foreach (var item in run.Items.Where(item => left.Contains(item.AppointmentId)))
        {
            item.Stop();
        }

        run.Stop(transaction.NowUtc);
        var isUndone = !await transaction.Db.Offers.AnyAsync(offer => offer.RunId == run.Id, ct);
        if (isUndone && closed.Length > 0)
        {
            var id = run.ClosureId;
            await transaction.Db.Closures.Where(closure => closure.Id == id).ExecuteDeleteAsync(ct);
            run.SetClosure(null);
            desks.ScheduleChanged(transaction, closed);
        }

        return new StopCancellationResult.Stopped(rows.Count, isUndone);
    }
}
