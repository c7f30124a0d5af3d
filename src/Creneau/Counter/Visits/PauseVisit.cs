using Creneau.Acting;
using Creneau.Storage;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Counter.Visits;

/// <summary>How a visit leaves its desk without being over.</summary>
public enum LeavesDesk
{
    /// <summary>Somebody fetches what is missing; only the minutes at desks count.</summary>
    Pauses,
    /// <summary>They were called and did not come: they wait on, with one call more.</summary>
    DidNotCome,
}

/// <summary>Frees the desk of a visit that goes on later the same day.</summary>
public sealed class PauseVisit(Transactions transactions, VisitLocks locks)
{
    /// <summary>Frees the desk; a refusal has written nothing.</summary>
    public Task<VisitResult> RunAsync(Actor actor, Guid visitId, LeavesDesk how, CancellationToken ct) =>
        transactions.RunAsync<VisitResult>(actor, "visit-pause", transaction =>
        {
            transaction.Audit(VisitAudit.Of("visit-pause", visitId) with { After = how.ToString() });
            return locks.ByAgentAsync(transaction, visitId, async (visit, appointment) =>
            {
                if (visit.Status != VisitStatus.InProgress
                    || (how == LeavesDesk.DidNotCome && visit.Steps[^1].Kind != VisitStepKind.Called))
                {
                    return Refuse<VisitResult>(new VisitResult.Refused(VisitRefusal.OtherwiseNow));
                }

                var kind = how == LeavesDesk.Pauses ? VisitStepKind.Paused : VisitStepKind.NotCome;
                await VisitSteps.NoteAsync(transaction, visit, appointment, VisitSteps.Step(transaction, kind), ct);
                return Commit<VisitResult>(new VisitResult.Noted(visitId));
            }, ct);
        }, ct);
}
