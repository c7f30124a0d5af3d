using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Appointments.Slips;
using Creneau.Counter.Arrivals;
using Creneau.Counter.Devices;
using Creneau.Counter.Visits;
using Creneau.Keys;
using Creneau.TestKit;
using Creneau.Tests.Booking;
using Creneau.Tests.Booking.ByAgents;
using Creneau.Tests.Counter.Visits;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Counter.Arrivals;

/// <summary>The tablet at the entrance of Passy's town hall, and who types there.</summary>
public abstract class CheckInTests(DatabaseProvider provider) : TwoTownHalls(provider)
{
    private const string Network = "network of the town hall";

    private CounterDay _day = null!;
    private SiteDevice _tablet = null!;

    protected override async Task FoundMoreAsync()
    {
        await base.FoundMoreAsync();
        await Passy.DeskAsync("DR 2", "Mon-Fri 09:00-12:00");
    }

    protected override async Task OpenedAsync()
    {
        _day = await CounterDay.BeginAsync(Town, Passy);
        _tablet = await TabletAsync(Passy);
    }

    [Fact]
    public async Task The_reference_notes_the_arrival_once_and_says_ticket_and_about_how_long()
    {
        var (first, second) = (await _day.BookAsync("10:00"), await _day.BookAsync("10:15"));
        _day.At("10:05");

        var answers = new[] { await TypeAsync(first), await TypeAsync(second), await TypeAsync(second) };

        answers.ShouldBe([Waits("A 01", 600, 0), Waits("A 02", 615, 10), Waits("A 02", 615, 10)]);
        (await Town.ReadAsync(db => db.Visits.CountAsync())).ShouldBe(2);
        (await StepsAsync(second)).ShouldBe([VisitStepKind.Arrived]);
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task People_who_type_at_the_same_moment_get_one_ticket()
    {
        var reference = await ReferenceAsync(await _day.BookAsync("10:00"));
        _day.At("09:50");

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => TypeAsync(reference)));

        answers.Distinct().ShouldBe([Waits("A 01", 600, 10)]);
        (await Town.ReadAsync(db => db.Visits.SingleAsync())).Steps.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_code_of_a_slip_opens_it_by_its_address_and_by_its_signs()
    {
        var (first, second) = (await _day.BookAsync("10:00"), await _day.BookAsync("10:00"));
        var (address, signs) = ("https://rdv.exemple.fr/s/" + await SlipAsync(first), (await SlipAsync(second)).ToUpperInvariant());
        _day.At("09:58");

        var answers = new[] { await TypeAsync(address), await TypeAsync(signs) };

        answers.ShouldAllBe(answer => answer is CheckInResult.Waits);
    }

    [Fact]
    public async Task Who_is_called_meanwhile_reads_the_desk()
    {
        var id = await _day.BookAsync("10:00");
        _day.At("09:58");
        await TypeAsync(id);
        await _day.CallAsync(id, "10:00", _day.Karim);

        var answer = await TypeAsync(id);

        answer.ShouldBe(new CheckInResult.IsCalled(new Ticket("A", 1), "DR 2"));
    }

    [Fact]
    public async Task Who_was_noted_absent_comes_back_by_the_tablet()
    {
        var id = await _day.BookAsync("10:00");
        await _day.AbsentAsync(id, "10:15");

        var answer = await TypeAsync(id);

        answer.ShouldBeOfType<CheckInResult.Waits>();
        (await _day.StatusAsync(id)).ShouldBe(AppointmentStatus.Arrived);
    }

