using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Keys;
using Creneau.Scheduling;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Counter.Visits;

/// <summary>Lets somebody without an appointment join the waiting room, as far as the town hall takes any in this half day.</summary>
public sealed class TakeTicket(Transactions transactions, VisitLocks locks, PlatformKeys keys, TimeProvider clock)
{
    private const int Noon = 13 * 60;

    /// <summary>Gives a ticket; a refusal has written nothing.</summary>
    /// <param name="people">1 to 6.</param>
    /// <param name="formId">Random id of the form; a double click gets the same ticket.</param>
    public Task<VisitResult> RunAsync(Actor actor, int siteId, int serviceId, int people, string formId, CancellationToken ct)
    {
        var content = FormattableString.Invariant($"{siteId}/{serviceId}/{people}");
        var form = FormKey.Of(keys, "visit-ticket", actor, formId, content);
        return transactions.RunAsync<VisitResult>(
            actor, form, new VisitResult.Refused(VisitRefusal.OtherwiseNow), async transaction =>
            {
                transaction.Audit(new AuditEntry("visit-ticket", FormattableString.Invariant($"site:{siteId}")));
                if (PlaceOf(transaction, siteId, serviceId, people) is not { } place)
                {
                    return Refuse<VisitResult>(new VisitResult.Refused(VisitRefusal.NotFound));
                }

                var ticket = await Tickets.NextAsync(transaction, place, locks.Places, ct);
                if (await IsFullAsync(transaction, place, ct))
                {
                    return Refuse<VisitResult>(new VisitResult.Refused(VisitRefusal.CapReached));
                }

                var visit = new Visit(
                    Guid.CreateVersion7(clock.GetUtcNow()),
                    place,
                    Retention.After(place.Date, place.TownHallId, locks.Places));
                visit.SetTicket(ticket);
                await VisitSteps.NoteAsync(transaction, visit, null, VisitSteps.Step(transaction, VisitStepKind.Arrived), ct);
                transaction.Db.Add(visit);
                transaction.Audit(VisitAudit.OfTicket(visit.Id, ticket));
                return Commit<VisitResult>(new VisitResult.Noted(visit.Id));
            }, ct);
    }

    private VisitPlace? PlaceOf(Transaction transaction, int siteId, int serviceId, int people)
    {
        var places = locks.Places;
        if (!places.Sites.TryGetValue(siteId, out var site) || !transaction.Actor.May(Rights.Appointments, site.TownHallId)
            || people is < 1 or > Appointment.MaxPeople)
        {
            return null;
        }

        var planning = places.Plannings.Values.FirstOrDefault(
            one => one.TownHallId == site.TownHallId && one.Services.Any(service => service.Id == serviceId));
        return planning is null || places.DesksOf(planning.Id, siteId).Count == 0
            ? null
            : new VisitPlace(site.TownHallId, siteId, planning.Id, locks.TodayAt(siteId, transaction.NowUtc))
            {
                ServiceId = serviceId,
                People = people,
            };
    }

    /// <summary>Counted while the day's numbers are locked.</summary>
    private async Task<bool> IsFullAsync(Transaction transaction, VisitPlace place, CancellationToken ct)
    {
        if (locks.Places.Plannings[place.PlanningId].WalkInCap is not { } cap)
        {
            return false;
        }

        var zone = locks.Places.ZoneOf(locks.Places.Sites[place.SiteId]);
        var noon = WallClock.ToUtc(place.Date, Noon, zone);
        var isMorning = transaction.NowUtc < noon;
        var taken = await transaction.Db.Visits.CountAsync(
            visit => visit.SiteId == place.SiteId && visit.PlanningId == place.PlanningId && visit.Date == place.Date
                && visit.AppointmentId == null && (visit.ArrivedUtc < noon) == isMorning,
            ct);
        return taken >= cap;
    }
}
