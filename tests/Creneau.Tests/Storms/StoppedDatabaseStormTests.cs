using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Creneau.Storage;
using Creneau.TestKit;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Storms;

/// <summary>PostgreSQL breaks down while people book, and comes back; the server is never touched.</summary>
[Collection(ServerStorms.Name)]
[Trait(Storm.Trait, Storm.Name)]
public sealed class StoppedDatabaseStormTests(ITestOutputHelper output)
{
    private const int Browsers = 16;
    private const int Days = 20;

    /// <summary>Answers 503 in each breakdown that no browser of the storm was given.</summary>
    private const int AskedOnPurpose = 3;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    /// <summary>However long the database is away, nobody waits longer for an answer on a busy machine.</summary>
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task While_the_database_is_away_the_site_asks_to_try_again_and_then_goes_on_by_itself()
    {
        await using var postgres = await PostgresServer.StartNewAsync(durable: true);
        await using var town = await ServedTown.FoundAsync(
            DatabaseProvider.Postgres, servers: 1, townHalls: 3, "Mon-Sun 08:00-20:00", postgres);
        using var over = new CancellationTokenSource(Storm.Length);
        var told = new ConcurrentDictionary<Guid, bool>();
        var browsers = Enumerable.Range(0, Browsers)
            .Select(client => Task.Run(() => BookUntilAsync(town, client, told, over.Token)))
            .ToList();

        var recoveries = new List<TimeSpan>();
        do
        {
            recoveries.Add(await BreakDownAsync(postgres, town, Task.WhenAll(browsers)));
        }
        while (!over.IsCancellationRequested);
        await Task.WhenAll(browsers);
        // The crashes cut this process's own idle connections too
        ((PostgresStorage)town.Town.Storage).DataSource.Clear();

        var recovered = string.Join(", ", recoveries.Select(time => $"{time.TotalMilliseconds:0} ms"));
        var lines = town.Servers[0].Log.Count(sign => sign == '\n');
        output.WriteLine($"{told.Count} confirmed; booking again after {recovered}: {town.Tally}; {lines} lines in the server's log");
        town.Tally["× 503"].ShouldBeGreaterThan(recoveries.Count * AskedOnPurpose);
        town.Tally["without an answer"].ShouldBe(0);
        town.Tally.LongestAnswer.ShouldBeLessThan(LongestAnswer);
        (await town.ConfirmedAsync()).ShouldBe(told.Keys.Order());
        await town.ShouldBeHealthyAsync();
    }

    /// <returns>How long after its start somebody's booking was confirmed again.</returns>
    private static async Task<TimeSpan> BreakDownAsync(PostgresServer postgres, ServedTown town, Task browsers)
    {
        await ConfirmedMoreAsync(town, 5, browsers);
        await using var held = await HeldAsync(town);
        await postgres.StopImmediatelyAsync();
        try
        {
            await held.ShouldBeToldToTryAgainAsync();
        }
        finally
        {
            await postgres.StartAsync();
        }

        var since = Stopwatch.GetTimestamp();
        await ConfirmedMoreAsync(town, 1, browsers);
        return Stopwatch.GetElapsedTime(since);
    }

    private static Task ConfirmedMoreAsync(ServedTown town, int more, Task browsers)
    {
        var before = town.Tally["confirmed"];
        return Patience.UntilAsync(
            $"{more} more are confirmed", () => Task.FromResult(browsers.IsCompleted || town.Tally["confirmed"] >= before + more), Soon);
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

    private static async Task<HeldBrowser> HeldAsync(ServedTown town)
    {
        var visitor = town.Visitor(0);
        for (var minute = 480; ; minute += 15)
        {
            var page = await WebBooking.HoldAsync(visitor, WebBooking.Slot(town.Places[0].SiteId, town.Tomorrow.AddDays(Days + 1), minute));
            if (page.Path == "/rendez-vous/qui")
            {
                return new HeldBrowser(town, visitor);
            }
        }
    }

    /// <summary>Somebody who is about to type their name when the database goes.</summary>
    private sealed class HeldBrowser(ServedTown town, LeanVisitor visitor) : IAsyncDisposable
    {
        public async Task ShouldBeToldToTryAgainAsync()
        {
            string[] addresses =
            [
                "/", "/pieces", "/health/live", "/api/v1/communes?q=sall",
                "/api/v1/slots?lat=45.93&lon=6.63&service=cni", $"/mairies/{town.Places[0].SiteId}?service=cni",
            ];
            foreach (var address in addresses)
            {
                (await visitor.GetAsync(address)).Status.ShouldBe(HttpStatusCode.OK, address);
            }

            (await visitor.GetAsync("/?lat=45.93&lon=6.63&service=cni")).Slots.ShouldBeGreaterThan(0);

            (await visitor.GetAsync("/health/ready")).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
            ShouldBeKind(await visitor.GetAsync("/rendez-vous/qui"), "Le site est indisponible un instant");
            var slot = WebBooking.Slot(town.Places[1].SiteId, town.Tomorrow.AddDays(Days + 2), 480);
            var posted = await WebBooking.HoldAsync(visitor, slot);
            ShouldBeKind(posted, "Réessayez dans un instant");
            posted.Hidden("slot").ShouldBe(slot);
        }

        public ValueTask DisposeAsync()
        {
            visitor.Dispose();
            return ValueTask.CompletedTask;
        }

        private static void ShouldBeKind(LeanPage page, string title)
        {
            page.Status.ShouldBe(HttpStatusCode.ServiceUnavailable, page.Html);
            page.Title.ShouldBe(title);
            page.Html.ShouldContain("<link rel=\"stylesheet\"");
            page.Html.ShouldNotContain("Exception");
            page.Html.ShouldNotContain("Npgsql");
        }
    }
}
