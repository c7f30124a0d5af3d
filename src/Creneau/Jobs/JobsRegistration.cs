using Creneau.Jobs.Checks;
using Creneau.Storage;
using Creneau.Storage.Checks;
using Microsoft.Extensions.DependencyInjection;

namespace Creneau.Jobs;

/// <summary>How rooms bring their jobs; the host starts them.</summary>
public static class JobsRegistration
{
    /// <summary>What runs jobs; the storage, its contexts, the clock and the log are registered elsewhere.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services) => services
        .AddSingleton<JobMetrics>()
        .AddSingleton<JobRuns>()
        .AddSingleton<JobStatus>()
        .AddSingleton<JobRunner>()
        .AddSingleton<Purge>()
        .AddHostedService<NodeTasks>()
        .AddHostedService<ClusterJobs>();

    /// <summary>Deletes what is due, with the rows of the storage itself; other rooms add theirs by <see cref="AddPurge"/>.</summary>
    public static IServiceCollection AddPurging(this IServiceCollection services) => services
        .AddClusterJob("purge", Purge.Between, provider => provider.GetRequiredService<Purge>().RunAsync)
        .AddPurge(new PurgeRule("idempotency", "key_hash", "created_utc < {0}", IdempotencyRecord.Kept))
        .AddPurge(new PurgeRule("limit_use", "purpose, subject_hash, occasion", "delete_after_utc <= {0}"))
        .AddPurge(new PurgeRule("audit", "id", "delete_after_utc <= {0}"))
        .AddCheck<StorageDeletion>();

    /// <summary>Adds work of every node.</summary>
    /// <param name="work">Gives what is run once per period.</param>
    public static IServiceCollection AddNodeTask(
        this IServiceCollection services, string name, TimeSpan period, Func<IServiceProvider, Func<CancellationToken, Task>> work) =>
        services.AddWork(new Job(name, period, JobScope.Node), work);

    /// <summary>Adds work that one node does for all of them. It must do no harm when it is done twice: a node may die after it.</summary>
    /// <param name="work">Gives what is run once per period.</param>
    public static IServiceCollection AddClusterJob(
        this IServiceCollection services, string name, TimeSpan period, Func<IServiceProvider, Func<CancellationToken, Task>> work) =>
        services.AddWork(new Job(name, period, JobScope.Cluster), work);

    /// <summary>Watches a background service of every node that has a loop of its own and runs it by <see cref="JobRunner"/>.</summary>
    /// <param name="period">After three of these without a success it is late.</param>
    public static IServiceCollection AddWatchedLoop(this IServiceCollection services, string name, TimeSpan period) =>
        services.AddSingleton(new Job(name, period, JobScope.Node));

    /// <summary>Adds rows to what <see cref="Purge"/> deletes.</summary>
    public static IServiceCollection AddPurge(this IServiceCollection services, PurgeRule rule) => services.AddSingleton(rule);

    private static IServiceCollection AddWork(
        this IServiceCollection services, Job job, Func<IServiceProvider, Func<CancellationToken, Task>> work) => services
        .AddSingleton(job)
        .AddSingleton(provider => new JobWork(job, work(provider)));
}
