using Creneau.Administration;
using Creneau.Administration.Desks;
using Creneau.Administration.Plannings;
using Creneau.Administration.Services;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Availability.Openings;
using Creneau.Booking;
using Creneau.Catalogue;
using Creneau.Scheduling;
using Creneau.TestKit;
using Creneau.Tests.Booking;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Administration;

public abstract class PlanningsTests(DatabaseProvider provider) : AdministrationTown(provider)
{
    [Fact]
    public async Task A_new_planning_is_booked_by_agents_and_unseen_by_citizens_until_it_is_published()
    {
        var planning = await PlanningAsync(IdOf(await CreateAsync("Passeports")));
        var desk = IdOf(await Town.Get<CreateDesk>().RunAsync(
            Manager, Passy.SiteId, new DeskDetails("DR 2", [new DeskUse(planning.Id, 1)]), default));
        await OpensAsync(planning.Id, desk);
        var wanted = new WantedSlot(Passy.SiteId, planning.Id, [planning.Services[0].Id], Wednesday, 600);

        var before = await Town.HoldAsync(wanted, TestTown.Citizen("early"));
        IdOf(await Town.Get<PublishPlanning>().RunAsync(Manager, planning.Id, default)).ShouldBe(planning.Id);
        var after = await Town.HoldAsync(wanted, TestTown.Citizen("late"));

        planning.IsPublished.ShouldBeFalse();
        planning.Services.Select(service => service.Kind!.Code).ShouldBe(["cni", "passport", "cni-passport", "collection"]);
        before.ShouldBeOfType<HoldResult.Refused>();
        after.ShouldBeOfType<HoldResult.Held>();
        await NodesShouldAgreeAsync();
    }

    [Fact]
    public async Task A_planning_of_another_town_hall_is_not_found()
    {
        var seen = SectionVersion.Of(PlanningNames.From(await PlanningAsync()));

        ReasonOf(await Town.Get<CreatePlanning>().RunAsync(Stranger, Passy.Id, PlanningTemplate.Empty, "École", default))
            .ShouldBe(SaveRefusal.NotFound);
        ReasonOf(await Town.Get<ChangePlanning>().RunAsync(
            Stranger, Passy.PlanningId, seen, new PlanningNames("À moi", null), default)).ShouldBe(SaveRefusal.NotFound);
        ReasonOf(await Town.Get<PublishPlanning>().RunAsync(Stranger, Passy.PlanningId, default)).ShouldBe(SaveRefusal.NotFound);
        ReasonOf(await Town.Get<CreateDesk>().RunAsync(Stranger, Passy.SiteId, new DeskDetails("DR 9", []), default))
            .ShouldBe(SaveRefusal.NotFound);
        ReasonOf(await Town.Get<CreateDesk>().RunAsync(
            Manager, Passy.SiteId, new DeskDetails("DR 9", [new DeskUse(Megeve.PlanningId, 1)]), default)).ShouldBe(SaveRefusal.NotFound);
    }

    [Fact]
    public async Task Window_names_and_pre_requests_are_saved_each_alone()
    {
        var planning = await PlanningAsync();

        IdOf(await ChangeAsync(PlanningWindow.From(planning), new PlanningWindow(1440, 30)));
        IdOf(await ChangeAsync(PlanningNames.From(planning), new PlanningNames("Titres", "04 50 00 00 03")));
        IdOf(await ChangeAsync(PlanningPreRequests.From(planning), new PlanningPreRequests(PreRequestPolicy.Required)));
        var twice = await ChangeAsync(PlanningNames.From(planning), new PlanningNames("Identité", null));
        var wrong = await ChangeAsync(new PlanningWindow(1440, 30), new PlanningWindow(-1, 9000));

        var now = Town.Availability.Places.Plannings[Passy.PlanningId];
        (now.Name, now.LeastNoticeMinutes, now.HorizonDays, now.PreRequest)
            .ShouldBe(("Titres", 1440, 30, PreRequestPolicy.Required));
        Town.Availability.Places.PhoneOf(Passy.PlanningId, Passy.SiteId).ShouldBe("04 50 00 00 03");
        ReasonOf(twice).ShouldBe(SaveRefusal.ChangedSince);
        ErrorsOf(wrong).ShouldBe([("LeastNoticeMinutes", FieldProblem.OutOfRange), ("HorizonDays", FieldProblem.OutOfRange)]);
        await NodesShouldAgreeAsync();
    }

