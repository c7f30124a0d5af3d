using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Booking;
using Creneau.Changes;
using Creneau.Scheduling;
using Creneau.TestKit;
using Creneau.Tests.Booking;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Acting;

/// <summary>Passy keeps its afternoons for the counter: agents use them, nobody else does.</summary>
public abstract class AtCounterTests(DatabaseProvider provider) : BookingTown(provider)
{
    protected override async Task FoundMoreAsync() =>
        await Passy.OpensAsync("DR 1", "Mon-Fri 14:00-16:00", channel: OpeningChannel.CounterOnly);

    [Fact]
    public async Task Agents_of_the_town_hall_hold_what_is_kept_for_its_counter() =>
        (await Town.HoldAsync(Passy.At(Wednesday, "14:00"), TestTown.Agent(Passy))).ShouldBeOfType<HoldResult.Held>();

    [Theory]
    [InlineData("relay agent")]
    [InlineData("citizen")]
    [InlineData("caller")]
    [InlineData("API client")]
    public async Task Nobody_else_does(string who)
    {
        var actor = who switch
        {
            "relay agent" => TestTown.RelayAgent(Passy),
            "caller" => TestTown.Caller(),
            "citizen" => TestTown.Citizen(),
            _ => TestTown.ApiClient(),
        };
        var refused = (await Town.HoldAsync(Passy.At(Wednesday, "14:00"), actor)).ShouldBeOfType<HoldResult.Refused>();

        refused.Reason.ShouldBe(SlotRefusal.NotOffered);
        refused.Instead.ShouldAllBe(slot => slot.StartMinute < 720);
    }

    [Fact]
    public async Task An_agent_who_is_refused_is_offered_what_is_kept_for_the_counter()
    {
        await Town.HeldAsync(Passy.At(Wednesday, "14:30"), TestTown.Agent(Passy, id: 1));

        var second = await Town.HoldAsync(Passy.At(Wednesday, "14:30"), TestTown.Agent(Passy, id: 2));

        var instead = second.ShouldBeOfType<HoldResult.Refused>().Instead;
        instead.Count.ShouldBe(Alternative.Most);
        instead.ShouldAllBe(slot => slot.Date == Wednesday && slot.StartMinute >= 840);
    }

    [Fact]
    public async Task An_agent_moves_a_citizens_appointment_there_and_adds_a_person_there()
    {
        var id = await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "claire", Person("Dunand"));
        var agent = TestTown.Agent(Passy).For(ActorKind.Citizen);
        var access = (await Town.Get<FindAppointment>().ByAgentAsync(agent, id, CancellationToken.None))!.Access;

        var moved = await Town.Get<MoveAppointment>().RunAsync(
            agent, access, new NewPlace(Passy.SiteId, Wednesday, 840), Form(Town), CancellationToken.None);
        var changed = await Town.Get<ChangeParty>().RunAsync(
            agent, access, new PartyChange(await Town.ReadAsync([Person("Dunand", "Paul")], id), []), Form(Town), CancellationToken.None);

        moved.ShouldBeOfType<MoveResult.Moved>();
        changed.ShouldBeOfType<PartyResult.Changed>();
        var occupancy = await Town.ReadAsync(db => db.Occupancies.SingleAsync());
        (occupancy.StartMinute, occupancy.EndMinute).ShouldBe((840, 870));
    }

    [Fact]
    public async Task The_contact_does_neither()
    {
        var id = await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "claire", Person("Dunand"));

        var moved = await Town.MoveAsync(id, TestTown.Citizen("claire"), new NewPlace(Passy.SiteId, Wednesday, 840));
        var changed = await Town.ChangePartyAsync(
            id, TestTown.Citizen("claire"), [Person("Dunand", "Paul")], [], new NewPlace(Passy.SiteId, Wednesday, 840));

        moved.ShouldBeOfType<MoveResult.Refused>().Reason.ShouldBe(SlotRefusal.NotOffered);
        changed.ShouldBeOfType<PartyResult.DoesNotFit>();
    }
}

public sealed class AtCounterOnSqliteTests() : AtCounterTests(DatabaseProvider.Sqlite);

public sealed class AtCounterOnPostgresTests() : AtCounterTests(DatabaseProvider.Postgres);
