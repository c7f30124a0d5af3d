using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Booking;
using Creneau.Changes;
using Creneau.Storage;
using Creneau.TestKit;
using Creneau.Tests.Booking;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Acting;

/// <summary>Events and audit rows say who acted, through which channel and for whom.</summary>
public abstract class WhoActsTests(DatabaseProvider provider) : TwoTownHalls(provider)
{
    private static readonly string[] WholeLife = ["hold", "code", "try-code", "confirm", "move", "party", "cancel"];

    public static TheoryData<string, ActorKind, BookingChannel, ActorKind?, bool> Everybody => new()
    {
        { "citizen", ActorKind.Citizen, BookingChannel.Web, null, false },
        { "caller", ActorKind.Caller, BookingChannel.Phone, null, false },
        { "agent", ActorKind.Agent, BookingChannel.Counter, null, true },
        { "agent for a citizen", ActorKind.Agent, BookingChannel.Counter, ActorKind.Citizen, true },
        { "agent for a caller", ActorKind.Agent, BookingChannel.Counter, ActorKind.Caller, true },
        { "relay agent", ActorKind.RelayAgent, BookingChannel.Counter, ActorKind.Citizen, true },
        { "API client", ActorKind.ApiClient, BookingChannel.Api, null, true },
    };

    [Theory]
    [MemberData(nameof(Everybody))]
    public async Task Every_event_and_every_audit_row_of_a_life_says_who_acted(
        string who, ActorKind kind, BookingChannel channel, ActorKind? onBehalfOf, bool isAudited)
    {
        var actor = ActorOf(who);
        var id = await Town.BookedByAsync(actor, Passy.At(Wednesday, "09:00"), "claire@exemple.fr", Person("Dunand"));
        await Town.MoveAsync(id, actor, new NewPlace(Passy.SiteId, Wednesday, 600));
        await Town.ChangePartyAsync(id, actor, [Person("Dunand", "Paul")], []);
        await Town.CancelAsync(id, actor);

        var events = await Town.ReadAsync(db => db.AppointmentEvents.OrderBy(row => row.Id).ToListAsync());
        var rows = await Town.ReadAsync(db => db.AuditRows.OrderBy(row => row.Id).ToListAsync());

        events.Select(happened => happened.Kind).ShouldBe(
        [
            AppointmentEventKind.Held, AppointmentEventKind.CodeAsked, AppointmentEventKind.Confirmed, AppointmentEventKind.Moved,
            AppointmentEventKind.PartyChanged, AppointmentEventKind.Cancelled,
        ]);
        events.ShouldAllBe(row => row.ActorKind == kind && row.Channel == channel && row.OnBehalfOf == onBehalfOf);
        events.ShouldAllBe(row => row.ActorId == actor.Id && row.ActorTownHallId == actor.TownHallId && row.TownHallId == Passy.Id);
        (await Town.ReadAsync(db => db.Appointments.SingleAsync())).Channel.ShouldBe(channel);
        rows.Select(row => row.Operation).Except(["ask-about-people"]).ShouldBe(isAudited ? WholeLife : []);
        rows.ShouldAllBe(row => row.ActorKind == kind && row.Channel == channel && row.OnBehalfOf == onBehalfOf);
        rows.ShouldAllBe(row => row.ActorId == actor.Id && row.ActorTownHallId == actor.TownHallId && row.NetworkHash == actor.NetworkHash);
        rows.ShouldAllBe(row => row.Refusal == null);
    }

    [Fact]
    public async Task What_an_agent_does_to_a_citizens_appointment_says_agent_and_leaves_the_appointment_the_citizens()
    {
        var id = await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "claire", Person("Dunand"));
        var agent = TestTown.Agent(Passy).For(ActorKind.Citizen);
        var opened = await Town.Get<FindAppointment>().ByAgentAsync(agent, id, CancellationToken.None);

        await Town.Get<CancelAppointment>().RunAsync(agent, opened!.Access, Form(Town), CancellationToken.None);

