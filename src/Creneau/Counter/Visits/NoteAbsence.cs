using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Storage;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Counter.Visits;

/// <summary>
/// Notes that nobody came: from the booked start on to an appointment, or to a call. The people's rights go; their place is kept
/// until the night, so that who comes late the same day can be taken.
/// </summary>
public sealed class NoteAbsence(Transactions transactions, VisitLocks locks)
{
    /// <summary>Notes an absence; a refusal has written nothing.</summary>
    /// <param name="id">Of the visit or the appointment.</param>
    public Task<VisitResult> RunAsync(Actor actor, Guid id, CancellationToken ct) =>
        transactions.RunAsync<VisitResult>(actor, "visit-absent", async transaction =>
        {
            transaction.Audit(VisitAudit.Of("visit-absent", id));
            if (await locks.LoadAsync(transaction, [id], [], ct) is not [var stay])
            {
                return StartAgain<VisitResult>();
            }

            if (Refusal(transaction, stay) is { } refusal)
            {
                return Refuse<VisitResult>(new VisitResult.Refused(refusal));
            }

            var visit = stay.Visit ?? VisitSteps.Begin(transaction, stay.Appointment!);
            await VisitSteps.NoteAsync(transaction, visit, stay.Appointment, VisitSteps.Step(transaction, VisitStepKind.Absent), ct);
            return Commit<VisitResult>(new VisitResult.Noted(visit.Id));
        }, ct);

    private VisitRefusal? Refusal(Transaction transaction, LockedVisit stay)
    {
        if (stay.SiteId is not { } site || !transaction.Actor.May(Rights.Appointments, stay.TownHallId!.Value))
        {
            return VisitRefusal.NotFound;
        }

        if (stay.Date != locks.TodayAt(site, transaction.NowUtc))
        {
            return VisitRefusal.NotToday;
        }

        var mayBeAbsent = stay.Visit is { } visit && visit.Status != VisitStatus.Absent
            ? visit.Status == VisitStatus.Waiting || visit.Steps is [.., { Kind: VisitStepKind.Called }]
            : stay.Visit is null && stay.Appointment is { Status: AppointmentStatus.Confirmed };
        return mayBeAbsent ? null : VisitRefusal.OtherwiseNow;
    }
}
