using Creneau.Acting;
using Creneau.Administration;
using Creneau.Administration.TownHalls;
using Creneau.Appointments;
using Creneau.Booking;
using Creneau.Booking.ByAgents;
using Creneau.Changes;
using Creneau.Places;
using Creneau.TestKit;
using Creneau.Tests.Booking;
using Creneau.Tests.Booking.ByAgents;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Administration;

public abstract class TownHallsTests(DatabaseProvider provider) : AdministrationTown(provider)
{
    [Fact]
    public async Task A_town_hall_comes_from_the_reference_data_with_clock_and_holidays()
    {
        var id = IdOf(await CreateAsync("97105"));

        var townHall = Town.Availability.Places.TownHalls[id];
        (townHall.Name, townHall.TimeZone, townHall.HolidayRegion, townHall.SchoolZone)
            .ShouldBe(("Basse-Terre", "America/Guadeloupe", "Guadeloupe", null));
        IdOf(await CreateAsync("74056")).ShouldBeGreaterThan(id);
        Town.Availability.Places.TownHalls.Values.Single(one => one.InseeCode == "74056").SchoolZone.ShouldBe("A");
    }

    [Fact]
    public async Task A_commune_is_a_member_once_and_has_to_exist()
    {
        var both = await Task.WhenAll(CreateAsync("74056"), CreateAsync("74056"));

        both.OfType<SaveResult.Saved>().Count().ShouldBe(1);
        both.OfType<SaveResult.Refused>().ShouldHaveSingleItem().Reason.ShouldBe(SaveRefusal.IsThere);
        ErrorsOf(await CreateAsync("00000")).ShouldBe([("InseeCode", FieldProblem.Unknown)]);
    }

    [Fact]
    public async Task Only_administrators_of_the_platform_make_suspend_and_restore()
    {
        var created = await Town.Get<CreateTownHall>().RunAsync(Manager, "74056", default);
        var suspended = await Town.Get<SuspendTownHall>().RunAsync(Manager, Passy.Id, default);

        (ReasonOf(created), ReasonOf(suspended)).ShouldBe((SaveRefusal.NotFound, SaveRefusal.NotFound));
        StartsOn(Wednesday).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Of_a_suspended_town_hall_citizens_find_nothing_and_restored_it_offers_what_it_did()
    {
        await Town.StartAsync();
        var before = StartsOn(Wednesday);

        await SuspendAsync();
        var during = StartsOn(Wednesday);
        var held = await Town.HoldAsync(Passy.At(Wednesday, "09:00"), TestTown.Citizen("next"));
        await NodesShouldAgreeAsync();
        IdOf(await Town.Get<RestoreTownHall>().RunAsync(Administrator, Passy.Id, default)).ShouldBe(Passy.Id);

        during.ShouldBeEmpty();
        held.ShouldBeOfType<HoldResult.Refused>();
        StartsOn(Wednesday).ShouldBe(before);
        await NodesShouldAgreeAsync();
    }

    [Fact]
    public async Task Who_is_booking_at_a_town_hall_that_is_suspended_loses_the_start_and_no_agent_books_there()
    {
        var held = await Town.HeldAsync(Passy.At(Wednesday, "09:00"), TestTown.Citizen("claire"));
        var agent = TestTown.Agent(Passy, id: 3, Rights.Appointments | Rights.OutsideHours);
        await SuspendAsync();

        (await Town.ReadAsync(db => db.Appointments.Where(row => row.Id == held).Select(row => row.Status).SingleAsync()))
            .ShouldBe(AppointmentStatus.Expired);
        (await Town.BookForAsync(agent, Passy.At(Wednesday, "09:00"), Person("Favre"))).ShouldBeOfType<BookResult.Refused>();
        var evening = Town.Booking(Passy.At(Wednesday, "18:05"), Person("Favre")) with
        {
            Outside = new OutsideHours(Passy.DeskId("DR 1"), "urgence"),
        };
        (await Town.BookForAsync(agent, evening)).ShouldBeOfType<BookResult.Refused>();
        var elsewhere = TestTown.Agent(Megeve);
        (await Town.BookForAsync(elsewhere, Passy.At(Wednesday, "09:00"), Person("Favre"))).ShouldBeOfType<BookResult.Refused>();
        await NodesShouldAgreeAsync();
    }

    [Fact]
    public async Task Who_has_an_appointment_at_a_suspended_town_hall_moves_it_elsewhere_or_cancels_it()
    {
        var moved = await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "claire", Person("Dunand"));
        var cancelled = await Town.BookedAsync(Passy.At(Wednesday, "10:00"), "paul", Person("Favre", "Paul"));
        await SuspendAsync();

        var move = await Town.MoveAsync(moved, TestTown.Citizen("claire"), new NewPlace(Megeve.SiteId, Wednesday, 540));
        var cancel = await Town.CancelAsync(cancelled, TestTown.Citizen("paul"));

        move.ShouldBeOfType<MoveResult.Moved>();
        cancel.ToString().ShouldContain("Cancelled");
        (await Town.ReadAsync(db => db.Appointments.CountAsync(row => row.Status == AppointmentStatus.Confirmed))).ShouldBe(1);
        await NodesShouldAgreeAsync();
    }

