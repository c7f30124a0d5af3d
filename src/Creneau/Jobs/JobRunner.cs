using Microsoft.Extensions.Logging;

namespace Creneau.Jobs;

/// <summary>Runs a job once, on whatever thread and by whatever schedule: the same log, metrics and status for all of them.</summary>
public sealed class JobRunner(JobMetrics metrics, JobStatus status, TimeProvider clock, ILogger<JobRunner> log)
{
    private readonly FailureLog _failures = new(log);

    /// <summary>Never throws: a failure is logged whole and counted, and the job goes on with its next period.</summary>
    /// <param name="job">Its name.</param>
    /// <param name="ct">The node stops: the run is given up and counted nowhere.</param>
    public async Task RunAsync(string job, Func<CancellationToken, Task> work, CancellationToken ct)
    {
        var start = clock.GetTimestamp();
        var error = await TryAsync(work, ct);
        if (error is not null && ct.IsCancellationRequested)
        {
            log.LogDebug(error, "{Job} was given up because the node stops", job);
            return;
        }

        metrics.Ended(job, clock.GetElapsedTime(start), error is not null);
        if (error is null)
        {
            status.Succeeded(job);
            _failures.Succeeded(job);
        }
        else
        {
            _failures.Failed(job, error);
        }
    }

    private static async Task<Exception?> TryAsync(Func<CancellationToken, Task> work, CancellationToken ct)
    {
        try
        {
            await work(ct);
            return null;
        }
        catch (Exception error)
        {
            return error;
        }
    }
}
