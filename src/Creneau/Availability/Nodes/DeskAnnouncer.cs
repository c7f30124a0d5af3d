using System.Collections.Concurrent;
using System.Globalization;
using Creneau.Storage;

namespace Creneau.Availability.Nodes;

/// <summary>
/// Tells other nodes on PostgreSQL of the commits of this one, gathered until <see cref="SendAsync"/>. On SQLite nothing
/// is sent: a server watches its file.
/// </summary>
public sealed class DeskAnnouncer
{
    public const string Channel = "creneau_desk";
    private const int DesksPerPayload = 300;
    private readonly ConcurrentDictionary<int, long> _unsent = new();
    private readonly PostgresChannel? _channel;

    public DeskAnnouncer(AvailabilityIndex availability, StorageProvider storage)
    {
        if (storage is PostgresStorage postgres)
        {
            _channel = new PostgresChannel(postgres, Channel);
            availability.Announce += Note;
        }
    }

    /// <summary>Sends what has gathered: `desk,revision` separated by `;`. What cannot be sent is found by the next comparison.</summary>
    public async Task SendAsync(CancellationToken ct)
    {
        foreach (var part in DeskRevisions.Drain(_unsent).Chunk(DesksPerPayload))
        {
            var payload = string.Join(';', part.Select(desk => string.Create(CultureInfo.InvariantCulture, $"{desk.Key},{desk.Value}")));
            await _channel!.SendAsync(payload, ct);
        }
    }

    private void Note(int desk, long revision) => DeskRevisions.RaiseTo(_unsent, desk, revision);
}
