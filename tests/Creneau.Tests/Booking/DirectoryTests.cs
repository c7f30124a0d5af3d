using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Booking;
using Creneau.Booking.ByAgents;
using Creneau.Catalogue;
using Creneau.OnePerPerson;
using Creneau.Places;
using Creneau.Scheduling;
using Creneau.Storage;
using Creneau.TestKit;
using Creneau.Tests.Booking.ByAgents;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Booking;

/// <summary>Places, services and phones that change while a node runs.</summary>
public abstract class DirectoryTests(DatabaseProvider provider) : BookingTown(provider)
{
    private const string Phone = "04 50 58 00 00";

    private int Desk => Passy.DeskId("DR 1");

    [Fact]
    public async Task A_phone_that_changed_is_read_and_no_desk_is_read_again()
    {
        var before = Town.Availability.Desk(Desk)!.State;

        await ChangeAsync(NewPhoneAsync);
        var behind = await Town.Availability.CompareAsync(CancellationToken.None);

        Town.Availability.Places.TownHalls[Passy.Id].Phone.ShouldBe(Phone);
        Town.Availability.Desk(Desk)!.State.ShouldBeSameAs(before);
        behind.ShouldBe(0);
        (await Town.HoldAsync(Passy.At(Wednesday, "09:00"), TestTown.Citizen())).ShouldBeOfType<HoldResult.Held>();
        Town.Availability.Desk(Desk)!.State.Revision.ShouldBe(before.Revision + 1);
    }

    [Fact]
    public async Task Bookings_leave_the_directory_as_it_is()
    {
        var (version, places) = (Town.Availability.Places.Version, Town.Availability.Places);

        await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "claire", Person("Dunand"));
        await Town.RefreshAsync();