    [Fact]
    public async Task The_minutes_of_the_platform_never_overwrite_those_of_a_town_hall()
    {
        var booked = await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "claire", Person("Dunand"));
        var own = await ServiceAsync();
        IdOf(await ChangeAsync(own, ServiceDetails.From(own) with { FirstMinutes = 30 })).ShouldBe(own.Id);

        var changed = await Town.Get<ChangeServiceKind>().RunAsync(
            Administrator, "cni", SectionVersion.Of(own.Kind!.Minutes), new ServiceMinutes(60, 15), default);

        IdOf(changed).ShouldBe(ServiceKind.IdCard.Id);
        var places = Town.Availability.Places;
        places.ServiceOf(Passy.PlanningId, ServiceKind.IdCard)!.Minutes.First.ShouldBe(30);
        places.ServiceOf(Passy.PlanningId, ServiceKind.IdCard)!.Kind!.FirstMinutes.ShouldBe(60);
        places.ServiceOf(Megeve.PlanningId, ServiceKind.IdCard)!.Minutes.First.ShouldBe(60);
        (await Town.ReadAsync(db => db.Appointments.SingleAsync(row => row.Id == booked))).EndMinute.ShouldBe(555);
        await NodesShouldAgreeAsync();
    }

    [Fact]
    public async Task Managers_do_not_change_the_minutes_of_the_platform()
    {
        var seen = SectionVersion.Of((await ServiceAsync()).Kind!.Minutes);

        ReasonOf(await Town.Get<ChangeServiceKind>().RunAsync(Manager, "cni", seen, new ServiceMinutes(60, 15), default))
            .ShouldBe(SaveRefusal.NotFound);
    }

    [Fact]
    public async Task A_service_for_the_counter_alone_is_not_offered_to_the_public()
    {
        var service = await ServiceAsync();

        IdOf(await ChangeAsync(service, ServiceDetails.From(service) with { CounterOnly = true }));

        StartsOn(Wednesday).ShouldBeEmpty();
        StartsOn(Wednesday, ServiceKind.Passport).ShouldNotBeEmpty();
        (await Town.HoldAsync(Passy.At(Wednesday, "09:00"), TestTown.Citizen("paul"))).ShouldBeOfType<HoldResult.Refused>();
    }

    [Fact]
    public async Task Two_managers_who_change_a_service_do_not_overwrite_each_other()
    {
        var service = await ServiceAsync();
        IdOf(await ChangeAsync(service, ServiceDetails.From(service) with { AfterMinutes = 10 }));

        ReasonOf(await ChangeAsync(service, ServiceDetails.From(service) with { AfterMinutes = 5 })).ShouldBe(SaveRefusal.ChangedSince);
        ErrorsOf(await Town.Get<ChangeService>().RunAsync(
            Manager, service.Id, SectionVersion.Of(ServiceDetails.From(await ServiceAsync())),
            new ServiceDetails(3, 500, 7, 0, false), default)).ShouldBe([
                ("FirstMinutes", FieldProblem.OutOfRange), ("FurtherMinutes", FieldProblem.OutOfRange),
                ("BeforeMinutes", FieldProblem.NotAMultipleOfFive)]);
    }

    [Fact]
    public async Task A_service_of_its_own_needs_a_name_and_minutes_and_a_kind_is_there_once()
    {
        var add = Town.Get<AddService>();

        var own = IdOf(await add.RunAsync(
            Manager, Passy.PlanningId, null, new ServiceDetails(45, 45, 0, 5, false, "Mariage", "Wedding"), default));
        var nameless = await add.RunAsync(Manager, Passy.PlanningId, null, new ServiceDetails(null, 15, 0, 0, false), default);
        var twice = await add.RunAsync(Manager, Passy.PlanningId, "cni", new ServiceDetails(null, null, 0, 0, false), default);

        var service = Town.Availability.Places.Services[own];
        (service.Ordinal, service.Texts.English.Name, service.Minutes.First, service.AfterMinutes).ShouldBe((4, "Wedding", 45, 5));
        ErrorsOf(nameless).ShouldBe([("FirstMinutes", FieldProblem.Missing), ("French", FieldProblem.Missing)]);
        ReasonOf(twice).ShouldBe(SaveRefusal.IsThere);
    }

    [Fact]
    public async Task A_desk_that_gets_another_planning_has_its_hours_on_every_node()
    {
        await Town.StartAsync();
        var planning = IdOf(await CreateAsync("Passeports"));
        await Town.WriteAsync(db => db.Add(new OpeningRule(planning, Passy.SiteId, null, EveryWednesday)));
        var desk = await DeskAsync();

        IdOf(await ChangeAsync(desk, new DeskDetails("Borne 1", [new(Passy.PlanningId, 2), new(planning, 1)])));

        Town.Availability.Places.DeskName(desk.Id).ShouldBe("Borne 1");
        Town.Availability.Desk(desk.Id)!.State.CalendarOf(planning).OpenOn(Wednesday).Open.IsEmpty.ShouldBeFalse();
        await NodesShouldAgreeAsync();
    }

    [Fact]
    public async Task A_desk_keeps_a_planning_whose_appointments_lie_ahead_there()
    {
        await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "claire", Person("Dunand"));
        var desk = await DeskAsync();

        var result = await ChangeAsync(desk, new DeskDetails("DR 1", []));

        ErrorsOf(result).ShouldBe([("Uses", FieldProblem.HasAppointments)]);
        (await DeskAsync()).Plannings.ShouldHaveSingleItem();
        ErrorsOf(await ChangeAsync(desk, new DeskDetails("", [new(Passy.PlanningId, 0)]))).ShouldBe([
            ("Name", FieldProblem.Missing), ("Uses", FieldProblem.OutOfRange)]);
    }

    private static Opening EveryWednesday => new(
        new Recurrence.Weekly(DayOfWeek.Wednesday, 1, new DateOnly(2026, 1, 5), null, null), new MinuteRange(540, 720), 15,
        ServiceSet.Of(0, 1, 2, 3), OpeningChannel.Online, 0);

    private Task<Service> ServiceAsync() => Town.ReadAsync(db => db.Services.AsNoTracking().Include(row => row.Kind)
        .SingleAsync(row => row.PlanningId == Passy.PlanningId && row.Ordinal == 0));

    private Task<Desk> DeskAsync() => Town.ReadAsync(db => db.Desks.AsNoTracking().Include(row => row.Plannings)
        .SingleAsync(row => row.Id == Passy.DeskId("DR 1")));

    private async Task OpensAsync(int planningId, int deskId)
    {
        await Town.WriteAsync(db => db.Add(new OpeningRule(planningId, Passy.SiteId, deskId, EveryWednesday)));
        await Town.WriteAsync(db => db.Desks.Where(row => row.Id == deskId).ExecuteUpdate(set => set
            .SetProperty(row => row.Revision, row => row.Revision + 1).SetProperty(row => row.ScheduleRevision, row => row.Revision + 1)));
        await Town.RefreshAsync();
    }

    private Task<SaveResult> CreateAsync(string name) =>
        Town.Get<CreatePlanning>().RunAsync(Manager, Passy.Id, PlanningTemplate.Identity, name, default);

    private Task<SaveResult> ChangeAsync<T>(T seen, T section)
        where T : PlanningSection =>
        Town.Get<ChangePlanning>().RunAsync(Manager, Passy.PlanningId, SectionVersion.Of(seen), section, default);

    private Task<SaveResult> ChangeAsync(Service seen, ServiceDetails details) =>
        Town.Get<ChangeService>().RunAsync(Manager, seen.Id, SectionVersion.Of(ServiceDetails.From(seen)), details, default);

    private Task<SaveResult> ChangeAsync(Desk seen, DeskDetails details) =>
        Town.Get<ChangeDesk>().RunAsync(Manager, seen.Id, SectionVersion.Of(DeskDetails.From(seen)), details, default);
}

public sealed class PlanningsOnSqliteTests() : PlanningsTests(DatabaseProvider.Sqlite);

public sealed class PlanningsOnPostgresTests() : PlanningsTests(DatabaseProvider.Postgres);
