using System.Security.Cryptography;
using Npgsql;

namespace Creneau.TestKit;

/// <summary>
/// A real PostgreSQL 15 cluster on a free port, thrown away when this process ends, however it ends. Starting it
/// takes about two seconds. Where PostgreSQL is missing, the tests that ask for it fail: none is skipped.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private static readonly Lazy<Task<PostgresServer>> OneForAll = new(() => StartNewAsync());

    private readonly PostgresCluster _cluster;
    private readonly SemaphoreSlim _oneCreation = new(1);

    private PostgresServer(PostgresCluster cluster) => _cluster = cluster;

    /// <summary>The cluster that all tests of this process share; one that is stopped or restarted is started apart.</summary>
    public static Task<PostgresServer> SharedAsync() => OneForAll.Value;

    /// <param name="durable">Whether a commit waits for the disk, as in production. Without, only a crash of the whole
    /// machine loses a commit; a crash of PostgreSQL itself does not.</param>
    public static async Task<PostgresServer> StartNewAsync(bool durable = false)
    {
        var cluster = await PostgresCluster.InitAsync(RandomNumberGenerator.GetHexString(24), durable);
        var server = new PostgresServer(cluster);
        await server.StartAsync();
        return server;
    }

    /// <summary>The cluster of a folder that stays when this process ends: data that takes long to make. Durable.</summary>
    /// <param name="folder">Made when it is missing; only one process at a time may use it.</param>
    public static async Task<PostgresServer> StartKeptAsync(string folder)
    {
        var server = new PostgresServer(await PostgresCluster.KeptAsync(folder, RandomNumberGenerator.GetHexString(24)));
        await server.StartAsync();
        return server;
    }

    public int Port => _cluster.Port;

    /// <summary>Starts it again after <see cref="StopImmediatelyAsync"/>, on the same port with the same data.</summary>
    public Task StartAsync() => _cluster.ControlAsync("start");

    /// <summary>Stops it as a crash would: connections are cut, nothing is written down; the next start recovers.</summary>
    public Task StopImmediatelyAsync() => _cluster.ControlAsync("stop", "-m", "immediate");

    /// <summary>Cuts every connection, rolls back what was open, and starts again.</summary>
    public Task RestartAsync() => _cluster.ControlAsync("restart", "-m", "fast");

    /// <summary>What PostgreSQL wrote to its log so far.</summary>
    public string Log => _cluster.Log;

    /// <returns>The connection string of <paramref name="database"/>, which need not exist yet.</returns>
    public string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = Port,
        Username = PostgresCluster.User,
        Password = _cluster.Password,
        Database = database,
        IncludeErrorDetail = true,
    }.ConnectionString;

    /// <param name="name">Any text up to 63 bytes; a name that exists already is an error.</param>
    /// <param name="template">A database to copy, tables and rows; connections to it are cut first. Null: an empty one.</param>
    /// <returns>The connection string of the new database.</returns>
    public async Task<string> CreateDatabaseAsync(string name, string? template = null)
    {
        await _oneCreation.WaitAsync();
        try
        {
            await using var connection = await ConnectAsync();
            if (template is not null) await CutConnectionsAsync(connection, template);
            await ExecuteAsync(connection, $"CREATE DATABASE {Quoted(name)} TEMPLATE {Quoted(template ?? "template0")}");
        }
        finally
        {
            _oneCreation.Release();
        }
        return ConnectionString(name);
    }

    /// <summary>Drops it, open connections or not; one that does not exist is no error.</summary>
    public async Task DropDatabaseAsync(string name)
    {
        await using (var pool = new NpgsqlConnection(ConnectionString(name))) NpgsqlConnection.ClearPool(pool);
        await using var connection = await ConnectAsync();
        await ExecuteAsync(connection, $"DROP DATABASE IF EXISTS {Quoted(name)} WITH (FORCE)");
    }

    /// <summary>Stops it, and removes its data unless it is kept.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.Run(_cluster.Dispose);
        _oneCreation.Dispose();
    }

    private async Task CutConnectionsAsync(NpgsqlConnection connection, string database)
    {
        await using (var pool = new NpgsqlConnection(ConnectionString(database))) NpgsqlConnection.ClearPool(pool);
        await ExecuteAsync(connection, "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = $1", database);
    }

    private async Task<NpgsqlConnection> ConnectAsync()
    {
        var withoutPool = new NpgsqlConnectionStringBuilder(ConnectionString("postgres")) { Pooling = false };
        var connection = new NpgsqlConnection(withoutPool.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, params string[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        await command.ExecuteNonQueryAsync();
    }

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
