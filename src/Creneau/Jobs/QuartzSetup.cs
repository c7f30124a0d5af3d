using Creneau.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quartz;

namespace Creneau.Jobs;

/// <summary>
/// A scheduler of Quartz: in memory on SQLite, where one node has the database; clustered on PostgreSQL, in its tables `qrtz_…`.
/// </summary>
internal static class QuartzSetup
{
    private const string SchedulerName = "creneau";
    private const int MostJobsAtOnce = 4;

    // Counted from when the job is first scheduled; one with a shorter period begins after that period
    private static readonly TimeSpan FirstRun = TimeSpan.FromMinutes(1);

    /// <returns>What builds the scheduler and owns it; disposing it shuts the scheduler down.</returns>
    public static StandaloneSchedulerFactory Of(StorageProvider storage, QuartzJob work, ILoggerFactory logs) =>
        QuartzSchedulerBuilder.Create(quartz =>
        {
            quartz.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning).AddProvider(new HostLog(logs)));
            quartz.AddJobType(_ => work);
            quartz.UseDefaultThreadPool(MostJobsAtOnce);
            // Real time, whatever time it is at the door: nodes compare it in their common tables
            quartz.UseTimeProvider(TimeProvider.System);
            quartz.ConfigureScheduler(options =>
            {
                options.InstanceName = SchedulerName;
                options.ShutdownJobInterruption = ShutdownJobInterruption.Always;
            });
            UseStore(quartz, storage);
        }).Build();

    /// <summary>
    /// Schedules a job unless it is scheduled already with this period: a node that starts must not shift what the others
    /// keep to. Intervals are counted in UTC, so that no change of summer time skips or doubles a run.
    /// </summary>
    public static async Task ScheduleAsync(IScheduler scheduler, Job job, CancellationToken ct)
    {
        var known = await scheduler.GetTrigger(new TriggerKey(job.Name), ct);
        if (known is ISimpleTrigger there && there.RepeatInterval == job.Period)
        {
            await scheduler.ResetTriggerFromErrorState(there.Key, ct);
            return;
        }

        try
        {
            await scheduler.ScheduleJob(DetailOf(job), TriggerOf(job), new ScheduleJobOptions { Replace = known is not null }, ct);
        }
        catch (ObjectAlreadyExistsException)
        {
            // Another node that starts as well was quicker
        }
    }

    private static void UseStore(IQuartzBuilder quartz, StorageProvider storage)
    {
        if (storage is PostgresStorage postgres)
        {
            quartz.UsePersistentStore(store => store
                .UsePostgres(source => source.DataSourceFactory = _ => postgres.DataSource)
                .UseClustering());
        }
        else
        {
            quartz.UseInMemoryStore();
        }
    }

    private static IJobDetail DetailOf(Job job) => JobBuilder.Create<QuartzJob>().WithIdentity(job.Name).Build();

    /// <summary>A run that was missed while no node was there is made up for at once, one for all of them.</summary>
    private static ITrigger TriggerOf(Job job) => TriggerBuilder.Create()
        .WithIdentity(job.Name)
        .StartAt(TimeProvider.System.GetUtcNow() + (job.Period < FirstRun ? job.Period : FirstRun))
        .WithSimpleSchedule(schedule => schedule
            .WithInterval(job.Period)
            .RepeatForever()
            .WithMisfireInstruction(SimpleTriggerMisfireInstruction.NowWithExistingCount))
        .Build();

    /// <summary>Quartz has a container of its own; what it says goes to the node's log.</summary>
    private sealed class HostLog(ILoggerFactory logs) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => logs.CreateLogger(categoryName);

        public void Dispose()
        {
        }
    }
}
