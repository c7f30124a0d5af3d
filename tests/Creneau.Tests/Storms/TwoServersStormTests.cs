using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Creneau.TestKit;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Storms;

/// <summary>Two servers as processes of their own on one PostgreSQL, and browsers whose requests go to either.</summary>
[Collection(ServerStorms.Name)]
[Trait(Storm.Trait, Storm.Name)]
public sealed class TwoServersStormTests(ITestOutputHelper output)
{
    private const int Wanting = 200;
    private const int MostRounds = 90;

    [Fact]
    public async Task Of_200_browsers_at_two_servers_exactly_one_gets_the_slot()
    {
        await using var town = await ServedTown.FoundAsync(DatabaseProvider.Postgres, servers: 2, townHalls: 2, "Mon-Sun 00:00-24:00");
        var visitors = Enumerable.Range(0, Wanting).Select(number => town.Visitor(number)).ToList();
        var clock = Stopwatch.StartNew();
        var round = 0;
        for (; clock.Elapsed < Storm.Length && round < MostRounds; round++)
        {
            var slot = WebBooking.Slot(town.Places[0].SiteId, town.Tomorrow, 15 * round);

            var answers = await Task.WhenAll(visitors.Select(visitor => Task.Run(() => WebBooking.HoldAsync(visitor, slot))));

            var summary = string.Join('\n', answers.CountBy(page => $"{page.Status} {page.Path}: {page.Title}, {page.Offers} offers"));
            answers.Count(page => page.Status == HttpStatusCode.OK && page.Path == "/rendez-vous/qui").ShouldBe(1, summary);
            answers.Count(IsPolite).ShouldBe(Wanting - 1, summary);
        }

        visitors.ForEach(visitor => visitor.Dispose());
        output.WriteLine($"{round} rounds: {town.Tally}");
        await town.ShouldBeHealthyAsync();
    }

    [Fact]
    public async Task After_32_browsers_at_random_everything_confirmed_is_there_and_nothing_else()
    {
        await using var town = await ServedTown.FoundAsync(DatabaseProvider.Postgres, servers: 2, townHalls: 3, "Mon-Sun 08:00-20:00");
        var told = new ConcurrentDictionary<Guid, bool>();

        await Task.WhenAll(Enumerable.Range(0, 32).Select(client => Task.Run(() => WanderAsync(town, client, told))));

        output.WriteLine($"{told.Count} confirmed in the end: {town.Tally}");
        told.ShouldNotBeEmpty();
        (await town.ConfirmedAsync()).ShouldBe(told.Keys.Order());
        await town.ShouldBeHealthyAsync();
    }

    private static bool IsPolite(LeanPage page) =>
        page.Status == HttpStatusCode.Conflict && page.Title == WebBooking.Taken && page.Offers == 3;

    private static async Task WanderAsync(ServedTown town, int client, ConcurrentDictionary<Guid, bool> told)
    {
        var random = new Random(client);
        using var visitor = town.Visitor(client);
        var booking = new WebBooking(town, visitor, client, told);
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < Storm.Length;)
        {
            if (await booking.BookAsync(booking.AnySlot(random, days: 2)) is not { } id)
            {
                continue;
            }

            for (var moves = random.Next(3); moves > 0; moves--)
            {
                await booking.MoveAsync(booking.AnySlot(random, days: 2));
            }

            if (random.Next(4) > 0)
            {
                await booking.CancelAsync(id);
            }
        }
    }
}
