using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Appointments.Notes;
using Creneau.Availability.Openings;
using Creneau.Booking;
using Creneau.Catalogue;
using Creneau.Counter;
using Creneau.Hours;
using Creneau.Scheduling;
using Creneau.TestKit;
using Creneau.Tests.Booking;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Counter;

public abstract class AgendaReadingTests(DatabaseProvider provider) : TwoTownHalls(provider)
{
    private static readonly DateOnly Tuesday = new(2026, 11, 24);

    private int Desk => Passy.DeskId("DR 1");

    private Actor Nadia => TestTown.Agent(Passy);

    [Fact]
    public async Task A_day_shows_who_comes_when_for_what_and_how_they_booked()
    {
        var wanted = Passy.At(Wednesday, "09:00", ServiceKind.Passport);
        var id = await Town.BookedAsync(wanted, "claire", Person("Dunand", kind: ServiceKind.Passport));
        await Town.WriteAsync(db => db.Add(new AppointmentNote(id, 7, "Nadia", "Avec une poussette", Town.NowUtc)));

        var shown = (await DayAsync(Wednesday)).Appointments.ShouldHaveSingleItem();

        (shown.Id, shown.DeskId, shown.StartMinute, shown.EndMinute).ShouldBe((id, Desk, 540, 555));
        shown.People.ShouldBe([new AgendaPerson(Passy.ServiceId(ServiceKind.Passport), "Dunand", "Claire")]);
        (shown.Status, shown.Channel).ShouldBe((AppointmentStatus.Confirmed, BookingChannel.Web));
        (shown.HasContact, shown.HasNote, shown.IsUnreached, shown.Unnamed).ShouldBe((true, true, false, 0));
    }

    [Fact]
    public async Task A_hold_names_nobody_and_goes_when_its_time_is_over()
    {
        var id = await Town.HeldAsync(Passy.At(Wednesday, "09:00"), TestTown.Citizen());
        await Town.AskAsync(id, TestTown.Citizen(), "claire@exemple.fr", Person("Dunand"));

        var held = (await DayAsync(Wednesday)).Appointments.ShouldHaveSingleItem();
        Town.TurnableClock.Advance(TimeSpan.FromMinutes(46));
        var later = await DayAsync(Wednesday);

        held.Status.ShouldBe(AppointmentStatus.Held);
        held.People.ShouldBe([new AgendaPerson(Passy.ServiceId(ServiceKind.IdCard), "", "")]);
        later.Appointments.ShouldBeEmpty();
        later.Free.ShouldContain(free => free.StartMinute == 540);
    }

    [Fact]
    public async Task What_is_taken_is_not_free_even_where_memory_is_behind()
    {
        await Town.StartAsync();
        var two = Passy.At(Wednesday, "09:00", ServiceKind.IdCard, ServiceKind.IdCard);
        await Town.BookedAsync(two, "claire", Person("Dunand"), Person("Dunand", "Zoé"));
        var elsewhere = (AgendaReading)Town.Nodes[1].Services.GetService(typeof(AgendaReading))!;

        var day = Shown(await elsewhere.ReadAsync(Nadia, new AgendaQuery(Passy.SiteId, Wednesday, Wednesday), CancellationToken.None));

        day.Free.Select(free => free.StartMinute).ShouldBe([570, 585, 600, 615, 630, 645, 660, 675, 690, 705]);
        day.Free.ShouldAllBe(free => free.DeskId == Desk && free.PlanningId == Passy.PlanningId && free.Minutes == 15);
    }

    [Fact]
    public async Task What_is_kept_for_the_counter_is_marked_and_what_is_past_is_not_offered()
    {
        await Passy.OpensAsync("DR 1", "Tue 14:00-14:30", channel: OpeningChannel.CounterOnly);
        Town.TurnableClock.Advance(TimeSpan.FromMinutes(155));

        var free = (await DayAsync(Tuesday)).Free;

        free.Select(one => (one.StartMinute, one.IsCounterOnly)).ShouldBe([(705, false), (840, true), (855, true)]);
    }

    [Fact]
    public async Task Closures_say_their_reason_holidays_their_name_and_a_pause_that_it_is_one()
    {
        await Passy.OpensAsync("DR 1", "Mon-Fri 14:00-17:00");
        await Town.Get<CloseDesk>().RunAsync(
            Actor.CommandLine,
            Desk,
            new DeskClosure(new DateTime(2026, 12, 24, 14, 0, 0), new DateTime(2026, 12, 24, 18, 0, 0), ClosureReason.Other, "Formation"),
            CancellationToken.None);

        var days = await DaysAsync(new DateOnly(2026, 12, 23), new DateOnly(2026, 12, 26));

        days.Closures.Select(closed => (closed.Date.Day, closed.Time.ToString(), closed.Kind, closed.Told, closed.Holiday)).ShouldBe(
        [
            (23, "12:00-14:00", ClosedKind.Pause, null, null),
            (24, "14:00-18:00", ClosedKind.Closure, "Formation", null),
            (25, "00:00-24:00", ClosedKind.PublicHoliday, null, (HolidayName?)HolidayName.Christmas),
        ]);
        days.Open.Select(open => (open.Date.Day, open.StartMinute, open.EndMinute))
            .ShouldBe([(23, 540, 720), (23, 840, 1020), (24, 540, 720)]);
    }

