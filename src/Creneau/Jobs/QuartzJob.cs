using Quartz;

namespace Creneau.Jobs;

/// <summary>
/// What Quartz calls for every job of the cluster; which one is said by its key. The name of this class stands in
/// `qrtz_job_details`, so that nodes of two versions can only share a database while it stays.
/// </summary>
[DisallowConcurrentExecution]
internal sealed class QuartzJob(IEnumerable<JobWork> jobs, JobRunner runner, JobRuns runs) : IJob
{
    /// <param name="cancellationToken">Cancelled when the node stops.</param>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var name = context.JobDetail.Key.Name;
        // One that only an older or a newer version knows is left to its nodes
        if (jobs.FirstOrDefault(job => job.Job.Name == name) is { } known)
        {
            await runner.RunAsync(name, ct => runs.RecordAsync(known, ct), cancellationToken);
        }
    }
}
