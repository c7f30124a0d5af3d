using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Storage;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Counter.Visits;

/// <summary>Ends a visit, for all of its people at once or for each.</summary>
public sealed class FinishVisit(Transactions transactions, VisitLocks locks)
{
    /// <summary>Ends a visit; a refusal has written nothing.</summary>
    /// <param name="outcomes">One per person in the order of the form; null: done for all. Nobody came: they are absent.</param>
    public Task<VisitResult> RunAsync(Actor actor, Guid visitId, IReadOnlyList<PersonOutcome>? outcomes, CancellationToken ct) =>
        transactions.RunAsync<VisitResult>(actor, "visit-finish", async transaction =>
        {
            var noted = outcomes is null ? nameof(PersonOutcome.Done) : string.Join(',', outcomes);
            transaction.Audit(VisitAudit.Of("visit-finish", visitId) with { After = noted });
            if (await locks.LoadAsync(transaction, [visitId], [], ct) is not [var stay])
            {
                return StartAgain<VisitResult>();
            }

            if (stay.Visit is not { } visit || !actor.May(Rights.Appointments, visit.TownHallId))
            {
                return Refuse<VisitResult>(new VisitResult.Refused(VisitRefusal.NotFound));
            }

            var isOver = visit.Status is not (VisitStatus.InProgress or VisitStatus.Paused);
            if (isOver || (outcomes is not null && outcomes.Count != stay.Appointment?.People))
            {
                return Refuse<VisitResult>(new VisitResult.Refused(VisitRefusal.OtherwiseNow));
            }

            var nobody = outcomes?.All(outcome => outcome == PersonOutcome.Absent) == true;
            stay.Appointment?.SetOutcomes(outcomes ?? [.. Enumerable.Repeat(PersonOutcome.Done, stay.Appointment.People)]);
            var step = VisitSteps.Step(transaction, nobody ? VisitStepKind.Absent : VisitStepKind.Done);
            await VisitSteps.NoteAsync(transaction, visit, stay.Appointment, step, ct);
            return Commit<VisitResult>(new VisitResult.Noted(visitId));
        }, ct);
}
