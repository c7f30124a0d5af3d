using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Storage;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Counter.Visits;

/// <summary>
/// Takes the last step of a visit back within a minute, as if it had never been: place in the waiting room, clock and number of
/// calls are the ones before.
/// </summary>
public sealed class UndoVisitStep(Transactions transactions, VisitLocks locks, VisitSteps steps)
{
    /// <summary>Undoes; a refusal has written nothing but what rule 4 counts.</summary>
    /// <param name="version">Of the visit as the actor saw it: what somebody noted since is not undone.</param>
    public Task<VisitResult> RunAsync(Actor actor, Guid visitId, int version, CancellationToken ct) =>
        transactions.RunAsync<VisitResult>(actor, "visit-undo", transaction =>
        {
            transaction.Audit(VisitAudit.Of("visit-undo", visitId));
            return locks.ByAgentAsync(transaction, visitId, async (visit, appointment) =>
                visit.Version != version ? Refuse<VisitResult>(new VisitResult.Refused(VisitRefusal.OtherwiseNow))
                : visit.UndoUntilUtc <= transaction.NowUtc || visit.Status == VisitStatus.Unrecorded
                    ? Refuse<VisitResult>(new VisitResult.Refused(VisitRefusal.TooLate))
                : await TakeBackAsync(transaction, visit, appointment, ct), ct);
        }, ct);

    private async Task<TransactionResult<VisitResult>> TakeBackAsync(
        Transaction transaction, Visit visit, Appointment? appointment, CancellationToken ct)
    {
        var isNothing = visit.Steps.Count == 1;
        var before = VisitCourse.Of(visit.Steps.SkipLast(1));
        if (!isNothing && before.AtDeskId is { } desk
            && await VisitLocks.AtDeskAsync(transaction, desk, ct) is { } other && other != visit.Id)
        {
            return Refuse<VisitResult>(new VisitResult.Refused(VisitRefusal.DeskBusy) { DeskId = desk });
        }

        var status = isNothing ? AppointmentStatus.Confirmed : VisitSteps.StatusOf(before.Status);
        if (status.Claims() && await steps.ClaimAgainAsync(transaction, appointment, ct) is { } claimed)
        {
            return claimed;
        }

        if (!status.Claims() && appointment is not null)
        {
            await OnePerPerson.DuplicateCheck.ReleaseAsync(transaction, appointment.Id, ct);
        }

        appointment?.FollowVisit(status, AppointmentEventKind.StepUndone, transaction.NowUtc);
        appointment?.SetOutcomes(isNothing ? [] : VisitSteps.OutcomesOf(before.Status, visit.People));
        visit.RemoveLast();
        if (isNothing)
        {
            transaction.Db.Remove(visit);
        }

        return Commit<VisitResult>(new VisitResult.Noted(visit.Id));
    }
}
