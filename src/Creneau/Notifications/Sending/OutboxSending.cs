using Creneau.Jobs;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Creneau.Notifications.Sending;

/// <summary>Lets the sender work as soon as <see cref="OutboxSignal"/> rings, and every few seconds for what is tried again.</summary>
public sealed class OutboxSending(
    OutboxWork work, OutboxSignal signal, JobRunner runner, TimeProvider clock, ILogger<OutboxSending> log) : BackgroundService
{
    public const string JobName = "sending";

    /// <summary>A round may take a while: a message to a slow server takes up to a minute.</summary>
    public static readonly TimeSpan LongestRound = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var timer = clock.CreateTimer(_ => signal.Ring(), null, TimeSpan.Zero, Pause);
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await signal.WaitAsync(stoppingToken);
                await runner.RunAsync(JobName, RunAsync, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops
        }
    }

    private async Task RunAsync(CancellationToken ct)
    {
        var counts = await work.RunAsync(ct);
        if (counts != default)
        {
            log.LogInformation("Messages: {Counts}", counts);
        }
    }
}
