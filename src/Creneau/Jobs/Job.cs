namespace Creneau.Jobs;

/// <summary>Where one period of a job is run.</summary>
public enum JobScope
{
    /// <summary>On every node, each at its own pace.</summary>
    Node,

    /// <summary>Once, on whichever node gets to it first.</summary>
    Cluster,
}

/// <summary>Work that is repeated in the background.</summary>
/// <param name="Name">Lower case, unique; names the job in the log, the metrics, `/health/ready` and the table `job_run`.</param>
/// <param name="Period">From the beginning of one run to the beginning of the next, in elapsed time (not in wall clock time).</param>
public sealed record Job(string Name, TimeSpan Period, JobScope Scope);

/// <summary>A job and what it does.</summary>
/// <param name="RunAsync">One run. It may fail: <see cref="JobRunner"/> logs and counts that, and the next period runs it again.</param>
public sealed record JobWork(Job Job, Func<CancellationToken, Task> RunAsync);
