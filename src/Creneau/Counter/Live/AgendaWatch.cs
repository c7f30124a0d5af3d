using System.Collections.Concurrent;
using System.Security.Cryptography;
using Creneau.Jobs;
using Creneau.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Creneau.Counter.Live;

/// <summary>
/// Carries changes between nodes on PostgreSQL: what this one commits is gathered for 50 ms and told, what others tell goes to
/// the screens here; after each reconnect they read everything. On SQLite a comparison finds what others wrote.
/// </summary>
public sealed class AgendaWatch : BackgroundService
{
    private const string Channel = "creneau_agenda";
    private const int ChangesPerPayload = 200;
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan BetweenReconnects = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<AgendaChange, byte> _unsent = new();
    private readonly string _self = RandomNumberGenerator.GetHexString(16);
    private readonly AgendaChanges _changes;
    private readonly PostgresChannel? _channel;
    private readonly RepeatedWork _work;

    public AgendaWatch(AgendaChanges changes, StorageProvider storage, TimeProvider clock, ILogger<AgendaWatch> log)
    {
        _changes = changes;
        _work = new RepeatedWork(clock, log);
        if (storage is PostgresStorage postgres)
        {
            _channel = new PostgresChannel(postgres, Channel);
            changes.Committed += change => _unsent[change] = 0;
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _channel is not { } channel
        ? Task.CompletedTask
        : Task.WhenAll(
            _work.EveryAsync("Telling other nodes of appointments", Gathering, ct => SendAsync(channel, ct), stoppingToken),
            _work.EveryAsync(
                "Hearing of appointments", BetweenReconnects, ct => channel.ListenAsync(ReadEverythingAsync, Hear, ct), stoppingToken));

    private async Task SendAsync(PostgresChannel channel, CancellationToken ct)
    {
        foreach (var part in _unsent.Keys.Chunk(ChangesPerPayload))
        {
            foreach (var change in part)
            {
                _unsent.TryRemove(change, out _);
            }

            try
            {
                await channel.SendAsync($"{_self};{string.Join(';', part)}", ct);
            }
            catch
            {
                Array.ForEach(part, change => _unsent[change] = 0);
                throw;
            }
        }
    }

    private Task ReadEverythingAsync(CancellationToken ct)
    {
        _changes.Tell(AgendaChange.Everything);
        return Task.CompletedTask;
    }

    private void Hear(string payload)
    {
        var parts = payload.Split(';');
        foreach (var change in parts[0] == _self ? [] : parts.Skip(1))
        {
            _changes.Tell(AgendaChange.Read(change));
        }
    }
}
