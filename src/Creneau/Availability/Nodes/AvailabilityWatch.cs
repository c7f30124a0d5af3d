using System.Collections.Concurrent;
using System.Globalization;
using Creneau.Jobs;
using Creneau.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

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
    private readonly ConcurrentDictionary<int, long> _heard = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (storage is not PostgresStorage postgres)
        {
            return;
        }

        var channel = new PostgresChannel(postgres, DeskAnnouncer.Channel);
        var work = new RepeatedWork(clock, log);
        await Task.WhenAll(
            work.EveryAsync("Telling other nodes", Gathering, announcer.SendAsync, stoppingToken),
            work.EveryAsync("Following other nodes", Gathering, CatchUpAsync, stoppingToken),
            work.EveryAsync(
                "Listening to other nodes", BetweenReconnects, ct => channel.ListenAsync(CompareAsync, Hear, ct), stoppingToken));
    }

    private Task CompareAsync(CancellationToken ct) => availability.IsReady ? availability.CompareAsync(ct) : Task.CompletedTask;

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
