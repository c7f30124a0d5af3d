using System.Collections.Concurrent;
using System.Globalization;
using Creneau.Jobs;
using Creneau.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Creneau.Availability.Nodes;

/// <summary>
/// Keeps this node's view near the database on PostgreSQL: tells other nodes of its commits (gathered for 50 ms), hears of
/// theirs, and compares all revisions after every reconnect. A node task also compares them on a timer.
/// </summary>
public sealed class AvailabilityWatch(
    AvailabilityIndex availability, DeskAnnouncer announcer, StorageProvider storage, TimeProvider clock, ILogger<AvailabilityWatch> log)
    : BackgroundService
{
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan BetweenReconnects = TimeSpan.FromSeconds(1);
    private readonly FailureLog _failures = new(log);
    private readonly ConcurrentDictionary<int, long> _heard = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (storage is not PostgresStorage postgres)
        {
            return;
        }

        await Task.WhenAll(
            EveryAsync("Telling other nodes", Gathering, announcer.SendAsync, stoppingToken),
            EveryAsync("Following other nodes", Gathering, CatchUpAsync, stoppingToken),
            EveryAsync("Listening to other nodes", BetweenReconnects, ct => ListenAsync(postgres, ct), stoppingToken));
    }

    private async Task EveryAsync(string work, TimeSpan pause, Func<CancellationToken, Task> run, CancellationToken ct)
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

    private async Task ListenAsync(PostgresStorage postgres, CancellationToken ct)
    {
        await using var connection = await postgres.DataSource.OpenConnectionAsync(ct);
        connection.Notification += (_, told) => Hear(told.Payload);
        await using (var listen = new NpgsqlCommand($"LISTEN {DeskAnnouncer.Channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(ct);
        }

        if (availability.IsReady)
        {
            await availability.CompareAsync(ct);
        }

        while (!ct.IsCancellationRequested)
        {
            await connection.WaitAsync(ct);
        }
    }

    private void Hear(string payload)
    {
        foreach (var desk in payload.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var comma = desk.IndexOf(',', StringComparison.Ordinal);
            var revision = long.Parse(desk.AsSpan(comma + 1), CultureInfo.InvariantCulture);
            DeskRevisions.RaiseTo(_heard, int.Parse(desk.AsSpan(0, comma), CultureInfo.InvariantCulture), revision);
        }
    }

    private async Task CatchUpAsync(CancellationToken ct)
    {
        foreach (var (desk, revision) in DeskRevisions.Drain(_heard))
        {
            await availability.CatchUpAsync(desk, revision, ct);
        }
    }
}
