using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Booking;
using Creneau.Catalogue;
using Creneau.Doctor;
using Creneau.TestKit;
using Creneau.Tests.Booking;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace Creneau.Tests.Storms;

public enum StormKind
{
    Sqlite,
    Postgres,

    /// <summary>Two nodes on one PostgreSQL; clients use either.</summary>
    PostgresTwoNodes,
}

/// <summary>A town in which storms rage: real clock, no limits, and the questions that are asked afterwards.</summary>
internal sealed class StormTown : IAsyncDisposable
{
    private static readonly string[] Unlimited =
    [
        "--Creneau:Limits:CodesPerContactAndHour=1000000", "--Creneau:Limits:CodesPerContactAndHourInAll=1000000",
        "--Creneau:Limits:CodesPerAppointment=1000000", "--Creneau:Limits:SecondsBetweenCodes=0",
        "--Creneau:Limits:DuplicateAnswersPerDay=1000000", "--Creneau:Limits:PeopleAskedPerContactAndDay=1000000",
    ];

    private StormTown(TestTown town) => Town = town;

    public TestTown Town { get; }

    public IReadOnlyList<TestTownHall> Places { get; private set; } = [];

    public static async Task<StormTown> FoundAsync(StormKind kind, int townHalls, string hours)
    {
        var town = await TestTown.FoundAsync(
            kind == StormKind.Sqlite ? DatabaseProvider.Sqlite : DatabaseProvider.Postgres, realClock: true);
        List<TestTownHall> places = [];
        for (var i = 0; i < townHalls; i++)
        {
            var place = await town.TownHallAsync($"Commune {i}", 45.9 + (i * 0.05));
            places.Add(await place.DeskAsync("DR 1", hours));
        }

        for (var node = 0; node < (kind == StormKind.PostgresTwoNodes ? 2 : 1); node++)
        {
            await town.StartAsync(background: true, Unlimited);
        }

        return new StormTown(town) { Places = places };
    }

    /// <summary>A node for a client, the same one each time.</summary>
    public IServiceProvider NodeOf(int client) => Town.Nodes[client % Town.Nodes.Count].Services;

    /// <summary>Tomorrow: far from the end of any booking window.</summary>
    public DateOnly Tomorrow => Town.Today.AddDays(1);

    public static Actor Client(int number) => TestTown.Citizen($"client-{number}");

    public static Comer Person(int number, ServiceKind? kind = null) =>
        new(
            new PersonName(
                $"Nom{(char)('a' + (number % 26))}{(char)('a' + (number / 26 % 26))}{(char)('a' + (number / 676 % 26))}", "Camille"),
            new DateOnly(1980, 1, 1).AddDays(number % 9000),
            kind ?? ServiceKind.IdCard,
            []);

    public static Task<HoldResult> HoldAsync(IServiceProvider node, WantedSlot wanted, Actor client) =>
        node.GetRequiredService<HoldSlot>().RunAsync(client, wanted, Form(), null, CancellationToken.None);

    /// <summary>Hold, details and code through the use cases of a node.</summary>
    public async Task<ConfirmResult?> BookAsync(int client, WantedSlot wanted, params Comer[] people)
    {
        var node = NodeOf(client);
        return await HoldAsync(node, wanted, Client(client)) is HoldResult.Held held
            ? await ConfirmAsync(node, held.AppointmentId, client, people)
            : null;
    }

    public async Task<ConfirmResult> ConfirmAsync(IServiceProvider node, Guid id, int client, params Comer[] people)
    {
        var asked = await AskAsync(node, id, client, people);
        return asked is CodeResult.Sent
            ? await node.GetRequiredService<ConfirmAppointment>().RunAsync(
                Client(client), id, await Town.CodeAsync(id), Form(), CancellationToken.None)
            : new ConfirmResult.HoldGone();
    }

    public async Task<CodeResult> AskAsync(IServiceProvider node, Guid id, int client, params Comer[] people) =>
        await node.GetRequiredService<AskForCode>().RunAsync(
            Client(client), id, new Contact(
                $"client{client}@exemple.fr", null, "fr"), await Town.ReadAsync(people, id), Form(), CancellationToken.None);

    /// <summary>The right of a client to what they booked, as a node sees it.</summary>
    public static async Task<AppointmentAccess> AccessAsync(IServiceProvider node, Guid id, int client) =>
        (await node.GetRequiredService<FindAppointment>().BySessionAsync(Client(client), id, CancellationToken.None))!.Access;

    public static string Form() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString();

    /// <summary>The doctor finds nothing, and every node sees what the database yields.</summary>
    public async Task ShouldBeHealthyAsync()
    {
        foreach (var node in Town.Nodes)
        {
            await node.Services.GetRequiredService<AvailabilityIndex>().CompareAsync(CancellationToken.None);
            var view = NodeView.Of(node.Services.GetRequiredService<AvailabilityIndex>());
            var examination = node.Services.GetRequiredService<Examination>();
            await foreach (var check in examination.RunAsync(_ => Task.FromResult(view), CancellationToken.None))
            {
                check.IsBroken.ShouldBeFalse(check.ToString());
            }
        }
    }

    public Task<int> ConfirmedAsync() => Town.ReadAsync(db => db.Appointments.CountAsync(row => row.Status == AppointmentStatus.Confirmed));

    public ValueTask DisposeAsync() => Town.DisposeAsync();
}
