using Microsoft.Extensions.Logging;

namespace Creneau.Jobs;

/// <summary>Work of a node that is done again and again with a pause between; a failure is logged, and it is tried again.</summary>
public sealed class RepeatedWork(TimeProvider clock, ILogger log)
{
    private readonly FailureLog _failures = new(log);

    /// <summary>Ends when it is cancelled, never by a failure.</summary>
    /// <param name="work">As the log calls it.</param>
    public async Task EveryAsync(string work, TimeSpan pause, Func<CancellationToken, Task> run, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(pause, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(ct))
            {
                await GuardedAsync(work, run, ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The server stops
        }
    }

    private async Task GuardedAsync(string work, Func<CancellationToken, Task> run, CancellationToken ct)
    {
        try
        {
            await run(ct);
            _failures.Succeeded(work);
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            _failures.Failed(work, error);
        }
    }
}
