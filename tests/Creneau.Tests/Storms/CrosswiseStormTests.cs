using Creneau.Availability;
using Creneau.Booking;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Storms;

/// <summary>Two plannings want the same two desks, each in the other's order.</summary>
[Trait(Storm.Trait, Storm.Name)]
public sealed class CrosswiseStormTests
{
    [Theory]
    [InlineData(StormKind.Sqlite)]
    [InlineData(StormKind.Postgres)]
    [InlineData(StormKind.PostgresTwoNodes)]
    public async Task A_and_B_against_B_and_A_take_both_or_none_and_never_wait_for_each_other_forever(StormKind kind)
    {
        await using var storm = await StormTown.FoundAsync(kind, townHalls: 1, "Mon-Sun 00:00-24:00");
        var desks = new SharedDesks(storm.Town, storm.Places[0]);
        await desks.PlanningAsync("A puis B", minutes: 30, groups: 2);
        await desks.PlanningAsync("B puis A", minutes: 30, groups: 2);
        await desks.DeskAsync("A", ("A puis B", 0), ("B puis A", 1));
        await desks.DeskAsync("B", ("A puis B", 1), ("B puis A", 0));
        await storm.Town.RefreshAsync();

        var held = await Task.WhenAll(Enumerable.Range(0, 32).Select(client => Task.Run(() => HoldAsync(storm, desks, client))));

        held.Sum().ShouldBeGreaterThan(0);
        var taken = await storm.Town.ReadAsync(db =>
            db.Occupancies.GroupBy(row => row.AppointmentId).Select(rows => rows.Count()).ToListAsync());
        taken.ShouldAllBe(count => count == 2);
        await storm.ShouldBeHealthyAsync();
    }

    private static async Task<int> HoldAsync(StormTown storm, SharedDesks desks, int client)
    {
        var random = new Random(client);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var held = 0;
        while (clock.Elapsed < Storm.Length)
        {
            var planning = random.Next(2) == 0 ? "A puis B" : "B puis A";
            var wanted = desks.At(planning, storm.Tomorrow.AddDays(random.Next(3)), 540 + (30 * random.Next(6)));
            var node = storm.NodeOf(random.Next(2));
            if (await StormTown.HoldAsync(node, wanted, StormTown.Client(client)) is HoldResult.Held kept)
            {
                held++;
                if (random.Next(3) == 0)
                {
                    await node.GetRequiredService<GiveUpHold>().RunAsync(
                        StormTown.Client(client), kept.AppointmentId, CancellationToken.None);
                }
            }
        }

        return held;
    }
}
