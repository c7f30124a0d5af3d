using System.Diagnostics.Metrics;
using Creneau.Jobs;
using Creneau.TestKit;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Jobs;

public sealed class NodeTaskTests : IAsyncLifetime
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);
    private TestTown _town = null!;
    private int _runs;

    public async ValueTask InitializeAsync() => _town = await TestTown.FoundAsync(DatabaseProvider.Sqlite);

    public ValueTask DisposeAsync() => _town.DisposeAsync();

    [Fact]
    public async Task A_failing_task_is_logged_with_its_whole_exception_and_goes_on()
    {
        await using var node = await WithTaskAsync("failing-on-a-node", _ => throw new InvalidOperationException($"failure {++_runs}"));

        await TurnUntilAsync("it ran three times", () => _runs >= 3);

        node.Errors.Take(2).Select(line => line.Exception!.Message).ShouldBe(["failure 1", "failure 2"]);
        node.Errors.First().Exception!.StackTrace.ShouldNotBeNull().ShouldContain(nameof(NodeTaskTests));
    }

    [Fact]
    public async Task The_same_failure_again_takes_one_line_until_it_has_passed()
    {
        await using var node = await WithTaskAsync(
            "down-for-a-while", _ => ++_runs is 3 ? Task.CompletedTask : throw new InvalidOperationException("down"));

        await TurnUntilAsync("it failed, worked and failed again", () => _runs >= 4 && node.Errors.Count() >= 3);

        node.Errors.Take(3).Select(line => line.Exception is not null).ShouldBe([true, false, true]);
        node.Log.Lines.ShouldContain(line => line.Message == "down-for-a-while works again after 2 failures");
    }

    [Fact]
    public async Task Runs_and_failures_are_counted_by_name_with_the_duration_of_the_last()
    {
        using var counted = new CountedRuns("counted-on-a-node");
        await using var node = await WithTaskAsync(
            "counted-on-a-node", _ => ++_runs == 2 ? throw new InvalidOperationException("second") : Task.CompletedTask);

        await TurnUntilAsync("three runs are counted", () => counted.Runs >= 3);

        counted.Failures.ShouldBe(1);
        counted.LastDuration.ShouldBeGreaterThanOrEqualTo(0);
    }

    [Fact]
    public async Task A_task_that_hangs_is_late_after_three_periods_and_holds_up_no_other()
    {
        var others = 0;
        await using var node = await JobsNode.StartAsync(_town, services => services
            .AddNodeTask("hanging", Period, _ => ct => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct))
            .AddNodeTask("running", Period, _ => _ => Task.FromResult(++others)));
        var status = node.Get<JobStatus>();
        (await status.LateAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty();

        await TurnUntilAsync("the other ran five times", () => others >= 5);

        (await status.LateAsync(TestContext.Current.CancellationToken)).ShouldBe([new LateJob("hanging", null)]);
    }

    [Fact]
    public async Task A_node_that_stops_in_the_middle_of_a_run_waits_for_no_period_and_complains_of_nothing()
    {
        var begun = new TaskCompletionSource();
        await using var node = await WithTaskAsync("stopped", async ct =>
        {
            begun.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
        });
        await TurnUntilAsync("it runs", () => begun.Task.IsCompleted);

        await node.StopAsync().WaitAsync(Soon, TestContext.Current.CancellationToken);

        node.Errors.ShouldBeEmpty();
    }

    private Task<JobsNode> WithTaskAsync(string name, Func<CancellationToken, Task> work) =>
        JobsNode.StartAsync(_town, services => services.AddNodeTask(name, Period, _ => work));

    /// <summary>Turns the clock by a period at a time, as often as it takes.</summary>
    private Task TurnUntilAsync(string what, Func<bool> isSo) => Patience.UntilAsync(
        what,
        () =>
        {
            _town.TurnableClock.Advance(Period);
            return Task.FromResult(isSo());
        },
        Soon,
        TestContext.Current.CancellationToken);

    /// <summary>What the meter of the jobs says of one of them.</summary>
    private sealed class CountedRuns : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly string _job;

        public CountedRuns(string job)
        {
            _job = job;
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == JobMetrics.MeterName)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument.Name, value, tags));
            _listener.SetMeasurementEventCallback<double>((_, value, tags, _) => LastDuration = IsOurs(tags) ? value : LastDuration);
            _listener.Start();
        }

        public long Runs { get; private set; }

        public long Failures { get; private set; }

        public double LastDuration { get; private set; } = -1;

        public void Dispose() => _listener.Dispose();

        private void Add(string instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            if (IsOurs(tags))
            {
                Runs += instrument == "creneau.jobs.runs" ? value : 0;
                Failures += instrument == "creneau.jobs.failures" ? value : 0;
            }
        }

        private bool IsOurs(ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
            tags.Contains(new KeyValuePair<string, object?>("job_name", _job));
    }
}
