using Creneau.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;

namespace Creneau.Jobs;

/// <summary>
/// Lets Quartz run the jobs of the cluster. It starts some seconds after the node, so that it does not delay the first
/// answers; while the database is away it is tried again until it works.
/// </summary>
public sealed class ClusterJobs(
    IEnumerable<JobWork> jobs, JobRunner runner, JobRuns runs, StorageProvider storage, ILoggerFactory logs) : BackgroundService
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(5);

    /// <summary>How long running jobs may take to notice that the node stops.</summary>
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(10);

    private readonly List<JobWork> _jobs = [.. jobs.Where(job => job.Job.Scope == JobScope.Cluster)];
    private readonly FailureLog _failures = new(logs.CreateLogger<ClusterJobs>());

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Not needed before the first run is due
        await PauseAsync(_jobs.Select(job => job.Job.Period).Append(LongestDelay).Min(), stoppingToken);
        while (_jobs.Count > 0 && !stoppingToken.IsCancellationRequested)
        {
            await using var quartz = QuartzSetup.Of(storage, new QuartzJob(_jobs, runner, runs), logs);
            if (await StartedAsync(quartz, stoppingToken) is { } scheduler)
            {
                await PauseAsync(Timeout.InfiniteTimeSpan, stoppingToken);
                using var limit = new CancellationTokenSource(LongestEnd, TimeProvider.System);
                await scheduler.Shutdown(waitForJobsToComplete: true, limit.Token);
            }
            else
            {
                await PauseAsync(BetweenTries, stoppingToken);
            }
        }
    }

    private async Task<IScheduler?> StartedAsync(ISchedulerFactory quartz, CancellationToken ct)
    {
        try
        {
            var scheduler = await quartz.GetScheduler(ct);
            foreach (var job in _jobs)
            {
                await QuartzSetup.ScheduleAsync(scheduler, job.Job, ct);
            }

            await scheduler.Start(ct);
            _failures.Succeeded("Starting the jobs of the cluster");
            return scheduler;
        }
        catch (Exception error)
        {
            if (!ct.IsCancellationRequested)
            {
                _failures.Failed("Starting the jobs of the cluster", error);
            }

            return null;
        }
    }

    /// <summary>In real time, which Quartz keeps to as well. Returns early when the node stops.</summary>
    private static async Task PauseAsync(TimeSpan length, CancellationToken ct) =>
        await Task.Delay(length, TimeProvider.System, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
