using Creneau.Agents;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Counter.Visits;
using Creneau.Places;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Counter.WaitingRoom;

/// <summary>Reads the waiting room beside an agenda that was read for today.</summary>
public sealed class QueueReading(
    IDbContextFactory<CreneauDb> contexts, StorageProvider storage, AvailabilityIndex availability, TimeProvider clock)
{
    private const int ExpectedMinutes = 15;

    /// <param name="today">An agenda of the site that the actor may see, with today among its days.</param>
    public async Task<WaitingQueue> ReadAsync(Agenda today, CancellationToken ct)
    {
        var (visits, signedOn) = await RowsAsync(today.Site.Id, today.Today, ct);
        return Of(today, visits, signedOn);
    }

    /// <returns>Whether the counter has something left to note of that day: somebody who is there, or of whom nothing is known.</returns>
    public Task<bool> IsAnythingLeftAsync(int siteId, DateOnly date, CancellationToken ct) => contexts.ReadAsync(
        storage,
        async db =>
            await db.Visits.AnyAsync(visit => visit.SiteId == siteId && visit.Date == date && visit.EndedUtc == null, ct)
            || await db.Appointments.AnyAsync(
                row => row.SiteId == siteId && row.Date == date && row.Status == AppointmentStatus.Confirmed, ct),
        ct);

    /// <summary>Visits of a day and who is signed on, from the database.</summary>
    private Task<(List<Visit> Visits, Dictionary<int, SignedOn> SignedOn)> RowsAsync(int siteId, DateOnly date, CancellationToken ct) =>
        contexts.ReadAsync(
            storage,
            async db =>
            {
                var visits = await db.Visits.AsNoTracking().Where(visit => visit.SiteId == siteId && visit.Date == date).ToListAsync(ct);
                var desks = availability.Places.DesksAt(siteId).Select(desk => desk.Id).ToArray();
                var signedOn = await (
                    from one in db.DeskSignOns
                    join agent in db.Agents on one.AgentId equals agent.Id
                    where one.Date == date && desks.Contains(one.DeskId)
                    select new { one.DeskId, SignedOn = new SignedOn(one.AgentId, agent.Name, one.SinceUtc) }).ToListAsync(ct);
                return (visits, signedOn.ToDictionary(one => one.DeskId, one => one.SignedOn));
            },
            ct);

    private WaitingQueue Of(Agenda today, List<Visit> visits, Dictionary<int, SignedOn> signedOn)
    {
        var nowUtc = clock.GetUtcNow().UtcDateTime;
        var noted = visits.ToDictionary(visit => visit.Id);
        List<QueueEntry> entries =
        [
            .. today.Appointments.Where(one => one.Date == today.Today && one.Status != AppointmentStatus.Held).DistinctBy(one => one.Id)
                .Select(one => EntryOf(one, noted.GetValueOrDefault(one.Id), today.Site, nowUtc)),
            .. visits.Where(visit => visit.AppointmentId is null).Select(visit => EntryOf(visit, today.Site, nowUtc)),
        ];
        var toCall = InTurn(entries, VisitStatus.Waiting);
        var now = (int)today.NowLocal.TimeOfDay.TotalMinutes;
        var awaited = entries
            .Where(entry => entry is { Visit: null, Appointment: { Status: AppointmentStatus.Confirmed, CancelAtUtc: null } })
            .OrderBy(entry => entry.Turn).ThenBy(entry => entry.Id).ToLookup(entry => entry.Turn <= now + ExpectedMinutes);
        return new WaitingQueue
        {
            ToCall = toCall,
            AtDesks = [.. InTurn(entries, VisitStatus.InProgress).OrderBy(entry => entry.Visit!.AtDeskId)],
            Paused = InTurn(entries, VisitStatus.Paused),
            Expected = [.. awaited[true]],
            Later = [.. awaited[false]],
            JustEnded = [.. entries.Where(entry => entry is { UndoSeconds: > 0, Visit.EndedUtc: not null })],
            SignedOn = signedOn,
            Delays = toCall.Where(entry => entry.BookedDeskId is not null && entry.Turn < now)
                .GroupBy(entry => entry.BookedDeskId!.Value)
                .ToDictionary(desk => desk.Key, desk => now - desk.Min(entry => entry.Turn)),
        };
    }

    private static List<QueueEntry> InTurn(List<QueueEntry> entries, VisitStatus status) =>
        [.. entries.Where(entry => entry.Visit?.Status == status).OrderBy(entry => entry.Turn).ThenBy(entry => entry.Visit!.ArrivedUtc)];

    private QueueEntry EntryOf(AgendaAppointment one, Visit? visit, Site site, DateTime nowUtc)
    {
        var bookedUtc = availability.Places.StartUtc(site.Id, one.Date, one.StartMinute);
        var rules = availability.Places.TownHalls[site.TownHallId].Queue;
        var late = (int)(nowUtc - bookedUtc).TotalMinutes;
        var entry = new QueueEntry
        {
            Id = one.Id,
            Appointment = one,
            Visit = visit,
            PlanningId = one.PlanningId,
            ServiceIds = [.. one.People.Select(person => person.ServiceId)],
            PlannedMinutes = one.EndMinute - one.StartMinute,
            Turn = one.StartMinute,
            LateMinutes = visit is null ? Math.Max(0, late) : 0,
            ProposesAbsence = visit is null && late >= rules.AbsentAfterMinutes,
        };
        return visit is null ? entry : Noted(entry, visit, bookedUtc, rules, nowUtc);
    }

    private QueueEntry EntryOf(Visit visit, Site site, DateTime nowUtc)
    {
        var places = availability.Places;
        var entry = new QueueEntry
        {
            Id = visit.Id,
            Visit = visit,
            PlanningId = visit.PlanningId,
            ServiceIds = [.. Enumerable.Repeat(visit.ServiceId!.Value, visit.People)],
            PlannedMinutes = WalkIns.PlannedMinutesOf(visit, places),
            Turn = WalkIns.TurnOf(visit, places),
        };
        return Noted(entry, visit, null, places.TownHalls[site.TownHallId].Queue, nowUtc);
    }

    private static QueueEntry Noted(QueueEntry entry, Visit visit, DateTime? bookedUtc, QueueRules rules, DateTime nowUtc)
    {
        var course = visit.Course;
        var again = course.NotBeforeUtc(TimeSpan.FromMinutes(rules.RecallGapMinutes), nowUtc);
        var undo = visit.UndoUntilUtc - nowUtc;
        return entry with
        {
            WaitedMinutes = (int)course.WaitedUntil(nowUtc, bookedUtc).TotalMinutes,
            ActiveMinutes = (int)course.ActiveUntil(nowUtc).TotalMinutes,
            NotBeforeUtc = again > nowUtc ? again : null,
            ProposesAbsence = course.InVain >= rules.CallsBeforeAbsent && visit.Status == VisitStatus.Waiting,
            UndoSeconds = undo > TimeSpan.Zero && visit.Status != VisitStatus.Unrecorded ? (int)Math.Ceiling(undo.TotalSeconds) : 0,
        };
    }
}
