using Creneau.Acting;
using Creneau.Storage;
using Creneau.TestKit;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Storage;

public abstract class LimitCounterTests(DatabaseProvider provider) : IAsyncLifetime
{
    private TestTown _town = null!;

    private Limit Three => new("asked", "claire", 3, TimeSpan.FromDays(1), _town.NowUtc);

    private Limit One => new("told", "claire", 1, TimeSpan.FromDays(1), _town.NowUtc);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _town = await TestTown.FoundAsync(provider);
        await _town.StartAsync();
    }

    public ValueTask DisposeAsync() => _town.DisposeAsync();

    [Fact]
    public async Task So_many_things_fit_and_not_one_more()
    {
        (await TryAsync("Anne", "Bruno")).ShouldBeTrue();
        (await TryAsync("Chloé")).ShouldBeTrue();

        (await TryAsync("David")).ShouldBeFalse();

        (await IsSpentAsync(Three)).ShouldBeTrue();
    }

    [Fact]
    public async Task Where_not_all_fit_none_is_counted()
    {
        await TryAsync("Anne", "Bruno");

        (await TryAsync("Chloé", "David")).ShouldBeFalse();

        (await TryAsync("Chloé")).ShouldBeTrue();
    }

    [Fact]
    public async Task What_was_counted_before_is_allowed_again_when_the_limit_is_spent()
    {
        await TryAsync("Anne", "Bruno", "Chloé");

        (await TryAsync("Anne", "Chloé")).ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_new_is_counted_beside_what_was_counted_before()
    {
        await TryAsync("Anne", "Bruno");

        (await TryAsync("Anne", "Bruno", "Chloé", "Chloé")).ShouldBeTrue();

        (await TryAsync("David")).ShouldBeFalse();
    }

    [Fact]
    public async Task Nothing_is_counted_once_the_other_limit_is_spent()
    {
        await RunAsync(transaction => LimitCounter.TryUseAsync(transaction.Db, One, Ct));

        (await TryUnlessAsync(One, "Anne")).ShouldBeFalse();

        (await TryAsync("Bruno", "Chloé", "David")).ShouldBeTrue("Anne was not counted");
        (await TryUnlessAsync(One, "Bruno")).ShouldBeFalse("not even what was counted before");
    }

    [Fact]
    public async Task While_the_other_limit_is_not_spent_it_stands_in_nobodys_way() =>
        (await TryUnlessAsync(One, "Anne")).ShouldBeTrue();

    [Fact]
    public async Task Nothing_at_all_always_fits()
    {
        await TryAsync("Anne", "Bruno", "Chloé");

        (await TryAsync()).ShouldBeTrue();
    }

    private Task<bool> TryAsync(params string[] things) => TryUnlessAsync(null, things);

    private Task<bool> TryUnlessAsync(Limit? spent, params string[] things) =>
        RunAsync(transaction => LimitCounter.TryUseForAsync(transaction.Db, Three, things, spent, Ct));

    private Task<bool> IsSpentAsync(Limit limit) => RunAsync(transaction => LimitCounter.IsSpentAsync(transaction.Db, limit, Ct));

    private Task<bool> RunAsync(Func<Transaction, Task<bool>> run) => _town.Get<Transactions>().RunAsync(
        Actor.Platform, "count", async transaction => TransactionResult.Commit(await run(transaction)), Ct);
}

public sealed class LimitCounterOnSqliteTests() : LimitCounterTests(DatabaseProvider.Sqlite);

public sealed class LimitCounterOnPostgresTests() : LimitCounterTests(DatabaseProvider.Postgres);