    [Fact]
    public async Task Another_day_and_another_town_hall_are_told_and_nothing_is_noted()
    {
        var tomorrow = await _day.BookAsync("10:00", date: CounterDay.Tuesday.AddDays(1));
        var elsewhere = await Town.BookedForAsync(TestTown.Agent(Megeve), Megeve.At(CounterDay.Tuesday, "11:00"), Person("Roux"));
        _day.At("09:58");

        var answers = new[] { await TypeAsync(tomorrow), await TypeAsync(elsewhere) };

        answers.ShouldBe(
        [
            new CheckInResult.Elsewhere("Mairie de Passy", CounterDay.Tuesday.AddDays(1), 600, IsHere: true),
            new CheckInResult.Elsewhere("Mairie de Megève", CounterDay.Tuesday, 660, IsHere: false),
        ]);
        (await Town.ReadAsync(db => db.Visits.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_cancelled_one_and_one_that_is_done_are_for_the_counter()
    {
        var (cancelled, done) = (await _day.BookAsync("10:00"), await _day.BookAsync("10:00"));
        await Town.ReadAsync(db => db.Appointments.Where(row => row.Id == cancelled)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Status, AppointmentStatus.Cancelled)));
        await _day.ArriveAsync(done, "09:58");
        await _day.CallAsync(done, "10:00");
        await _day.FinishAsync(done, "10:10");

        var answers = new[] { await TypeAsync(cancelled), await TypeAsync(done) };

        answers.ShouldAllBe(answer => answer is CheckInResult.AskTheCounter);
    }

    [Fact]
    public async Task Unknown_numbers_close_this_tablet_for_some_minutes_but_for_whoever_is_expected()
    {
        var (today, tomorrow) = (await _day.BookAsync("11:00"), await _day.BookAsync("10:00", date: CounterDay.Tuesday.AddDays(1)));
        var (other, reference) = (await TabletAsync(Passy), await ReferenceAsync(tomorrow));
        for (var i = 0; i < new ArrivalLimits().UnknownPerTabletAndTenMinutes; i++)
        {
            (await TypeAsync(Reference.Create())).ShouldBeOfType<CheckInResult.Unknown>();
        }

        (await TypeAsync(reference)).ShouldBeOfType<CheckInResult.TooMany>();
        (await Town.Get<CheckIn>().RunAsync(other, Network, reference, default)).ShouldBeOfType<CheckInResult.Elsewhere>();
        (await TypeAsync(today)).ShouldBeOfType<CheckInResult.Waits>();
        Town.TurnableClock.Advance(TimeSpan.FromMinutes(10));
        (await TypeAsync(reference)).ShouldBeOfType<CheckInResult.Elsewhere>();
    }

    [Fact]
    public async Task The_audit_names_the_tablet_and_its_network()
    {
        var id = await _day.BookAsync("10:00");
        _day.At("09:58");

        await TypeAsync(id);

        var row = await Town.ReadAsync(db => db.Set<Creneau.Storage.AuditRow>().SingleAsync(one => one.Operation == "visit-arrive"));
        (row.ActorKind, row.ActorId, row.Channel, row.NetworkHash).ShouldBe((ActorKind.Tablet, _tablet.Id, BookingChannel.Tablet, Network));
        (await Town.ReadAsync(db => db.Visits.SingleAsync())).Steps.ShouldHaveSingleItem().AgentId.ShouldBeNull();
    }

    private static CheckInResult Waits(string ticket, int startMinute, int wait) =>
        new CheckInResult.Waits(new Ticket(ticket[..1], int.Parse(ticket[2..], null)), startMinute, wait);

    private async Task<CheckInResult> TypeAsync(Guid id) => await TypeAsync(await ReferenceAsync(id));

    private Task<CheckInResult> TypeAsync(string typed) => Town.Get<CheckIn>().RunAsync(_tablet, Network, typed, default);

    private async Task<string> ReferenceAsync(Guid id) => (await Town.AppointmentAsync(id)).Reference;

    private async Task<VisitStepKind[]> StepsAsync(Guid id) =>
        [.. (await Town.ReadAsync(db => db.Visits.SingleAsync(visit => visit.Id == id))).Steps.Select(step => step.Kind)];

    private async Task<string> SlipAsync(Guid id)
    {
        var opened = await Town.Get<FindAppointment>().ByAgentAsync(_day.Nadia, id, default);
        (await Town.Get<PrintSlip>().RunAsync(_day.Nadia, opened!.Access, default)).ShouldBeTrue();
        return Town.Get<ShortLinks>().For(id, opened.Appointment.TokenVersion);
    }

    private async Task<SiteDevice> TabletAsync(TestTownHall at)
    {
        var enrolled = await Town.Get<EnrolDevice>().RunAsync(TestTown.Agent(at), at.SiteId, DeviceKind.Tablet, "tablette", default);
        var secret = enrolled.ShouldBeOfType<EnrolDeviceResult.Enrolled>().Secret;
        return (await Town.Get<SiteDevices>().FindAsync(DeviceKind.Tablet, secret, default)).ShouldNotBeNull();
    }
}

public sealed class CheckInOnSqliteTests() : CheckInTests(DatabaseProvider.Sqlite);

public sealed class CheckInOnPostgresTests() : CheckInTests(DatabaseProvider.Postgres);