        var last = await Town.ReadAsync(db => db.AppointmentEvents.OrderBy(row => row.Id).LastAsync());
        (last.Kind, last.ActorKind, last.ActorId, last.OnBehalfOf)
            .ShouldBe((AppointmentEventKind.Cancelled, ActorKind.Agent, agent.Id, ActorKind.Citizen));
        (await Town.ReadAsync(db => db.Appointments.SingleAsync())).Channel.ShouldBe(BookingChannel.Web);
        (await Town.ReadAsync(db => db.AuditRows.SingleAsync())).Subject.ShouldBe($"appointment:{id}");
    }

    [Fact]
    public async Task What_the_command_line_does_is_the_platforms_and_audited()
    {
        var id = await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "claire", Person("Dunand"));
        var access = await Town.AccessAsync(TestTown.Citizen("claire"), id);

        await Town.Get<CancelAppointment>().RunAsync(Actor.CommandLine, access, Form(Town), CancellationToken.None);

        var last = await Town.ReadAsync(db => db.AppointmentEvents.OrderBy(row => row.Id).LastAsync());
        (last.ActorKind, last.Channel).ShouldBe((ActorKind.Platform, BookingChannel.CommandLine));
        var row = await Town.ReadAsync(db => db.AuditRows.SingleAsync());
        (row.Operation, row.ActorKind, row.Channel).ShouldBe(("cancel", ActorKind.Platform, BookingChannel.CommandLine));
    }

    [Fact]
    public async Task What_an_importer_takes_over_is_its_own_and_no_row_of_the_audit_each()
    {
        var slot = new SlotTime(Passy.Id, Passy.PlanningId, Passy.SiteId, Passy.DeskId("DR 1"), Wednesday, 540, 555);
        var made = new TakenOver(
            Guid.CreateVersion7(Town.Clock.GetUtcNow()), Reference.Create(), new Contact("claire@exemple.fr", null, "fr"), Town.NowUtc);
        await Town.Get<Transactions>().RunAsync(
            Actor.Importer,
            "import",
            transaction =>
            {
                transaction.Db.Add(Appointment.TakeOver(made, slot, [], Town.NowUtc.AddDays(31)));
                return Task.FromResult(TransactionResult.Commit(true));
            },
            CancellationToken.None);

        var happened = await Town.ReadAsync(db => db.AppointmentEvents.SingleAsync());

        (happened.ActorKind, happened.Channel, happened.ActorId).ShouldBe((ActorKind.Importer, BookingChannel.Import, null));
        (await Town.ReadAsync(db => db.AuditRows.CountAsync())).ShouldBe(0);
    }

    [Theory]
    [InlineData("sweeper")]
    [InlineData("agent")]
    public async Task That_a_hold_has_expired_is_the_platforms_doing_whoever_meets_it(string first)
    {
        await Town.HeldAsync(Passy.At(Wednesday, "09:00"), TestTown.Citizen("late"));
        Town.TurnableClock.Advance(Appointment.HoldLength);

        Task meeting = first == "sweeper"
            ? Town.Get<Sweeper>().ExpireHoldsAsync(CancellationToken.None)
            : Town.HoldAsync(Passy.At(Wednesday, "09:00"), TestTown.Agent(Passy));
        await meeting;

        var expired = await Town.ReadAsync(db => db.AppointmentEvents.SingleAsync(row => row.Kind == AppointmentEventKind.Expired));
        (expired.ActorKind, expired.ActorId, expired.Channel).ShouldBe((ActorKind.Platform, null, BookingChannel.Platform));
    }

    [Fact]
    public async Task A_day_that_is_closed_by_the_platform_is_its_own_event_and_no_row_of_the_audit()
    {
        await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "claire", Person("Dunand"));
        Town.TurnableClock.Advance(TimeSpan.FromDays(2));

        await Town.Get<Sweeper>().CloseDaysAsync(CancellationToken.None);

        var last = await Town.ReadAsync(db => db.AppointmentEvents.OrderBy(row => row.Id).LastAsync());
        (last.Kind, last.ActorKind, last.Channel)
            .ShouldBe((AppointmentEventKind.Unrecorded, ActorKind.Platform, BookingChannel.Platform));
        (await Town.ReadAsync(db => db.AuditRows.CountAsync())).ShouldBe(0);
    }

    [Theory]
    [InlineData("platform")]
    [InlineData("command line")]
    [InlineData("importer")]
    public async Task Who_has_no_session_keeps_no_slot(string who)
    {
        var hold = () => Town.HoldAsync(Passy.At(Wednesday, "09:00"), ActorOf(who));

        await hold.ShouldThrowAsync<ArgumentException>();
        (await Town.ReadAsync(db => db.Appointments.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Two_people_for_whom_one_API_client_books_keep_a_slot_each()
    {
        await Town.HeldAsync(Passy.At(Wednesday, "09:00"), TestTown.ApiClient("one"));
        await Town.HeldAsync(Passy.At(Wednesday, "10:00"), TestTown.ApiClient("other"));

        (await Town.ReadAsync(db => db.Occupancies.CountAsync())).ShouldBe(2);
    }

    private Actor ActorOf(string who) => who switch
    {
        "citizen" => TestTown.Citizen("claire"),
        "caller" => TestTown.Caller(),
        "agent" => TestTown.Agent(Passy),
        "agent for a citizen" => TestTown.Agent(Passy).For(ActorKind.Citizen),
        "agent for a caller" => TestTown.Agent(Passy).For(ActorKind.Caller),
        "relay agent" => TestTown.RelayAgent(Megeve),
        "API client" => TestTown.ApiClient(),
        "platform" => Actor.Platform,
        "command line" => Actor.CommandLine,
        "importer" => Actor.Importer,
        _ => throw new ArgumentOutOfRangeException(nameof(who)),
    };
}

public sealed class WhoActsOnSqliteTests() : WhoActsTests(DatabaseProvider.Sqlite);

public sealed class WhoActsOnPostgresTests() : WhoActsTests(DatabaseProvider.Postgres);
