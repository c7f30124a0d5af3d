using System.Net;
using Creneau.Jobs;
using Creneau.TestKit;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Api;

public abstract class HealthTests(DatabaseProvider provider) : IAsyncLifetime
{
    private static readonly JobWork PurgeThatWorks =
        new(new Job("purge", TimeSpan.FromMinutes(10), JobScope.Cluster), _ => Task.CompletedTask);

    private static readonly string[] Instruments =
        ["creneau_jobs_runs_total", "creneau_jobs_failures_total", "creneau_jobs_last_duration_seconds"];

    private TestTown _town = null!;
    private HttpClient _client = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _town = await TestTown.FoundAsync(provider);
        _client = new HttpClient { BaseAddress = await _town.OpenAsync() };
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return _town.DisposeAsync();
    }

    [Fact]
    public async Task A_node_that_has_just_started_is_ready_and_nothing_is_late() => (await ReadyAsync()).ShouldBe("ready\n");

    [Fact]
    public async Task A_job_three_periods_late_stands_in_the_body_of_ready_until_it_is_done()
    {
        _town.TurnableClock.Advance(TimeSpan.FromMinutes(30));
        (await ReadyAsync()).ShouldNotContain("purge");
        _town.TurnableClock.Advance(TimeSpan.FromSeconds(1));
        (await ReadyAsync()).ShouldContain("late: purge, not done yet\n");

        await _town.Get<JobRuns>().RecordAsync(PurgeThatWorks, Stop);
        (await ReadyAsync()).ShouldNotContain("purge");

        _town.TurnableClock.Advance(TimeSpan.FromMinutes(31));
        (await ReadyAsync()).ShouldContain("late: purge, last done 2026-11-24T08:30Z\n");
    }

    [Fact]
    public async Task The_metrics_count_what_runs_in_the_background()
    {
        foreach (var task in new[] { "sweeping", "comparison", "sending" })
        {
            await Patience.UntilAsync($"{task} is counted", async () => await CountedAsync(task), TimeSpan.FromSeconds(30), Stop);
        }
    }

    private async Task<bool> CountedAsync(string task)
    {
        _town.TurnableClock.Advance(TimeSpan.FromSeconds(5));
        var metrics = await _client.GetStringAsync(new Uri("/metrics", UriKind.Relative), Stop);
        var lines = metrics.Split('\n').Where(line => line.Contains($"job_name=\"{task}\"", StringComparison.Ordinal)).ToList();
        return Array.TrueForAll(Instruments, name => lines.Exists(line => line.StartsWith(name, StringComparison.Ordinal)));
    }

    /// <summary>Whatever is late, the node may be sent requests.</summary>
    private async Task<string> ReadyAsync()
    {
        using var answer = await _client.GetAsync(new Uri("/health/ready", UriKind.Relative), Stop);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await answer.Content.ReadAsStringAsync(Stop);
    }
}

public sealed class HealthOnSqliteTests() : HealthTests(DatabaseProvider.Sqlite);

public sealed class HealthOnPostgresTests() : HealthTests(DatabaseProvider.Postgres);
