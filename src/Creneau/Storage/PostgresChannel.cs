using Npgsql;

namespace Creneau.Storage;

/// <summary>What the nodes on one PostgreSQL tell each other by NOTIFY; a lost word is never a wrong booking.</summary>
/// <param name="name">Of the channel, as an identifier of SQL.</param>
public sealed class PostgresChannel(PostgresStorage storage, string name)
{
    /// <param name="payload">Fewer than 8,000 bytes.</param>
    public async Task SendAsync(string payload, CancellationToken ct)
    {
        await using var command = storage.DataSource.CreateCommand("SELECT pg_notify($1, $2)");
        command.Parameters.Add(new NpgsqlParameter { Value = name });
        command.Parameters.Add(new NpgsqlParameter { Value = payload });
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Listens until it is cancelled or the connection breaks, which throws.</summary>
    /// <param name="listening">Run once nothing is missed any more: what was told before is for it to catch up with.</param>
    /// <param name="hear">Told each payload, those of this node too.</param>
    public async Task ListenAsync(Func<CancellationToken, Task> listening, Action<string> hear, CancellationToken ct)
    {
        await using var connection = await storage.DataSource.OpenConnectionAsync(ct);
        connection.Notification += (_, told) => hear(told.Payload);
        await using (var listen = new NpgsqlCommand($"LISTEN {name}", connection))
        {
            await listen.ExecuteNonQueryAsync(ct);
        }

        await listening(ct);
        while (!ct.IsCancellationRequested)
        {
            await connection.WaitAsync(ct);
        }
    }
}
