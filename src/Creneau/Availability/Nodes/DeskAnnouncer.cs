using System.Collections.Concurrent;
using System.Globalization;
using Creneau.Storage;
using Npgsql;

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
    private readonly PostgresStorage? _postgres;

    public DeskAnnouncer(AvailabilityIndex availability, StorageProvider storage)
    {
        _postgres = storage as PostgresStorage;
        if (_postgres is not null)
        {
            availability.Announce += Note;
        }
    }

    /// <summary>Sends what has gathered: `desk,revision` separated by `;`. What cannot be sent is found by the next comparison.</summary>
    public async Task SendAsync(CancellationToken ct)
    {
        foreach (var part in DeskRevisions.Drain(_unsent).Chunk(DesksPerPayload))
        {
            var payload = string.Join(';', part.Select(desk => string.Create(CultureInfo.InvariantCulture, $"{desk.Key},{desk.Value}")));
            await using var command = _postgres!.DataSource.CreateCommand("SELECT pg_notify($1, $2)");
            command.Parameters.Add(new NpgsqlParameter { Value = Channel });
            command.Parameters.Add(new NpgsqlParameter { Value = payload });
            await command.ExecuteNonQueryAsync(ct);
        }
    }

    private void Note(int desk, long revision) => DeskRevisions.RaiseTo(_unsent, desk, revision);
}
