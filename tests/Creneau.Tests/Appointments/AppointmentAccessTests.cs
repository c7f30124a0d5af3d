using System.Reflection;
using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Booking;
using Creneau.Changes;
using Creneau.Keys;
using Creneau.TestKit;
using Creneau.Tests.Booking;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Appointments;

/// <summary>The right to an appointment is a value, and worth nothing once the appointment says so.</summary>
public abstract class AppointmentAccessTests(DatabaseProvider provider) : TwoTownHalls(provider)
{
    private static readonly Actor Claire = TestTown.Citizen("claire");
    private static readonly Guid Unknown = Guid.CreateVersion7(DateTimeOffset.UnixEpoch);
    private Guid _id;

    private static CancellationToken Now => CancellationToken.None;

    private FindAppointment Find => Town.Get<FindAppointment>();

    protected override async Task OpenedAsync() =>
        _id = await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "claire", Person("Dunand"));

    [Fact]
    public void Nobody_outside_makes_a_right_and_who_changes_an_appointment_needs_one()
    {
        typeof(AppointmentAccess).GetConstructors().ShouldBeEmpty();
        typeof(AppointmentAccess).GetMethods(BindingFlags.Public | BindingFlags.Static)
            .ShouldAllBe(method => method.ReturnType != typeof(AppointmentAccess));
        typeof(AppointmentAccess).GetProperties().ShouldAllBe(property => property.SetMethod == null);
        foreach (var useCase in new[] { typeof(CancelAppointment), typeof(MoveAppointment), typeof(ChangeParty) })
        {
            var asked = useCase.GetMethod("RunAsync")!.GetParameters().Select(parameter => parameter.ParameterType).ToList();
            asked.ShouldContain(typeof(AppointmentAccess));
            asked.ShouldNotContain(typeof(Guid));
        }
    }

    [Fact]
    public async Task A_link_reference_and_contact_the_session_and_an_agent_each_open_it()
    {
        var reference = await ReferenceAsync();

        AppointmentAccess?[] rights =
        [
            (await Find.ByLinkAsync(await LinkAsync(), Now))?.Access,
            (await FoundAsync(reference, "claire@exemple.fr"))?.Access,
            (await Find.BySessionAsync(Claire, _id, Now))?.Access,
            (await Find.ByAgentAsync(TestTown.Agent(Passy), _id, Now))?.Access,
        ];

        foreach (var right in rights)
        {
            (await Find.ByAccessAsync(right!, Now))!.Appointment.Id.ShouldBe(_id);
        }
    }

    [Fact]
    public async Task Nobody_else_opens_it_and_what_does_not_exist_looks_the_same()
    {
        var foreign = TestTown.Agent(Megeve);

        (await Find.ByAgentAsync(foreign, _id, Now)).ShouldBeNull();
        (await Find.ByAgentAsync(foreign, Unknown, Now)).ShouldBeNull();
        (await Find.ByAgentAsync(TestTown.Agent(Passy, rights: Rights.Hours), _id, Now)).ShouldBeNull();
        (await Find.ByAgentAsync(TestTown.RelayAgent(Passy), _id, Now)).ShouldBeNull();
        (await Find.ByAgentAsync(Claire, _id, Now)).ShouldBeNull();
        (await Find.ByAgentAsync(TestTown.ApiClient(), _id, Now)).ShouldBeNull();
        (await Find.ByAgentAsync(Actor.CommandLine, _id, Now)).ShouldBeNull();
        (await Find.BySessionAsync(TestTown.Citizen("paul"), _id, Now)).ShouldBeNull();
        (await Find.BySessionAsync(Actor.CommandLine, _id, Now)).ShouldBeNull();
        (await Find.ByLinkAsync(Town.Get<AppointmentTokens>().For(Unknown, 1), Now)).ShouldBeNull();
        (await Find.ByLinkAsync(Town.Get<AppointmentTokens>().For(_id, 2), Now)).ShouldBeNull();
    }

    [Fact]
    public async Task What_is_only_held_is_opened_by_no_link_no_reference_and_no_session()
    {
        var paul = TestTown.Citizen("paul");
        _id = await Town.HeldAsync(Passy.At(Wednesday, "10:00"), paul);
        await Town.AskAsync(_id, paul, "paul@exemple.fr", Person("Favre"));

        (await Find.ByLinkAsync(await LinkAsync(), Now)).ShouldBeNull();
        (await FoundAsync(await ReferenceAsync(), "paul@exemple.fr")).ShouldBeNull();
        (await Find.BySessionAsync(paul, _id, Now)).ShouldBeNull();
        (await Find.HoldAsync(paul, _id, Now)).ShouldNotBeNull();
        (await Find.HoldAsync(Claire, _id, Now)).ShouldBeNull();
    }

    [Fact]
    public async Task With_another_contact_the_old_link_opens_nothing_and_the_new_one_does()
    {
        var (old, reference) = (await LinkAsync(), await ReferenceAsync());

        await ChangeAsync(appointment => appointment.SetContact(new Contact("anne@exemple.fr", null, "fr")));

        (await Find.ByLinkAsync(old, Now)).ShouldBeNull();
        (await Find.ByLinkAsync(await LinkAsync(), Now)).ShouldNotBeNull();
        (await FoundAsync(reference, "claire@exemple.fr")).ShouldBeNull();
        (await FoundAsync(reference, "anne@exemple.fr")).ShouldNotBeNull();
    }

    [Fact]
    public async Task With_the_same_contact_the_link_still_opens_it()
    {
        var link = await LinkAsync();

        await ChangeAsync(appointment => appointment.SetContact(new Contact("claire@exemple.fr", null, "en")));

        (await Find.ByLinkAsync(link, Now)).ShouldNotBeNull();
    }

    [Fact]
    public async Task While_it_was_held_no_link_was_sent_that_a_corrected_address_would_revoke()
    {
        var paul = TestTown.Citizen("paul");
        _id = await Town.HeldAsync(Passy.At(Wednesday, "10:00"), paul);
        await Town.AskAsync(_id, paul, "pual@exemple.fr", Person("Favre"));
        await Town.AskAsync(_id, paul, "paul@exemple.fr", Person("Favre"));

        (await Town.ReadAsync(db => db.Appointments.SingleAsync(row => row.Id == _id))).TokenVersion.ShouldBe(1);
    }

    [Fact]
    public async Task Once_links_are_revoked_every_right_of_before_opens_and_changes_nothing()
    {
        var old = await LinkAsync();
        var right = await Town.AccessAsync(Claire, _id);
        var agent = (await Find.ByAgentAsync(TestTown.Agent(Passy), _id, Now))!.Access;

        await ChangeAsync(appointment => appointment.RevokeLinks());

        (await Find.ByLinkAsync(old, Now)).ShouldBeNull();
        (await Find.ByLinkAsync(await LinkAsync(), Now)).ShouldNotBeNull();
        await ShouldOpenNothingAsync(Claire, right);
        await ShouldOpenNothingAsync(TestTown.Agent(Passy), agent);
    }

    [Fact]
    public async Task Who_has_a_right_of_before_does_not_learn_that_it_was_cancelled()
    {
        var right = await Town.AccessAsync(Claire, _id);
        await ChangeAsync(appointment => appointment.RevokeLinks());
        await Town.CancelAsync(_id, Claire);

        (await CancelAsync(Claire, right)).ShouldBe(CancelResult.Gone);
        (await CancelAsync(Claire, await Town.AccessAsync(Claire, _id))).ShouldBe(CancelResult.AlreadyCancelled);
    }

    [Fact]
    public async Task An_agents_right_ends_when_the_appointment_goes_to_another_town_hall()
    {
        var agent = TestTown.Agent(Passy);
        var right = (await Find.ByAgentAsync(agent, _id, Now))!.Access;
        await Town.MoveAsync(_id, Claire, new NewPlace(Megeve.SiteId, Wednesday, 600));

        await ShouldOpenNothingAsync(agent, right);
        (await Find.ByAgentAsync(agent, _id, Now)).ShouldBeNull();
        (await Find.ByAgentAsync(TestTown.Agent(Megeve), _id, Now)).ShouldNotBeNull();
    }

    [Fact]
    public async Task An_agents_right_that_was_opened_again_is_still_an_agents()
    {
        var opened = await Find.ByAccessAsync((await Find.ByAgentAsync(TestTown.Agent(Passy), _id, Now))!.Access, Now);

        opened!.Access.TownHallId.ShouldBe(Passy.Id);
    }

    [Fact]
    public async Task A_proven_contact_gets_a_right_to_its_own_appointment_and_a_stranger_none()
    {
        var own = await Town.BookAsync(Megeve.At(Wednesday, "10:00"), "claire", Person("Dunand"));
        var strange = await Town.BookAsync(Megeve.At(Wednesday, "10:30"), "paul", Person("Dunand"));

        (await Find.ByAccessAsync(own.ShouldBeOfType<ConfirmResult.Duplicate>().Own!, Now))!.Appointment.Id.ShouldBe(_id);
        strange.ShouldBeOfType<ConfirmResult.Duplicate>().Own.ShouldBeNull();
    }

    private async Task ShouldOpenNothingAsync(Actor actor, AppointmentAccess right)
    {
        var before = await StateAsync();
        (await Find.ByAccessAsync(right, Now)).ShouldBeNull();
        (await CancelAsync(actor, right)).ShouldBe(CancelResult.Gone);
        (await Town.Get<MoveAppointment>().RunAsync(actor, right, new NewPlace(Passy.SiteId, Wednesday, 660), Form(Town), Now))
            .ShouldBeOfType<MoveResult.Gone>();
        (await Town.Get<ChangeParty>().RunAsync(
            actor, right, new PartyChange(await Town.ReadAsync([Person("Dunand", "Paul")], _id), []), Form(Town), Now))
            .ShouldBeOfType<PartyResult.Gone>();
        (await StateAsync()).ShouldBe(before);
    }

    private async Task<(AppointmentStatus Status, int StartMinute, int People, int Events)> StateAsync()
    {
        var row = await Town.ReadAsync(db => db.Appointments.Include(one => one.Applicants).SingleAsync(one => one.Id == _id));
        return (row.Status, row.StartMinute, row.People, await Town.ReadAsync(db => db.AppointmentEvents.CountAsync()));
    }

    private Task<CancelResult> CancelAsync(Actor actor, AppointmentAccess right) =>
        Town.Get<CancelAppointment>().RunAsync(actor, right, Form(Town), Now);

    private async Task ChangeAsync(Action<Appointment> change)
    {
        await using var db = Town.OpenDb();
        change(await db.Appointments.SingleAsync(row => row.Id == _id));
        await db.SaveChangesAsync();
    }

    /// <summary>The secret of the link as a message that is written now has it.</summary>
    private async Task<string> LinkAsync() => Town.Get<AppointmentTokens>().For(
        _id, await Town.ReadAsync(db => db.Appointments.Where(row => row.Id == _id).Select(row => row.TokenVersion).SingleAsync()));

    private Task<string> ReferenceAsync() =>
        Town.ReadAsync(db => db.Appointments.Where(row => row.Id == _id).Select(row => row.Reference).SingleAsync());

    private async Task<OpenedAppointment?> FoundAsync(string reference, string contact) =>
        (await Find.ByReferenceAsync(Claire, reference, contact, Now) as LookUpResult.Found)?.Opened;
}

public sealed class AppointmentAccessOnSqliteTests() : AppointmentAccessTests(DatabaseProvider.Sqlite);

public sealed class AppointmentAccessOnPostgresTests() : AppointmentAccessTests(DatabaseProvider.Postgres);
