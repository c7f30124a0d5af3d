using Microsoft.Extensions.Hosting;

namespace Creneau.Jobs;

/// <summary>Runs what every node does by itself, each task in a loop of its own: first after one period, never twice at once.</summary>
public sealed class NodeTasks(IEnumerable<JobWork> jobs, JobRunner runner, TimeProvider clock) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(jobs.Where(task => task.Job.Scope == JobScope.Node).Select(task => RepeatAsync(task, stoppingToken)));

    private async Task RepeatAsync(JobWork task, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(task.Job.Period, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(ct))
            {
                await runner.RunAsync(task.Job.Name, task.RunAsync, ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The node stops
        }
    }
}
