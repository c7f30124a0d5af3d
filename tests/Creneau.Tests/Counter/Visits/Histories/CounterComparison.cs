using System.Globalization;
using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Counter;
using Creneau.Counter.Visits;
using Creneau.Counter.WaitingRoom;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using Shouldly;

namespace Creneau.Tests.Counter.Visits.Histories;

/// <summary>Whether the platform tells the same of a day as the slow model: a line for each stay and each desk.</summary>
internal sealed class CounterComparison(TestTown town, TestTownHall passy, DateOnly date, SlowCounter model)
{
    private const int CallsBeforeAbsent = 2;

    /// <summary>Everything that is noted; times to the tick.</summary>
    /// <param name="journal">What was done, for whoever reads the failure.</param>
    public async Task ShouldBeAsync(Func<string> journal)
    {
        var visits = (await town.ReadAsync(db => db.Visits.AsNoTracking().Where(visit => visit.Date == date).ToListAsync()))
            .ToDictionary(visit => visit.Id);
        var appointments = (await town.ReadAsync(db => db.Appointments.AsNoTracking().Include(row => row.Applicants)
            .Where(row => row.Date == date).ToListAsync())).ToDictionary(row => row.Id);
        var signedOn = await town.ReadAsync(db => db.DeskSignOns.AsNoTracking().OrderBy(one => one.DeskId).ToListAsync());

        foreach (var stay in model.Stays)
        {
            LineOf(stay, visits.GetValueOrDefault(stay.Id), appointments.GetValueOrDefault(stay.Id)).ShouldBe(LineOf(stay), journal());
        }

        visits.Keys.Order().ShouldBe(model.Stays.Where(stay => stay.Now is not null).Select(stay => stay.Id).Order(), journal());
        signedOn.Select(one => (one.DeskId, one.AgentId, one.Date)).ShouldBe(
            model.SignedOn.OrderBy(one => one.Key).Select(one => (one.Key, one.Value.Agent, one.Value.Day)), journal());
    }

    /// <summary>What the page beside the agenda shows: order, whole minutes, and what it proposes.</summary>
    public async Task QueueShouldBeAsync(Actor agent, Func<string> journal)
    {
        var read = await town.Get<AgendaReading>().ReadAsync(agent, new AgendaQuery(passy.SiteId, date, date), default);
        var queue = await town.Get<QueueReading>().ReadAsync(read.ShouldBeOfType<AgendaResult.Found>().Agenda, default);

        queue.ToCall.Select(entry => LineOf(entry.Id, entry.WaitedMinutes, entry.ProposesAbsence)).ShouldBe(
            model.ToCall.Select(stay => LineOf(
                stay.Id, (int)stay.WaitedAt(model.NowUtc).TotalMinutes, stay.Now!.CallsInVain >= CallsBeforeAbsent)),
            journal());
        queue.AtDesks.Concat(queue.Paused).Select(entry => LineOf(entry.Id, entry.ActiveMinutes)).Order().ShouldBe(
            model.Stays.Where(stay => stay.Status is VisitStatus.InProgress or VisitStatus.Paused)
                .Select(stay => LineOf(stay.Id, (int)stay.ServedAt(model.NowUtc).TotalMinutes)).Order(),
            journal());
    }

    /// <summary>What an agent sees who looks now; 0: nothing.</summary>
    public Task<int> VersionAsync(Guid id) => town.ReadAsync(db =>
        db.Visits.Where(visit => visit.Id == id).Select(visit => visit.Version).SingleOrDefaultAsync());

    private string LineOf(SlowStay stay)
    {
        var page = stay.Now;
        return LineOf(
            stay.Name, page?.Status, page?.Desk, stay.Ticket, page?.Calls, page?.ArrivedUtc, page?.EndedUtc, stay.WaitedAt(model.NowUtc),
            stay.ServedAt(model.NowUtc), stay.HasAppointment ? stay.AppointmentStatus : null,
            stay.HasAppointment ? string.Join(' ', page?.Outcomes ?? []) : "");
    }

    private string LineOf(SlowStay stay, Visit? visit, Appointment? appointment)
    {
        var course = visit?.Course;
        var outcomes = appointment?.Applicants.OrderBy(person => person.Ordinal).Where(person => person.Outcome is not null)
            .Select(person => person.Outcome) ?? [];
        return LineOf(
            stay.Name, visit?.Status, visit?.AtDeskId, visit?.TicketNumber, course?.Calls, visit?.ArrivedUtc, visit?.EndedUtc,
            course?.WaitedUntil(town.NowUtc, stay.BookedUtc) ?? TimeSpan.Zero, course?.ActiveUntil(town.NowUtc) ?? TimeSpan.Zero,
            appointment?.Status, string.Join(' ', outcomes));
    }

    private static string LineOf(params object?[] told) =>
        string.Join(" | ", told.Select(one => one is DateTime at ? at.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture)
            : Convert.ToString(one, CultureInfo.InvariantCulture)));
}
