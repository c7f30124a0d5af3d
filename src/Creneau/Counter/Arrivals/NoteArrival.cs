using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Counter.Visits;
using Creneau.Storage;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Counter.Arrivals;

/// <summary>
/// Notes that the people of an appointment have come: a ticket, and the place in the waiting room that the booked start gives.
/// Who was noted absent comes back the same day.
/// </summary>
public sealed class NoteArrival(Transactions transactions, VisitLocks locks, VisitSteps steps)
{
    /// <summary>Notes an arrival; a refusal has written nothing but what rule 4 counts.</summary>
    /// <param name="siteId">Where they have come; another one's appointments are not found.</param>
    public Task<VisitResult> RunAsync(Actor actor, Guid appointmentId, int siteId, CancellationToken ct) =>
        transactions.RunAsync<VisitResult>(actor, "visit-arrive", async transaction =>
        {
            transaction.Audit(VisitAudit.Of("visit-arrive", appointmentId));
            if (await locks.LoadAsync(transaction, [appointmentId], [], ct) is not [var stay])
            {
                return StartAgain<VisitResult>();
            }

            if (Refusal(transaction, stay, siteId) is { } refusal)
            {
                return Refuse<VisitResult>(new VisitResult.Refused(refusal));
            }

            var appointment = stay.Appointment!;
            if (await steps.ClaimAgainAsync(transaction, appointment, ct) is { } claimed)
            {
                return claimed;
            }

            var visit = stay.Visit ?? VisitSteps.Begin(transaction, appointment);
            if (visit.Ticket is null)
            {
                visit.SetTicket(await Tickets.NextAsync(transaction, VisitSteps.PlaceOf(appointment), locks.Places, ct));
            }

            await VisitSteps.NoteAsync(transaction, visit, appointment, VisitSteps.Step(transaction, VisitStepKind.Arrived), ct);
            return Commit<VisitResult>(new VisitResult.Noted(visit.Id));
        }, ct);

    private VisitRefusal? Refusal(Transaction transaction, LockedVisit stay, int siteId)
    {
        var actor = transaction.Actor;
        if (stay.Appointment is not { } appointment || appointment.SiteId != siteId
            || (!actor.May(Rights.Appointments, appointment.TownHallId) && !actor.May(Rights.Arrivals, appointment.TownHallId))
            || AppointmentStatuses.Gone.Contains(appointment.Status)
            || appointment.Status == AppointmentStatus.Held)
        {
            return VisitRefusal.NotFound;
        }

        if (appointment.Date != locks.TodayAt(siteId, transaction.NowUtc))
        {
            return VisitRefusal.NotToday;
        }

        return appointment.Status is AppointmentStatus.Confirmed or AppointmentStatus.NoShow
            ? stay.Visit is { Steps.Count: >= Visit.MostSteps - 2 } ? VisitRefusal.TooMany : null
            : VisitRefusal.OtherwiseNow;
    }
}