        Town.Availability.Places.ShouldBeSameAs(places);
        (await Town.ReadAsync(db => db.DirectoryVersions.SingleAsync())).Version.ShouldBe(version);
    }

    [Fact]
    public async Task A_node_follows_the_directory_by_itself()
    {
        await Town.StartAsync(background: true);
        var there = Town.Nodes[1].Services.GetRequiredService<AvailabilityIndex>();

        await ChangeAsync(NewPhoneAsync);

        await Patience.UntilAsync(
            "the node knows the new phone",
            () =>
            {
                Town.TurnableClock.Advance(TimeSpan.FromSeconds(5));
                return Task.FromResult(there.Places.TownHalls[Passy.Id].Phone == Phone);
            },
            TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_service_that_was_added_can_be_booked_at_once()
    {
        var words = new ServiceWords("audience", "1 audience", "{0} audiences", "audience");
        var service = Service.Own(new ServiceTexts(words, words), 4, new ServiceMinutes(30, 30));
        await ChangeAsync(async db =>
            (await db.Plannings.Include(planning => planning.Services).SingleAsync(row => row.Id == Passy.PlanningId)).Offer(service));

        await Town.RefreshAsync();

        Town.Availability.Places.Services[service.Id].Texts.French.Name.ShouldBe("audience");
        Town.Availability.PlanFor(Passy.At(Wednesday, "09:00") with { ServiceIds = [service.Id] }).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_service_that_was_removed_is_no_longer_offered()
    {
        var wanted = Passy.At(Wednesday, "09:00", ServiceKind.Passport, ServiceKind.IdCard);
        await ChangeAsync(RemovePassportsAsync);
        await Town.RefreshAsync();

        var answer = await Town.HoldAsync(wanted, TestTown.Citizen());

        answer.ShouldBeOfType<HoldResult.Refused>().Reason.ShouldBe(SlotRefusal.NoLongerOffered);
        (await Town.HoldAsync(Passy.At(Wednesday, "09:00"), TestTown.Citizen())).ShouldBeOfType<HoldResult.Held>();
    }

    [Fact]
    public async Task Nor_by_a_node_that_has_not_heard_of_it_and_learns_it_then()
    {
        var wanted = Passy.At(Wednesday, "09:00", ServiceKind.IdCard, ServiceKind.Passport);
        await ChangeAsync(RemovePassportsAsync);

        var answer = await Town.HoldAsync(wanted, TestTown.Citizen());

        answer.ShouldBeOfType<HoldResult.Refused>().Reason.ShouldBe(SlotRefusal.NoLongerOffered);
        Town.Availability.Places.Services.ContainsKey(Passy.ServiceId(ServiceKind.Passport)).ShouldBeFalse();
        (await Town.ReadAsync(db => db.Appointments.CountAsync())).ShouldBe(0);
        (await Town.ReadAsync(db => db.Occupancies.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Nor_to_an_agent_who_books_for_somebody_there()
    {
        var wanted = Passy.At(Wednesday, "09:00", ServiceKind.IdCard, ServiceKind.Passport);
        var booking = Town.Booking(wanted, Person("Dunand"), null);
        await ChangeAsync(RemovePassportsAsync);

        var answer = await Town.BookForAsync(TestTown.Agent(Passy), booking);

        answer.ShouldBeOfType<BookResult.Refused>().Reason.ShouldBe(SlotRefusal.NoLongerOffered);
        (await Town.ReadAsync(db => db.Appointments.CountAsync())).ShouldBe(0);
        (await Town.ReadAsync(db => db.Occupancies.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Whoever_comes_for_a_service_claims_its_procedure_on_a_node_too_that_has_not_heard_of_it()
    {
        var ordinal = Town.Availability.Places.Services[Passy.ServiceId(ServiceKind.Passport)].Ordinal;
        await ChangeAsync(RemovePassportsAsync);
        await Town.RefreshAsync();
        var passport = Service.Of(ServiceKind.Passport, ordinal);
        await ChangeAsync(async db =>
            (await db.Plannings.Include(planning => planning.Services).SingleAsync(row => row.Id == Passy.PlanningId)).Offer(passport));
        await Town.StartAsync();
        var (visitor, knowing) = (TestTown.Citizen("claire"), Town.Nodes[1].Services);
        var wanted = Passy.At(Wednesday, "09:00") with { ServiceIds = [passport.Id] };
        var held = (HoldResult.Held)await knowing.GetRequiredService<HoldSlot>()
            .RunAsync(visitor, wanted, Form(Town), null, CancellationToken.None);
        var claire = new ReadPerson(new PersonName("Dunand", "Claire"), new BirthDate(1987, 3, 14), passport.Id, []);
        await knowing.GetRequiredService<AskForCode>().RunAsync(
            visitor, held.AppointmentId, new Contact("claire@exemple.fr", null, "fr"), [claire], Form(Town), CancellationToken.None);

        var confirmed = await Town.TypeAsync(held.AppointmentId, visitor, await Town.CodeAsync(held.AppointmentId));

        confirmed.ShouldBeOfType<ConfirmResult.Confirmed>();
        (await Town.ReadAsync(db => db.PersonClaims.CountAsync(claim => claim.AppointmentId == held.AppointmentId))).ShouldBe(1);
    }

    private async Task ChangeAsync(Func<CreneauDb, Task> change)
    {
        await using var db = Town.OpenDb();
        await change(db);
        await DirectoryVersion.RaiseAsync(db, CancellationToken.None);
        await db.SaveChangesAsync();
    }

    private async Task NewPhoneAsync(CreneauDb db) => (await db.TownHalls.SingleAsync(row => row.Id == Passy.Id)).SetPhone(Phone);

    private async Task RemovePassportsAsync(CreneauDb db)
    {
        var passport = Passy.ServiceId(ServiceKind.Passport);
        await db.Database.ExecuteSqlAsync($"DELETE FROM service WHERE id = {passport}");
    }
}

public sealed class DirectoryOnSqliteTests() : DirectoryTests(DatabaseProvider.Sqlite);

public sealed class DirectoryOnPostgresTests() : DirectoryTests(DatabaseProvider.Postgres);