    [Fact]
    public async Task Time_for_people_without_an_appointment_says_so_and_offers_no_start()
    {
        await Passy.OpensAsync("DR 1", "Wed 13:00-13:20", stepMinutes: 5, channel: OpeningChannel.WalkInOnly);

        var day = await DayAsync(Wednesday);

        day.Closures.Select(closed => (closed.Time.ToString(), closed.Kind)).ShouldBe(
            [("13:00-13:20", ClosedKind.WalkInOnly), ("12:00-13:00", ClosedKind.Pause)]);
        day.Free.ShouldAllBe(free => free.StartMinute < 720);
        day.Open.ShouldHaveSingleItem();
        (await Town.HoldAsync(Passy.At(Wednesday, "13:00"), TestTown.Citizen())).ShouldBeOfType<HoldResult.Refused>();
    }

    [Fact]
    public async Task A_desk_out_of_order_says_so_and_keeps_its_place()
    {
        await Passy.DeskAsync("DR 2", "Mon-Fri 09:00-12:00");
        var broken = new DeskClosure(null, null, ClosureReason.OutOfOrder, "La borne est en panne");
        await Town.Get<CloseDesk>().RunAsync(Actor.CommandLine, Desk, broken, CancellationToken.None);

        var desks = (await DayAsync(Tuesday)).Desks;

        desks.Select(desk => (desk.Name, desk.Now, desk.Told)).ShouldBe(
            [("DR 1", DeskCondition.OutOfOrder, "La borne est en panne"), ("DR 2", DeskCondition.Open, null)]);
    }

    [Fact]
    public async Task Another_planning_that_shares_a_desk_shows_there_too()
    {
        var shared = new SharedDesks(Town, Passy);
        await shared.PlanningAsync("École", minutes: 30);
        await shared.PlanningAsync("Mairie", minutes: 15);
        await shared.DeskAsync("Accueil", ("École", 0), ("Mairie", 0));
        await Town.RefreshAsync();
        await Town.HeldAsync(shared.At("École", Wednesday, 540), TestTown.Citizen());

        var day = await DayAsync(Wednesday);

        day.Desks[1].PlanningIds.Count.ShouldBe(2);
        day.Appointments.ShouldHaveSingleItem().DeskId.ShouldBe(shared.DeskId("Accueil"));
        day.Free.Where(free => free.DeskId == shared.DeskId("Accueil")).Min(free => free.StartMinute).ShouldBe(570);
    }

    [Fact]
    public async Task A_day_that_is_over_and_a_year_ahead_are_shown_by_their_rules()
    {
        var id = await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "claire", Person("Dunand"));
        Town.TurnableClock.Advance(TimeSpan.FromDays(6));
        await Town.Get<Creneau.Booking.Sweeper>().CloseDaysAsync(CancellationToken.None);
        await Town.RefreshAsync();

        var over = await DayAsync(Wednesday);
        var ahead = await DayAsync(new DateOnly(2027, 11, 24));

        over.Appointments.ShouldHaveSingleItem().Status.ShouldBe(AppointmentStatus.Unrecorded);
        over.Appointments[0].Id.ShouldBe(id);
        over.Open.ShouldBe([new OpenTime(Desk, Wednesday, 540, 720)]);
        (ahead.Open.Count, ahead.Free.Count).ShouldBe((1, 0));
    }

    [Fact]
    public async Task Another_town_halls_site_is_not_there_and_too_many_days_are_refused()
    {
        (await ReadAsync(Megeve.SiteId, Tuesday, Tuesday)).ShouldBe(new AgendaResult.Refused(AgendaRefusal.NotFound));
        (await ReadAsync(4711, Tuesday, Tuesday)).ShouldBe(new AgendaResult.Refused(AgendaRefusal.NotFound));
        (await ReadAsync(Passy.SiteId, Tuesday, Tuesday.AddDays(7))).ShouldBe(new AgendaResult.Refused(AgendaRefusal.TooLong));
        (await ReadAsync(Passy.SiteId, Wednesday, Tuesday)).ShouldBe(new AgendaResult.Refused(AgendaRefusal.Reversed));
        (await Town.Get<AgendaReading>().ReadAsync(
            TestTown.RelayAgent(Passy), new AgendaQuery(Passy.SiteId, Tuesday, Tuesday), CancellationToken.None))
            .ShouldBe(new AgendaResult.Refused(AgendaRefusal.NotFound));
    }

    private Task<Agenda> DayAsync(DateOnly date) => DaysAsync(date, date);

    private async Task<Agenda> DaysAsync(DateOnly from, DateOnly to) => Shown(await ReadAsync(Passy.SiteId, from, to));

    private static Agenda Shown(AgendaResult result) => result.ShouldBeOfType<AgendaResult.Found>().Agenda;

    private Task<AgendaResult> ReadAsync(int siteId, DateOnly from, DateOnly to) =>
        Town.Get<AgendaReading>().ReadAsync(Nadia, new AgendaQuery(siteId, from, to), CancellationToken.None);
}

public sealed class AgendaReadingOnSqliteTests() : AgendaReadingTests(DatabaseProvider.Sqlite);

public sealed class AgendaReadingOnPostgresTests() : AgendaReadingTests(DatabaseProvider.Postgres);
