using System.Collections.Concurrent;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Storms;

/// <summary>The server is killed again and again while people book, and started again on the same data.</summary>
[Collection(ServerStorms.Name)]
[Trait(Storm.Trait, Storm.Name)]
public sealed class KilledServerStormTests(ITestOutputHelper output)
{
    private const int Browsers = 16;
    private const int Days = 20;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task What_was_confirmed_is_there_after_every_kill_and_nothing_half(DatabaseProvider provider)
    {
        await using var town = await ServedTown.FoundAsync(provider, servers: 1, townHalls: 3, "Mon-Sun 08:00-20:00");
        using var over = new CancellationTokenSource(Storm.Length);
        var told = new ConcurrentDictionary<Guid, bool>();
        var browsers = Enumerable.Range(0, Browsers)
            .Select(client => Task.Run(() => BookUntilAsync(town, client, told, over.Token)))
            .ToList();

        var kills = await KillUntilAsync(town, Task.WhenAll(browsers), over.Token);
        await Task.WhenAll(browsers);

        output.WriteLine($"{provider}, {kills} kills, {told.Count} confirmed: {town.Tally}");
        kills.ShouldBeGreaterThan(0);
        town.Tally["without an answer"].ShouldBeGreaterThan(0);
        (await town.ConfirmedAsync()).ShouldBe(told.Keys.Order());
        await town.ShouldBeHealthyAsync();
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Holds_of_a_killed_server_expire_and_their_starts_are_free_again(DatabaseProvider provider)
    {
        await using var town = await ServedTown.FoundAsync(provider, servers: 1, townHalls: 1, "Mon-Sun 08:00-20:00");
        var slots = Enumerable.Range(0, 8).Select(i => WebBooking.Slot(town.Places[0].SiteId, town.Tomorrow, 480 + (15 * i))).ToList();
        await HoldAllAsync(town, slots);
        await town.Servers[0].Kill9Async();
        await EndAllHoldsAsync(town);

        await town.Servers[0].StartAsync(TestContext.Current.CancellationToken);

        await Patience.UntilAsync("every hold has expired", () => NobodyHoldsAsync(town), Soon, TestContext.Current.CancellationToken);
        await town.ShouldBeHealthyAsync();
        await HoldAllAsync(town, slots);
    }

    private static async Task BookUntilAsync(ServedTown town, int client, ConcurrentDictionary<Guid, bool> told, CancellationToken over)
    {
        var random = new Random(client);
        using var visitor = town.Visitor(client, patient: true);
        var booking = new WebBooking(town, visitor, client, told);
        while (!over.IsCancellationRequested)
        {
            await booking.BookAsync(booking.AnySlot(random, Days));
        }
    }

    /// <summary>Kills whenever a few more are confirmed, so that it always hits people in the middle of booking.</summary>
    private static async Task<int> KillUntilAsync(ServedTown town, Task browsers, CancellationToken over)
    {
        var kills = 0;
        for (; !over.IsCancellationRequested; kills++)
        {
            var before = town.Tally["confirmed"];
            await Patience.UntilAsync(
                "five more are confirmed",
                () => Task.FromResult(browsers.IsCompleted || town.Tally["confirmed"] >= before + 5),
                Soon,
                CancellationToken.None);
            await town.Servers[0].Kill9Async();
            await town.Servers[0].StartAsync(CancellationToken.None);
        }

        return kills;
    }

    private static async Task HoldAllAsync(ServedTown town, IReadOnlyList<string> slots)
    {
        for (var i = 0; i < slots.Count; i++)
        {
            using var visitor = town.Visitor(i);
            (await WebBooking.HoldAsync(visitor, slots[i])).Path.ShouldBe("/rendez-vous/qui");
        }
    }

    /// <summary>As if the server had been away until every hold was past.</summary>
    private static async Task EndAllHoldsAsync(ServedTown town)
    {
        await using var db = town.Town.OpenDb();
        var pastUtc = town.Town.NowUtc.AddSeconds(-1);
        var ended = await db.Appointments.Where(row => row.Status == AppointmentStatus.Held).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.HeldUntilUtc, pastUtc));
        ended.ShouldBe(8);
    }

    private static async Task<bool> NobodyHoldsAsync(ServedTown town)
    {
        await using var db = town.Town.OpenDb();
        return !await db.Appointments.AnyAsync(row => row.Status == AppointmentStatus.Held) && !await db.Occupancies.AnyAsync();
    }
}
