using System.Globalization;
using Creneau.Acting;
using Creneau.Agents;
using Creneau.Appointments;
using Creneau.Catalogue;
using Creneau.Counter;
using Creneau.Counter.Arrivals;
using Creneau.Counter.Visits;
using Creneau.Counter.WaitingRoom;
using Creneau.Scheduling;
using Creneau.TestKit;
using Creneau.Tests.Booking.ByAgents;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Counter.Visits;

/// <summary>Tuesday at Passy: Nadia at DR 1, Karim at DR 2; times are the wall clock's and only go on.</summary>
internal sealed class CounterDay(TestTown town, TestTownHall passy, Actor nadia, Actor karim)
{
    public static readonly DateOnly Tuesday = new(2026, 11, 24);

    private int _people;

    public Actor Nadia => nadia;

    public Actor Karim => karim;

    public static async Task<CounterDay> BeginAsync(TestTown town, TestTownHall passy)
    {
        var nadia = TestTown.Agent(passy, await town.AgentAsync("nadia@passy.fr", AgentRole.Agent, passy));
        var karim = TestTown.Agent(passy, await town.AgentAsync("karim@passy.fr", AgentRole.Agent, passy, "Karim Roux"));
        var day = new CounterDay(town, passy, nadia, karim);
        (await day.SignOnAsync(nadia, passy.DeskId("DR 1"))).ShouldBeOfType<SignOnResult.Done>();
        (await day.SignOnAsync(karim, passy.DeskId("DR 2"))).ShouldBeOfType<SignOnResult.Done>();
        return day;
    }

    public void At(string clock) => At(Tuesday, clock);

    public void At(DateOnly date, string clock)
    {
        var utc = WallClock.ToUtc(date, 0, Zone) + TimeSpan.Parse(clock, CultureInfo.InvariantCulture);
        if (utc > town.NowUtc)
        {
            town.TurnableClock.SetUtcNow(utc);
        }
    }

    /// <summary>The clock is set, back too; only <see cref="At(string)"/> waits for it to be later.</summary>
    public void Jump(TimeSpan by) => town.TurnableClock.AdjustTime(town.Clock.GetUtcNow() + by);

    public Task<Guid> BookAsync(string clock, string? name = null, DateOnly? date = null) =>
        town.BookedForAsync(nadia, passy.At(date ?? Tuesday, clock), Person(name ?? $"Inconnu{_people++}"));

    public Task<Guid> BookFamilyAsync(string clock) => town.BookedForAsync(
        nadia, passy.At(Tuesday, clock, ServiceKind.IdCard, ServiceKind.IdCard), Person("Dunand"), Person("Perrin"));

    public async Task ArriveAsync(Guid id, string clock)
    {
        At(clock);
        (await RefusalAsync<NoteArrival>(arrive => arrive.RunAsync(nadia, id, passy.SiteId, default))).ShouldBeNull();
    }

    public async Task<Guid> TicketAsync(string clock)
    {
        At(clock);
        return (await TakeTicketAsync()).ShouldBeOfType<VisitResult.Noted>().VisitId;
    }

    public Task<VisitResult> TakeTicketAsync(string? form = null) => town.Get<TakeTicket>().RunAsync(
        nadia, passy.SiteId, passy.ServiceId(ServiceKind.Collection), 1, form ?? Form(town), default);

    public async Task CallAsync(Guid id, string clock, Actor? agent = null, CurrentVisit current = CurrentVisit.Stays) =>
        (await TryCallAsync(id, clock, agent, current)).ShouldBeNull();

    public Task<VisitRefusal?> TryCallAsync(Guid id, string clock, Actor? agent = null, CurrentVisit current = CurrentVisit.Stays)
    {
        At(clock);
        var who = agent ?? nadia;
        return RefusalAsync<CallVisit>(call => call.RunAsync(who, id, DeskOf(who), current, default));
    }

    public Task<VisitResult> CallNowAsync(Guid id, Actor agent, string desk) =>
        town.Get<CallVisit>().RunAsync(agent, id, passy.DeskId(desk), CurrentVisit.Stays, default);

    public async Task NotComeAsync(Guid id, string clock)
    {
        At(clock);
        (await RefusalAsync<PauseVisit>(pause => pause.RunAsync(nadia, id, LeavesDesk.DidNotCome, default))).ShouldBeNull();
    }

