using Creneau.Acting;
using Creneau.Agents;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Scheduling;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Counter.Visits;

/// <summary>One stay as it is once everything that it touches is locked.</summary>
/// <param name="Visit">Null: nothing was noted of it yet.</param>
/// <param name="Appointment">With its people; null: without an appointment.</param>
internal sealed record LockedVisit(Visit? Visit, Appointment? Appointment)
{
    public int? TownHallId => Visit?.TownHallId ?? Appointment?.TownHallId;

    public int? SiteId => Visit?.SiteId ?? Appointment?.SiteId;

    public DateOnly? Date => Visit?.Date ?? Appointment?.Date;

    public VisitStatus? Status => Visit?.Status;
}

/// <summary>
/// Reads visits after everything that they touch was locked, in the order of everybody: desks by id, appointments, visits by id.
/// A visit of an appointment has the appointment's id.
/// </summary>
public sealed class VisitLocks(DeskLocks desks, AvailabilityIndex availability)
{
    internal PlaceDirectory Places => availability.Places;

    /// <summary>Today at a site.</summary>
    internal DateOnly TodayAt(int siteId, DateTime nowUtc) =>
        DateOnly.FromDateTime(WallClock.ToLocal(nowUtc, Places.ZoneOf(Places.Sites[siteId])));

    /// <summary>Whether the night is over a day, so that nothing of it is noted any more, even before the jobs have closed it.</summary>
    internal bool IsClosed(DateOnly date, DateTime nowUtc) => date <= Places.LastClosedDay(nowUtc);

    /// <param name="ids">Of visits or appointments.</param>
    /// <param name="deskIds">Desks that the decision is about as well.</param>
    /// <returns>In the order of the ids; null when something moved while this waited: start again.</returns>
    internal async Task<IReadOnlyList<LockedVisit>?> LoadAsync(
        Transaction transaction, Guid[] ids, IReadOnlyCollection<int> deskIds, CancellationToken ct)
    {
        await desks.LockOfAsync(transaction, ids, deskIds, ct);
        foreach (var id in ids)
        {
            if (!await desks.HasLockedAsync(transaction, id, ct))
            {
                return null;
            }
        }

        await transaction.Db.ReadAsync(
            $"SELECT id FROM visit WHERE id IN ({ids}) ORDER BY id{transaction.Storage.ForUpdate}", row => row.GetGuid(0), ct);
        transaction.ReadClock();
        var appointments = await transaction.Db.Appointments.Where(row => ids.Contains(row.Id)).WithPeople().ToListAsync(ct);
        var visits = await transaction.Db.Visits.Where(row => ids.Contains(row.Id)).ToListAsync(ct);
        return [.. ids.Select(id => new LockedVisit(visits.Find(one => one.Id == id), appointments.Find(one => one.Id == id)))];
    }

    /// <summary>Loads a visit for an agent and notes something of it, if it is one of their town hall and its day is not closed.</summary>
    internal async Task<TransactionResult<VisitResult>> ByAgentAsync(
        Transaction transaction, Guid id, Func<Visit, Appointment?, Task<TransactionResult<VisitResult>>> note, CancellationToken ct)
    {
        var desks = await DesksOfAsync(transaction, id, ct);
        if (await LoadAsync(transaction, [id], desks, ct) is not [var stay])
        {
            return TransactionResult.StartAgain<VisitResult>();
        }

        if (stay.Visit is not { } visit || !transaction.Actor.May(Rights.Appointments, visit.TownHallId))
        {
            return TransactionResult.Refuse<VisitResult>(new VisitResult.Refused(VisitRefusal.NotFound));
        }

        VisitAudit.AddTicket(transaction, visit);
        return IsClosed(visit.Date, transaction.NowUtc)
            ? TransactionResult.Refuse<VisitResult>(new VisitResult.Refused(VisitRefusal.NotToday))
            : await note(visit, stay.Appointment);
    }

    /// <summary>The desk that a visit was at last, and would be at again when its last step is undone; empty: none.</summary>
    private static async Task<IReadOnlyCollection<int>> DesksOfAsync(Transaction transaction, Guid visitId, CancellationToken ct)
    {
        var visit = await transaction.Db.Visits.AsNoTracking().SingleOrDefaultAsync(one => one.Id == visitId, ct);
        return visit?.Course.DeskId is { } desk ? [desk] : [];
    }

    /// <summary>Who is signed on at a desk that is locked, today; null: nobody.</summary>
    internal static Task<SignedOn?> SignedOnAsync(Transaction transaction, int deskId, DateOnly today, CancellationToken ct) =>
        (from one in transaction.Db.DeskSignOns
         join agent in transaction.Db.Agents on one.AgentId equals agent.Id
         where one.DeskId == deskId && one.Date == today
         select new SignedOn(one.AgentId, agent.Name, one.SinceUtc)).SingleOrDefaultAsync(ct);

    /// <summary>The visit that a desk serves now; null: none.</summary>
    internal static Task<Guid?> AtDeskAsync(Transaction transaction, int deskId, CancellationToken ct) =>
        transaction.Db.Visits.Where(one => one.AtDeskId == deskId).Select(one => (Guid?)one.Id).SingleOrDefaultAsync(ct);
}

/// <summary>An agent at a desk.</summary>
public sealed record SignedOn(int AgentId, string AgentName, DateTime SinceUtc);
