using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Storage;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Counter.Visits;

/// <summary>What becomes of the visit that is at the desk when another one is called or goes on there.</summary>
public enum CurrentVisit
{
    /// <summary>It stays; then nobody is called.</summary>
    Stays,
    Ends,
    Pauses,
}

/// <summary>
/// Calls somebody who waits to a desk, where they are in progress from then on; also somebody whose visit pauses goes on so. Of two
/// agents who call the same person one does.
/// </summary>
public sealed class CallVisit(Transactions transactions, VisitLocks locks)
{
    /// <summary>Calls; a refusal has written nothing.</summary>
    /// <param name="deskId">Where the actor is signed on; the visit's site, whatever desk was booked.</param>
    /// <param name="current">What becomes of the visit at the desk, if there is one.</param>
    public Task<VisitResult> RunAsync(Actor actor, Guid visitId, int deskId, CurrentVisit current, CancellationToken ct) =>
        transactions.RunAsync<VisitResult>(actor, "visit-call", async transaction =>
        {
            transaction.Audit(VisitAudit.Of("visit-call", visitId, deskId));
            var before = await VisitLocks.AtDeskAsync(transaction, deskId, ct);
            Guid[] ids = before is { } there && there != visitId ? [visitId, there] : [visitId];
            if (await locks.LoadAsync(transaction, ids, [deskId], ct) is not { } locked
                || await VisitLocks.AtDeskAsync(transaction, deskId, ct) != before)
            {
                return StartAgain<VisitResult>();
            }

            var stay = locked[0];
            if (await RefusalAsync(transaction, stay, deskId, ct) is { } refusal)
            {
                return Refuse<VisitResult>(refusal);
            }

            // One of yesterday that the night has not closed yet is not the agent's to end
            if (before is not null
                && (current == CurrentVisit.Stays || locks.IsClosed(locked[^1].Visit!.Date, transaction.NowUtc)))
            {
                return Refuse<VisitResult>(new VisitResult.Refused(VisitRefusal.DeskBusy) { DeskId = deskId });
            }

            foreach (var other in locked.Skip(1))
            {
                var step = VisitSteps.Step(transaction, current == CurrentVisit.Ends ? VisitStepKind.Done : VisitStepKind.Paused);
                await VisitSteps.NoteAsync(transaction, other.Visit!, other.Appointment, step, ct);
                transaction.AuditAlso(AuditOf(other.Visit!, current));
                // The desk is free in the database before it is taken again
                await transaction.Db.SaveChangesAsync(ct);
            }

            VisitAudit.AddTicket(transaction, stay.Visit!);
            var kind = stay.Status == VisitStatus.Paused ? VisitStepKind.Resumed : VisitStepKind.Called;
            await VisitSteps.NoteAsync(transaction, stay.Visit!, stay.Appointment, VisitSteps.Step(transaction, kind, deskId), ct);
            return Commit<VisitResult>(new VisitResult.Noted(visitId));
        }, ct);

    /// <summary>What became of the visit that was at the desk.</summary>
    private static AuditEntry AuditOf(Visit before, CurrentVisit current)
    {
        var (operation, how) = current == CurrentVisit.Ends
            ? ("visit-finish", nameof(PersonOutcome.Done))
            : ("visit-pause", nameof(LeavesDesk.Pauses));
        return VisitAudit.Of(operation, before.Id) with { After = $"{how} {VisitAudit.TicketOf(before)}".TrimEnd() };
    }

    private async Task<VisitResult.Refused?> RefusalAsync(
        Transaction transaction, LockedVisit stay, int deskId, CancellationToken ct)
    {
        var (actor, places) = (transaction.Actor, locks.Places);
        if (stay.Visit is not { } visit || !actor.May(Rights.Appointments, visit.TownHallId)
            || places.Desks.GetValueOrDefault(deskId)?.SiteId != visit.SiteId)
        {
            return new VisitResult.Refused(VisitRefusal.NotFound);
        }

        var today = locks.TodayAt(visit.SiteId, transaction.NowUtc);
        if (visit.Date != today)
        {
            return new VisitResult.Refused(VisitRefusal.NotToday);
        }

        var signedOn = await VisitLocks.SignedOnAsync(transaction, deskId, today, ct);
        if (signedOn?.AgentId != actor.Id)
        {
            return new VisitResult.Refused(VisitRefusal.NotSignedOn) { DeskId = deskId, AgentName = signedOn?.AgentName };
        }

        if (visit.Status is not (VisitStatus.Waiting or VisitStatus.Paused))
        {
            return new VisitResult.Refused(VisitRefusal.OtherwiseNow) { DeskId = visit.AtDeskId };
        }

        if (visit.Steps.Count >= Visit.MostSteps - 2)
        {
            return new VisitResult.Refused(VisitRefusal.TooMany);
        }

        var gap = TimeSpan.FromMinutes(places.TownHalls[visit.TownHallId].Queue.RecallGapMinutes);
        var again = visit.Course.NotBeforeUtc(gap, transaction.NowUtc);
        return again > transaction.NowUtc ? new VisitResult.Refused(VisitRefusal.CalledJustNow) { AtUtc = again } : null;
    }
}
