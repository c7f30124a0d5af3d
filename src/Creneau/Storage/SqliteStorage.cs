using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace Creneau.Storage;

/// <summary>SQLite, the embedded default: one writer at a time behind an in-process gate, triggers as backstops.</summary>
public sealed class SqliteStorage(string connectionString) : StorageProvider, IDisposable
{
    private const string Overlap =
        "EXISTS (SELECT 1 FROM occupancy AS other WHERE other.desk_id = NEW.desk_id AND other.date = NEW.date AND other.id <> NEW.id AND other.start_minute < NEW.end_minute AND NEW.start_minute < other.end_minute)";

    private static readonly string[] Triggers = ["occupancy_never_overlaps_insert", "occupancy_never_overlaps_update"];

    private readonly SemaphoreSlim _turn = new(1, 1);

    public override string Name => "SQLite";

    public override void Configure(DbContextOptionsBuilder options) =>
        options.UseSqlite(connectionString, sqlite => sqlite.MigrationsAssembly("Creneau.Storage.Sqlite").UseQuerySplittingBehavior(QuerySplittingBehavior.SingleQuery))
            .UseSnakeCaseNamingConvention()
            .AddInterceptors(Durable.Instance);

    public override async Task<IDisposable?> TurnAsync(CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        return new Turn(_turn);
    }

    protected override FormattableString ForUpdate => $"";

    public override Task<bool> TryLockDeskAsync(CreneauDb db, int deskId, CancellationToken ct) => Task.FromResult(true);

    public override async Task<IAsyncDisposable> SnapshotAsync(CreneauDb db, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        return (await db.Database.UseTransactionAsync(connection.BeginTransaction(deferred: true), ct))!;
    }

    public override async Task CreateBackstopsAsync(CreneauDb db, CancellationToken ct)
    {
        foreach (var (trigger, when) in Triggers.Zip(["INSERT", "UPDATE"]))
        {
            var sql = $"CREATE TRIGGER IF NOT EXISTS {trigger} BEFORE {when} ON occupancy WHEN {Overlap} BEGIN SELECT RAISE(ABORT, 'occupancy_never_overlaps'); END";
            await db.Database.ExecuteSqlRawAsync(sql, ct);
        }
    }

    public override async Task<IReadOnlyList<string>> MissingBackstopsAsync(CreneauDb db, CancellationToken ct)
    {
        var there = await db.Database
            .SqlQuery<string>($"SELECT name AS \"Value\" FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'occupancy'")
            .ToListAsync(ct);
        var key = await db.Database
            .SqlQuery<int>($"SELECT count(*) AS \"Value\" FROM pragma_table_info('person_claim') WHERE pk > 0")
            .SingleAsync(ct);
        return [.. Triggers.Except(there), .. key == 5 ? Array.Empty<string>() : ["pk_person_claim"]];
    }

    internal override async Task InsertManyAsync(CreneauDb db, BulkTable table, CancellationToken ct)
    {
        await using var insert = ((SqliteConnection)db.Database.GetDbConnection()).CreateCommand();
        insert.Transaction = (SqliteTransaction)db.Database.CurrentTransaction!.GetDbTransaction();
        var parameters = Enumerable.Range(0, table.ColumnCount).Select(i => insert.Parameters.AddWithValue($"$p{i}", DBNull.Value)).ToArray();
        insert.CommandText = $"INSERT INTO {table.Name} ({table.ColumnList}) VALUES ({string.Join(", ", parameters.Select(parameter => parameter.ParameterName))})";
        foreach (var row in table.Rows)
        {
            for (var i = 0; i < row.Length; i++)
            {
                parameters[i].Value = row[i] ?? DBNull.Value;
            }

            await insert.ExecuteNonQueryAsync(ct);
        }
    }

    /// <summary>SQLite numbers on by itself.</summary>
    internal override Task NumberOnAsync(CreneauDb db, string table, long last, CancellationToken ct) => Task.CompletedTask;

    public override bool IsTransient(Exception error) => Chain(error).Any(inner =>
        inner is SqliteException { SqliteErrorCode: 5 or 6 });

    public override bool IsConflict(Exception error) => Chain(error).Any(inner =>
        inner is SqliteException { SqliteErrorCode: 19 });

    public void Dispose() => _turn.Dispose();

    private sealed class Turn(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }

    private sealed class Durable : DbConnectionInterceptor
    {
        public static readonly Durable Instance = new();
        private const string Pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=15000;";

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            command.ExecuteNonQuery();
        }

        public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
