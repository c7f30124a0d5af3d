using Creneau.Acting;
using Creneau.Storage;
using Creneau.TestKit;
using Microsoft.Data.Sqlite;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Storage;

public sealed class TransactionsTests
{
    private const int Busy = 5;

    [Fact]
    public async Task A_busy_database_is_asked_again_although_the_platforms_clock_stands_still()
    {
        await using var town = await TestTown.FoundAsync(DatabaseProvider.Sqlite);
        await town.StartAsync();
        var tries = 0;

        var answer = await town.Get<Transactions>().RunAsync(
            Actor.Platform,
            "try",
            _ => ++tries == 1 ? throw new SqliteException("busy", Busy) : Task.FromResult(TransactionResult.Refuse(tries)),
            TestContext.Current.CancellationToken);

        answer.ShouldBe(2);
    }
}
