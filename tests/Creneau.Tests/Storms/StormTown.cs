using Creneau.Availability;
using Creneau.Booking;
using Creneau.Catalogue;
using Creneau.Doctor;
using Creneau.Privacy;
using Creneau.Storage;
using Creneau.TestKit;
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
    private StormTown(TestTown town) => Town = town;

    public TestTown Town { get; }

    public IReadOnlyList<TestTownHall> Places { get; private set; } = [];

    public static async Task<StormTown> FoundAsync(StormKind kind, int townHalls, string hours)
    {
        var town = await TestTown.FoundAsync(kind == StormKind.Sqlite ? DatabaseProvider.Sqlite : DatabaseProvider.Postgres, realClock: true);
        List<TestTownHall> places = [];
        for (var i = 0; i < townHalls; i++)
        {
            var place = await town.TownHallAsync($"Commune {i}", 45.9 + (i * 0.05));
            places.Add(await place.DeskAsync("DR 1", hours));
        }

        string[] unlimited = ["--Creneau:Limits:CodesPerContactAndHour=1000000", "--Creneau:Limits:CodesPerContactAndHourInAll=1000000", "--Creneau:Limits:DuplicateAnswersPerDay=1000000", "--Creneau:Limits:PeopleAskedPerContactAndDay=1000000", "--Creneau:Limits:SecondsBetweenCodes=0", "--Creneau:Limits:CodesPerAppointment=1000000"];
        for (var node = 0; node < (kind == StormKind.PostgresTwoNodes ? 2 : 1); node++)
        {
            await town.OpenAsync(unlimited);
        }

        return new StormTown(town) { Places = places };
    }

    /// <summary>A node for a client, the same one each time.</summary>
    public IServiceProvider NodeOf(int client) => Town.Nodes[client % Town.Nodes.Count].Services;

    /// <summary>Tomorrow: far from the end of any booking window.</summary>
    public DateOnly Tomorrow => Town.Today.AddDays(1);

    public static Creneau.Booking.Visitor Client(int number) => TestTown.Browser($"client-{number}");

    public static ReadPerson Person(int number, ServiceKind kind = ServiceKind.IdCard) =>
        new(new PersonName($"Nom{(char)('a' + (number % 26))}{(char)('a' + (number / 26 % 26))}{(char)('a' + (number / 676 % 26))}", "Camille"), new DateOnly(1980, 1, 1).AddDays(number % 9000), kind, []);

    public static Task<HoldResult> HoldAsync(IServiceProvider node, WantedSlot wanted, Creneau.Booking.Visitor client) =>
        node.GetRequiredService<HoldSlot>().RunAsync(wanted, client, Form(), null, CancellationToken.None);

    /// <summary>Hold, details and code through the use cases of a node.</summary>
    public async Task<ConfirmResult?> BookAsync(int client, WantedSlot wanted, params ReadPerson[] people)
    {
        var node = NodeOf(client);
        return await HoldAsync(node, wanted, Client(client)) is HoldResult.Held held ? await ConfirmAsync(node, held.AppointmentId, client, people) : null;
    }

    public async Task<ConfirmResult> ConfirmAsync(IServiceProvider node, Guid id, int client, params ReadPerson[] people)
    {
        var asked = await node.GetRequiredService<AskForCode>().RunAsync(id, Client(client), new Contact($"client{client}@exemple.fr", null, "fr"), people, Form(), CancellationToken.None);
        return asked is CodeResult.Sent
            ? await node.GetRequiredService<ConfirmAppointment>().RunAsync(id, Client(client), await Town.CodeAsync(id), Form(), CancellationToken.None)
            : new ConfirmResult.HoldGone();
    }

    public static string Form() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString();

    /// <summary>The doctor finds nothing, and every node sees what the database yields.</summary>
    public async Task ShouldBeHealthyAsync()
    {
        foreach (var node in Town.Nodes)
        {
            await node.Services.GetRequiredService<AvailabilityIndex>().CompareAsync(CancellationToken.None);
            var view = NodeView.Of(node.Services.GetRequiredService<AvailabilityIndex>());
            await foreach (var check in new Examination(node.Services.GetRequiredService<StorageProvider>(), node.Services.GetRequiredService<Keys>(), Town.Clock).RunAsync(_ => Task.FromResult(view), CancellationToken.None))
            {
                check.IsBroken.ShouldBeFalse(check.ToString());
            }
        }
    }

    public Task<int> ConfirmedAsync() => Town.ReadAsync(db => db.Appointments.CountAsync(row => row.Status == AppointmentStatus.Confirmed));

    public ValueTask DisposeAsync() => Town.DisposeAsync();
}
