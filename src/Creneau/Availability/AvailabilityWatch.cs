using System.Collections.Concurrent;
using System.Globalization;
using Creneau.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Creneau.Availability;

/// <summary>
/// Keeps this node's view near the database: tells other nodes of its commits (gathered for 50 ms), hears of theirs,
/// and compares all revisions on a timer and after every reconnect.
/// </summary>
public sealed class AvailabilityWatch(AvailabilityIndex availability, StorageProvider storage, TimeProvider clock, ILogger<AvailabilityWatch> log)
    : BackgroundService
{
    private const string Channel = "creneau_desk";
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Comparison = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<int, long> _toTell = new();
    private readonly ConcurrentDictionary<int, long> _heard = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var jobs = new List<Task> { EveryAsync(Comparison, CompareAsync, stoppingToken) };
        if (storage is PostgresStorage postgres)
        {
            availability.Announce += (desk, revision) => Latest(_toTell, desk, revision);
            jobs.Add(EveryAsync(Gathering, ct => TellAsync(postgres, ct), stoppingToken));
            jobs.Add(EveryAsync(Gathering, CatchUpAsync, stoppingToken));
            jobs.Add(EveryAsync(TimeSpan.FromSeconds(1), ct => ListenAsync(postgres, ct), stoppingToken));
        }

        await Task.WhenAll(jobs);
    }

    private async Task EveryAsync(TimeSpan pause, Func<CancellationToken, Task> job, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(pause, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(ct))
            {
                await GuardedAsync(job, ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The server stops
        }
    }

    private async Task GuardedAsync(Func<CancellationToken, Task> job, CancellationToken ct)
    {
        try
        {
            await job(ct);
        }
        catch (Exception error) when (error is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            log.LogWarning("The view of the desks could not follow the database: {Kind}", error.GetType().Name);
        }
    }

    private async Task CompareAsync(CancellationToken ct)
    {
        if (availability.IsReady)
        {
            await availability.CompareAsync(ct);
        }
    }

    private async Task TellAsync(PostgresStorage postgres, CancellationToken ct)
    {
        var news = Drain(_toTell);
        if (news.Count == 0)
        {
            return;
        }

        foreach (var part in news.Chunk(300))
        {
            var payload = string.Join(';', part.Select(desk => string.Create(CultureInfo.InvariantCulture, $"{desk.Key},{desk.Value}")));
            await using var command = postgres.DataSource.CreateCommand("SELECT pg_notify($1, $2)");
            command.Parameters.Add(new NpgsqlParameter { Value = Channel });
            command.Parameters.Add(new NpgsqlParameter { Value = payload });
            await command.ExecuteNonQueryAsync(ct);
        }
    }

    private async Task ListenAsync(PostgresStorage postgres, CancellationToken ct)
    {
        await using var connection = await postgres.DataSource.OpenConnectionAsync(ct);
        connection.Notification += (_, told) => Hear(told.Payload);
        await using (var listen = new NpgsqlCommand($"LISTEN {Channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(ct);
        }

        await CompareAsync(ct);
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
            Latest(_heard, int.Parse(desk.AsSpan(0, comma), CultureInfo.InvariantCulture), long.Parse(desk.AsSpan(comma + 1), CultureInfo.InvariantCulture));
        }
    }

    private async Task CatchUpAsync(CancellationToken ct)
    {
        foreach (var (desk, revision) in Drain(_heard))
        {
            await availability.CatchUpAsync(desk, revision, ct);
        }
    }

    private static void Latest(ConcurrentDictionary<int, long> map, int desk, long revision) =>
        map.AddOrUpdate(desk, revision, (_, known) => Math.Max(known, revision));

    private static List<KeyValuePair<int, long>> Drain(ConcurrentDictionary<int, long> map) =>
        [.. map.Keys.Select(desk => map.TryRemove(desk, out var revision) ? new KeyValuePair<int, long>(desk, revision) : default).Where(pair => pair.Key != 0)];
}
