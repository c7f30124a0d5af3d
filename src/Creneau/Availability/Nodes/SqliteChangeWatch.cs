using System.Globalization;
using Creneau.Jobs;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Creneau.Availability.Nodes;

/// <summary>
/// On SQLite a command line may write beside the server: `PRAGMA data_version` changes for a connection when any other
/// one has committed, and is looked at every second.
/// </summary>
public sealed class SqliteChangeWatch(
    AvailabilityIndex availability,
    StorageProvider storage,
    IDbContextFactory<CreneauDb> contexts,
    TimeProvider clock,
    ILogger<SqliteChangeWatch> log)
    : BackgroundService
{
    private const string Work = "Following the database";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly FailureLog _failures = new(log);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (storage is not SqliteStorage)
        {
            return;
        }

        try
        {
            // One connection for as long as the server runs: the number is compared with itself
            await using var db = await contexts.CreateDbContextAsync(stoppingToken);
            await db.Database.OpenConnectionAsync(stoppingToken);
            await WatchAsync(db, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops
        }
    }

    private async Task WatchAsync(CreneauDb db, CancellationToken ct)
    {
        var known = await VersionAsync(db, ct);
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(ct))
        {
            try
            {
                var version = await VersionAsync(db, ct);
                if (version != known && availability.IsReady)
                {
                    await availability.CompareAsync(ct);
                }

                known = version;
                _failures.Succeeded(Work);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                _failures.Failed(Work, error);
            }
        }
    }

    private static async Task<long> VersionAsync(CreneauDb db, CancellationToken ct) =>
        (await db.ReadAsync($"PRAGMA data_version", row => Convert.ToInt64(row.GetValue(0), CultureInfo.InvariantCulture), ct))[0];
}
