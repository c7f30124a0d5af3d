using Creneau.Storage;
using Creneau.TestKit;
using Microsoft.Data.Sqlite;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Storage;

public sealed class DoorTests
{
    private const int Busy = 5;

    [Fact]
    public async Task A_busy_database_is_asked_again_although_the_clock_at_the_door_stands_still()
    {
        await using var town = await TestTown.FoundAsync(DatabaseProvider.Sqlite);
        await town.OpenAsync();
        var tries = 0;

        var answer = await town.Get<Door>().RunAsync(null, 0, _ => ++tries == 1 ? throw new SqliteException("busy", Busy) : Task.FromResult(Decide.Refuse(tries)), TestContext.Current.CancellationToken);

        answer.ShouldBe(2);
    }
}
