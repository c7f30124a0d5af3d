using Creneau.Demo;
using Creneau.Storage;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Demo;

public sealed class SameSeedTests
{
    [Fact]
    public async Task The_same_seed_and_day_give_the_same_demo_and_another_seed_another()
    {
        var first = await SlotsAsync(74);
        var again = await SlotsAsync(74);
        var other = await SlotsAsync(75);

        again.ShouldBe(first);
        other.ShouldNotBe(first);
    }

    [Fact]
    public async Task The_demo_of_France_needs_PostgreSQL()
    {
        await using var town = await TestTown.FoundAsync(DatabaseProvider.Sqlite);

        var result = await MakeAsync(town, DemoScale.France, 74);

        result.ShouldBe(new DemoResult.Refused(DemoRefusal.NeedsPostgres));
    }

    private static async Task<List<string>> SlotsAsync(int seed)
    {
        await using var town = await TestTown.FoundAsync(DatabaseProvider.Sqlite);
        await MakeAsync(town, DemoScale.Department, seed);
        return await town.ReadAsync(db => db.Appointments.OrderBy(row => row.Id)
            .Select(row => row.Id + " " + row.Reference + " " + row.DeskId + " " + row.Date + " " + row.StartMinute + " " + row.Email).ToListAsync());
    }

    private static async Task<DemoResult> MakeAsync(TestTown town, DemoScale scale, int seed) =>
        await new MakeDemo(await OpenDatabase.OpenAsync(town.Database, town.Clock, CancellationToken.None), town.Clock).RunAsync(scale, seed, null, CancellationToken.None);
}