    public async Task AbsentAsync(Guid id, string clock)
    {
        At(clock);
        (await RefusalAsync<NoteAbsence>(absent => absent.RunAsync(nadia, id, default))).ShouldBeNull();
    }

    public async Task FinishAsync(Guid id, string clock, params PersonOutcome[] outcomes)
    {
        At(clock);
        (await RefusalAsync<FinishVisit>(finish => finish.RunAsync(nadia, id, outcomes.Length == 0 ? null : outcomes, default)))
            .ShouldBeNull();
    }

    public async Task<VisitRefusal?> UndoAsync(Guid id, string clock)
    {
        At(clock);
        return await TryUndoAsync(id, await VersionAsync(id));
    }

    public Task<VisitRefusal?> TryUndoAsync(Guid id, int version) =>
        RefusalAsync<UndoVisitStep>(undo => undo.RunAsync(nadia, id, version, default));

    public Task<VisitRefusal?> TryFinishAsync(Guid id) =>
        RefusalAsync<FinishVisit>(finish => finish.RunAsync(nadia, id, null, default));

    public Task<VisitRefusal?> TryPauseAsync(Guid id, LeavesDesk how) =>
        RefusalAsync<PauseVisit>(pause => pause.RunAsync(nadia, id, how, default));

    public Task<SignOnResult> SignOnAsync(Actor agent, int? deskId, bool takesOver = false) =>
        town.Get<SignOnToDesk>().RunAsync(agent, deskId, takesOver, default);

    /// <returns>Null when it was noted.</returns>
    public async Task<VisitRefusal?> RefusalAsync<T>(Func<T, Task<VisitResult>> run)
        where T : class =>
        (await run(town.Get<T>()) as VisitResult.Refused)?.Reason;

    public async Task<AppointmentStatus> StatusAsync(Guid id) => (await town.AppointmentAsync(id)).Status;

    /// <summary>What an agent sees who looks now.</summary>
    public async Task<int> VersionAsync(Guid id) => (await VisitAsync(id)).Version;

    public async Task<Ticket?> TicketOfAsync(Guid id) => (await VisitAsync(id)).Ticket;

    public async Task<VisitStepKind[]> StepsAsync(Guid id) => [.. (await VisitAsync(id)).Steps.Select(step => step.Kind)];

    /// <summary>In the order of the form; null: not known.</summary>
    public async Task<PersonOutcome?[]> OutcomesAsync(Guid id) =>
        [.. (await town.AppointmentAsync(id)).Applicants.OrderBy(person => person.Ordinal).Select(person => person.Outcome)];

    public Task<int> ClaimsAsync(Guid id) => town.ReadAsync(db =>
        db.Set<Creneau.OnePerPerson.PersonClaim>().CountAsync(claim => claim.AppointmentId == id));

    public async Task<WaitingQueue> QueueAsync()
    {
        var read = await town.Get<AgendaReading>().ReadAsync(nadia, new AgendaQuery(passy.SiteId, Tuesday, Tuesday), default);
        return await town.Get<QueueReading>().ReadAsync(read.ShouldBeOfType<AgendaResult.Found>().Agenda, default);
    }

    /// <summary>Whole minutes.</summary>
    public async Task<int[]> WaitedAsync(params Guid[] ids)
    {
        List<int> minutes = [];
        foreach (var id in ids)
        {
            var visit = await VisitAsync(id);
            var booked = visit.AppointmentId is null ? (DateTime?)null : BookedUtc(await town.AppointmentAsync(id));
            minutes.Add((int)visit.Course.WaitedUntil(town.NowUtc, booked).TotalMinutes);
        }

        return [.. minutes];
    }

    public async Task<int> ActiveAsync(Guid id) => (int)(await VisitAsync(id)).Course.ActiveUntil(town.NowUtc).TotalMinutes;

    private Task<Visit> VisitAsync(Guid id) => town.ReadAsync(db => db.Visits.SingleAsync(visit => visit.Id == id));

    private static TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    private static DateTime BookedUtc(Appointment appointment) => WallClock.ToUtc(appointment.Date, appointment.StartMinute, Zone);

    private int DeskOf(Actor agent) => passy.DeskId(agent == nadia ? "DR 1" : "DR 2");
}
