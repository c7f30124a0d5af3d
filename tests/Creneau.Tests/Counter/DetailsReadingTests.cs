using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Changes;
using Creneau.Counter.People;
using Creneau.Notifications;
using Creneau.TestKit;
using Creneau.Tests.Booking;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Counter;

public abstract class DetailsReadingTests(DatabaseProvider provider) : TwoTownHalls(provider)
{
    [Fact]
    public async Task Numbers_messages_and_history_are_there_and_codes_are_not()
    {
        var id = await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "claire", Person("Dunand", "Claire", null, "K7Q2M9X4TB"));
        await Town.MoveAsync(id, TestTown.Citizen("claire"), new NewPlace(Passy.SiteId, Wednesday, 600));

        var details = (await ReadAsync(TestTown.Agent(Passy), id))!;

        details.PreRequests[0].ShouldBe(["K7Q2M9X4TB"]);
        details.Messages.Select(message => message.Purpose)
            .ShouldBe([MessagePurpose.Moved, MessagePurpose.Confirmation], ignoreOrder: true);
        details.History.Select(line => (line.Kind, line.By, line.Before?.StartMinute)).ShouldBe(
            [(AppointmentEventKind.Moved, ActorKind.Citizen, 540), (AppointmentEventKind.Confirmed, ActorKind.Citizen, null)]);
    }

    [Fact]
    public async Task Another_town_halls_agent_a_relay_agent_and_a_hold_get_nothing()
    {
        var id = await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "claire", Person("Dunand"));
        var held = await Town.HeldAsync(Passy.At(Wednesday, "10:00"), TestTown.Citizen("paul"));

        (await ReadAsync(TestTown.Agent(Megeve), id)).ShouldBeNull();
        (await ReadAsync(TestTown.RelayAgent(Megeve), id)).ShouldBeNull();
        (await ReadAsync(TestTown.Agent(Passy), held)).ShouldBeNull();
    }

    [Fact]
    public async Task A_relay_commune_sees_what_it_booked_and_nothing_else()
    {
        var booked = await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "claire", Person("Dunand"));
        await Town.BookedAsync(Passy.At(Wednesday, "10:00"), "paul", Person("Simond"));
        await Town.ReadAsync(db => db.Appointments.Where(row => row.Id == booked)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.BookedByTownHallId, Megeve.Id)));

        var seen = await Town.Get<RelayBookings>().ReadAsync(TestTown.RelayAgent(Megeve), CancellationToken.None);

        seen.ShouldHaveSingleItem().Id.ShouldBe(booked);
        (await Town.Get<RelayBookings>().ReadAsync(TestTown.RelayAgent(Passy), CancellationToken.None)).ShouldBeEmpty();
    }

    private Task<AppointmentDetails?> ReadAsync(Actor agent, Guid id) =>
        Town.Get<DetailsReading>().ReadAsync(agent, id, CancellationToken.None);
}

public sealed class DetailsReadingOnSqliteTests() : DetailsReadingTests(DatabaseProvider.Sqlite);

public sealed class DetailsReadingOnPostgresTests() : DetailsReadingTests(DatabaseProvider.Postgres);
