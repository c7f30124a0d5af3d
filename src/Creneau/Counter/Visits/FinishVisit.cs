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
        transactions.RunAsync<VisitResult>(actor, "visit-finish", transaction =>
        {
            var noted = outcomes is null ? nameof(PersonOutcome.Done) : string.Join(' ', outcomes);
            transaction.Audit(VisitAudit.Of("visit-finish", visitId) with { After = noted });
            return locks.ByAgentAsync(transaction, visitId, async (visit, appointment) =>
            {
                if (visit.Status is not (VisitStatus.InProgress or VisitStatus.Paused)
                    || (outcomes is not null && outcomes.Count != (appointment?.People ?? visit.People)))
                {
                    return Refuse<VisitResult>(new VisitResult.Refused(VisitRefusal.OtherwiseNow));
                }

                var nobody = outcomes?.All(outcome => outcome == PersonOutcome.Absent) == true;
                var step = VisitSteps.Step(transaction, nobody ? VisitStepKind.Absent : VisitStepKind.Done);
                var ofStep = appointment is null ? outcomes?.ToArray() : null;
                await VisitSteps.NoteAsync(transaction, visit, appointment, step with { Outcomes = ofStep }, ct);
                if (outcomes is not null)
                {
                    appointment?.SetOutcomes(outcomes);
                }

                return Commit<VisitResult>(new VisitResult.Noted(visitId));
            }, ct);
        }, ct);
}