    [Fact]
    public async Task A_notice_is_told_on_its_days_in_both_languages_until_it_is_taken_down()
    {
        var days = (First: new DateOnly(2026, 11, 24), Last: new DateOnly(2026, 11, 27));
        var id = IdOf(await PostAsync(new NewNotice("Fermé vendredi", "Closed on Friday", days.First, days.Last)));

        var told = Town.Availability.Places.NoticesOf(Passy.Id, days.Last).ShouldHaveSingleItem();
        (told.In("fr"), told.In("en")).ShouldBe(("Fermé vendredi", "Closed on Friday"));
        Town.Availability.Places.NoticesOf(Passy.Id, days.Last.AddDays(1)).ShouldBeEmpty();
        ReasonOf(await Town.Get<RemoveNotice>().RunAsync(Stranger, Megeve.Id, id, default)).ShouldBe(SaveRefusal.NotFound);
        IdOf(await Town.Get<RemoveNotice>().RunAsync(Manager, Passy.Id, id, default)).ShouldBe(id);
        Town.Availability.Places.NoticesOf(Passy.Id, days.Last).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_notice_that_ends_before_it_begins_or_says_nothing_is_refused()
    {
        var wrong = await PostAsync(new NewNotice(" ", null, new DateOnly(2026, 11, 27), new DateOnly(2026, 11, 24)));

        ErrorsOf(wrong).ShouldBe([("French", FieldProblem.Missing), ("Last", FieldProblem.Reversed)]);
        (await Town.ReadAsync(db => db.Notices.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task The_phone_of_the_town_hall_is_changed_by_its_managers()
    {
        var seen = SectionVersion.Of(new TownHallContact(null));
        var change = Town.Get<ChangeTownHall>();

        IdOf(await change.RunAsync(Manager, Passy.Id, seen, new TownHallContact("04 50 11 22 33"), default)).ShouldBe(Passy.Id);
        ReasonOf(await change.RunAsync(OtherManager, Passy.Id, seen, new TownHallContact("04 50 99 99 99"), default))
            .ShouldBe(SaveRefusal.ChangedSince);
        ReasonOf(await change.RunAsync(Stranger, Passy.Id, seen, new TownHallContact(null), default)).ShouldBe(SaveRefusal.NotFound);
        Town.Availability.Places.PhoneOf(Passy.PlanningId, Passy.SiteId).ShouldBe("04 50 11 22 33");
    }

    private Task<SaveResult> CreateAsync(string insee) => Town.Get<CreateTownHall>().RunAsync(Administrator, insee, default);

    private async Task SuspendAsync() =>
        IdOf(await Town.Get<SuspendTownHall>().RunAsync(Administrator, Passy.Id, default)).ShouldBe(Passy.Id);

    private Task<SaveResult> PostAsync(NewNotice notice) => Town.Get<PostNotice>().RunAsync(Manager, Passy.Id, notice, default);
}

public sealed class TownHallsOnSqliteTests() : TownHallsTests(DatabaseProvider.Sqlite);

public sealed class TownHallsOnPostgresTests() : TownHallsTests(DatabaseProvider.Postgres);
