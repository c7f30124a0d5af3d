using System.Collections.Concurrent;
using System.Diagnostics;
using Creneau.Jobs;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Jobs;

/// <summary>On real time: Quartz keeps to it.</summary>
public abstract class ClusterJobTests(DatabaseProvider provider) : IAsyncLifetime
{
    protected static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    protected static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    protected TestTown Town { get; private set; } = null!;

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => Town = await TestTown.FoundAsync(provider, realClock: true);

    public ValueTask DisposeAsync() => Town.DisposeAsync();

    [Fact]
    public async Task A_job_runs_again_and_again_and_the_database_knows_when_it_last_did()
    {
        var runs = 0;
        await using var node = await WithJobAsync(_ => Task.FromResult(++runs));

        await UntilAsync("it ran twice", () => runs >= 2);
        await UntilAsync("that is written down", async () => await RunAsync() is { LastSucceededUtc: not null });

        var run = (await RunAsync())!;
        run.LastStartedUtc.ShouldBe(DateTime.SpecifyKind(Town.NowUtc, DateTimeKind.Utc), Soon);
        (await node.Get<JobStatus>().LateAsync(Stop)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_failing_job_is_logged_with_its_whole_exception_goes_on_and_counts_as_not_done()
    {
        var runs = 0;
        await using var node = await WithJobAsync(_ => throw new InvalidOperationException($"failure {++runs}"));

        await UntilAsync("it ran twice and is late", async () => runs >= 2 && (await node.Get<JobStatus>().LateAsync(Stop)).Count == 1);

        node.Errors.First().Exception!.Message.ShouldBe("failure 1");
        node.Errors.First().Exception!.StackTrace.ShouldNotBeNull().ShouldContain(nameof(ClusterJobTests));
        (await RunAsync()).ShouldNotBeNull().LastSucceededUtc.ShouldBeNull();
        (await node.Get<JobStatus>().LateAsync(Stop)).ShouldBe([new LateJob("test", null)]);
    }

    [Fact]
    public async Task A_node_that_stops_in_the_middle_of_a_job_is_gone_soon_and_complains_of_nothing()
    {
        var begun = new TaskCompletionSource();
        await using var node = await WithJobAsync(async ct =>
        {
            begun.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
        });
        await begun.Task.WaitAsync(Soon, Stop);
        var start = Stopwatch.GetTimestamp();

        await node.StopAsync();

        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(5));
        node.Errors.ShouldBeEmpty();
    }

    private protected Task<JobsNode> WithJobAsync(Func<CancellationToken, Task> work) =>
        JobsNode.StartAsync(Town, services => services.AddClusterJob("test", Period, _ => work));

    protected static Task UntilAsync(string what, Func<Task<bool>> isSo) => Patience.UntilAsync(what, isSo, Soon, Stop);

    protected static Task UntilAsync(string what, Func<bool> isSo) => UntilAsync(what, () => Task.FromResult(isSo()));

    private Task<JobRun?> RunAsync() =>
        Town.ReadAsync(db => db.Set<JobRun>().AsNoTracking().SingleOrDefaultAsync(run => run.Name == "test"));
}

public sealed class ClusterJobOnSqliteTests() : ClusterJobTests(DatabaseProvider.Sqlite);

public sealed class ClusterJobOnPostgresTests() : ClusterJobTests(DatabaseProvider.Postgres)
{
    private const string SecondsSinceStart =
        "CAST(floor(extract(epoch FROM now()) - (start_time - 621355968000000000) / 1e7) AS bigint)";

    private readonly ConcurrentQueue<string> _runs = new();

    [Fact]
    public async Task Two_nodes_run_a_job_once_per_period_and_when_one_stops_the_other_goes_on()
    {
        await using var first = await NodeAsync("first");
        await using var second = await NodeAsync("second");
        await UntilAsync("eight runs", () => _runs.Count >= 8);

        await first.StopAsync();
        var before = _runs.Count;
        await UntilAsync("three more by the other", () => _runs.Skip(before).Count(node => node == "second") >= 3);
        await second.StopAsync();

        var ran = (long)_runs.Count;
        ran.ShouldBe(await ReadAsync("times_triggered", "simple_triggers"), "each firing ran on one node");
        ran.ShouldBeLessThanOrEqualTo(await ReadAsync(SecondsSinceStart, "triggers") + 1, "no more often than once per second");
    }

    [Fact]
    public async Task A_node_that_starts_leaves_the_schedule_of_the_others_as_it_is_unless_the_period_is_another_one()
    {
        await using var first = await NodeAsync("first");
        await UntilAsync("it runs", () => !_runs.IsEmpty);
        var began = await ReadAsync("start_time", "triggers");

        await using var second = await NodeAsync("second");
        await UntilAsync("both are there", async () => await ReadAsync("count(*)", "scheduler_state") == 2);
        (await ReadAsync("start_time", "triggers")).ShouldBe(began);

        await using var newer = await NodeAsync("newer", 2 * Period);
        await UntilAsync("the new period holds", async () => await ReadAsync("repeat_interval", "simple_triggers") == 2_000);
    }

    [Fact]
    public async Task A_job_that_only_another_version_knows_is_left_alone()
    {
        await using (var newer = await NodeAsync("newer"))
        {
            await UntilAsync("it is scheduled", async () => await ReadAsync("count(*)", "triggers") == 1);
        }

        await using var older = await JobsNode.StartAsync(
            Town, services => services.AddClusterJob("other", Period, _ => _ => Task.CompletedTask));

        await UntilAsync(
            "its time has come and gone",
            async () => await ReadAsync("coalesce(sum(times_triggered), 0)::bigint", "simple_triggers WHERE trigger_name = 'test'") >= 2);
        older.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_database_that_goes_away_delays_jobs_and_does_not_keep_a_node_from_stopping()
    {
        await using var postgres = await PostgresServer.StartNewAsync();
        await using var town = await TestTown.FoundAsync(DatabaseProvider.Postgres, realClock: true, server: postgres);
        await using var node = await JobsNode.StartAsync(
            town, services => services.AddClusterJob("test", Period, _ => _ => NoteAsync("only")));
        await UntilAsync("it runs", () => !_runs.IsEmpty);

        await postgres.StopImmediatelyAsync();
        await postgres.StartAsync();
        var before = _runs.Count;
        await UntilAsync("it runs again", () => _runs.Count > before + 1);

        await postgres.StopImmediatelyAsync();
        await node.StopAsync().WaitAsync(Soon, Stop);
        await postgres.StartAsync();
    }

    private Task<JobsNode> NodeAsync(string name, TimeSpan? period = null) =>
        JobsNode.StartAsync(Town, services => services.AddClusterJob("test", period ?? Period, _ => _ => NoteAsync(name)));

    private Task NoteAsync(string node)
    {
        _runs.Enqueue(node);
        return Task.CompletedTask;
    }

    /// <summary>One number of the tables of Quartz.</summary>
    private Task<long> ReadAsync(string what, string from) =>
        Town.ReadAsync(db => db.Database.SqlQueryRaw<long>(string.Concat("SELECT ", what, " AS \"Value\" FROM qrtz_", from)).SingleAsync());
}
