using System.Data.Common;
using Creneau.Storage.Bulk;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace Creneau.Storage;

/// <summary>SQLite, the embedded default: one writer at a time behind an in-process gate, triggers as backstops.</summary>
public sealed class SqliteStorage(string connectionString) : StorageProvider, IDisposable
{
    private const string Overlap =
        "EXISTS (SELECT 1 FROM occupancy AS other WHERE other.desk_id = NEW.desk_id AND other.date = NEW.date AND other.id <> NEW.id "
        + "AND other.start_minute < NEW.end_minute AND NEW.start_minute < other.end_minute)";

    private static readonly Dictionary<string, string> Triggers = new()
    {
        ["occupancy_never_overlaps_insert"] = Trigger("occupancy_never_overlaps_insert", "INSERT"),
        ["occupancy_never_overlaps_update"] = Trigger("occupancy_never_overlaps_update", "UPDATE"),
        ["audit_never_changes"] =
            "CREATE TRIGGER audit_never_changes BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit_never_changes'); END",
        ["audit_is_kept"] =
            "CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit WHEN OLD.delete_after_utc > strftime('%Y-%m-%d %H:%M:%f', 'now') "
            + "BEGIN SELECT RAISE(ABORT, 'audit_is_kept'); END",
        ["audit_detail_never_changes"] =
            "CREATE TRIGGER audit_detail_never_changes BEFORE UPDATE ON audit_detail "
            + "BEGIN SELECT RAISE(ABORT, 'audit_detail_never_changes'); END",
        ["audit_detail_is_kept"] =
            $"CREATE TRIGGER audit_detail_is_kept BEFORE DELETE ON audit_detail WHEN {KeptDetail} "
            + "BEGIN SELECT RAISE(ABORT, 'audit_detail_is_kept'); END",
    };

    private const string NeverOverlaps = "occupancy_never_overlaps";

    // Of SQLITE_CONSTRAINT: a primary key, a unique index, a row id. NOT NULL, foreign key and CHECK are mistakes of ours
    private static readonly int[] Conflicts = [1555, 2067, 2579];

    private const int ByTrigger = 1811;

    private readonly SemaphoreSlim _turn = new(1, 1);

    public override string Name => "SQLite";

    public override void Configure(DbContextOptionsBuilder options) =>
        // SQLite would read whole tables for one query with two levels of Include, and has no round trips to save
        options.UseSqlite(
            connectionString,
            sqlite => sqlite.MigrationsAssembly("Creneau.Storage.Sqlite").UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery))
            .UseSnakeCaseNamingConvention()
            .AddInterceptors(Durable.Instance);

    public override async Task<IDisposable?> TurnAsync(CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        return new Turn(_turn);
    }

    public override FormattableString ForUpdate => $"";

    public override FormattableString ForNoKeyUpdate => $"";

    public override FormattableString IsAmong(FormattableString select) => $"IN ({select})";

    public override FormattableString ForUpdateOrSkip => $"";

    public override async Task<IAsyncDisposable> SnapshotAsync(CreneauDb db, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        return (await db.Database.UseTransactionAsync(connection.BeginTransaction(deferred: true), ct))!;
    }

    public override async Task CreateBackstopsAsync(CreneauDb db, CancellationToken ct)
    {
        foreach (var trigger in (await MissingBackstopsAsync(db, ct)).Intersect(Triggers.Keys))
        {
            // One of that name that does something else is not to be trusted
            await db.Database.ExecuteSqlRawAsync(string.Concat("DROP TRIGGER IF EXISTS ", trigger), ct);
            await db.Database.ExecuteSqlRawAsync(Triggers[trigger], ct);
        }
    }

    public override async Task<IReadOnlyList<string>> MissingBackstopsAsync(CreneauDb db, CancellationToken ct)
    {
        var there = await db.Database
            .SqlQuery<string>($"SELECT sql AS \"Value\" FROM sqlite_master WHERE type = 'trigger'")
            .ToListAsync(ct);
        var key = await db.Database
            .SqlQuery<int>($"SELECT count(*) AS \"Value\" FROM pragma_table_info('person_claim') WHERE pk > 0")
            .SingleAsync(ct);
        return
        [
            .. Triggers.Where(trigger => !there.Contains(trigger.Value)).Select(trigger => trigger.Key),
            .. key == 5 ? Array.Empty<string>() : ["pk_person_claim"],
        ];
    }

    /// <remarks>SQLite gives the files beside it, once it makes them anew, the same mode.</remarks>
    public override void Protect()
    {
        var path = new SqliteConnectionStringBuilder(connectionString).DataSource;
        foreach (var file in new[] { path, path + "-wal", path + "-shm" })
        {
            if (!OperatingSystem.IsWindows() && File.Exists(file))
            {
                File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }
    }

    internal override async Task InsertManyAsync(CreneauDb db, BulkTable table, CancellationToken ct)
    {
        await using var insert = ((SqliteConnection)db.Database.GetDbConnection()).CreateCommand();
        insert.Transaction = (SqliteTransaction)db.Database.CurrentTransaction!.GetDbTransaction();
        var parameters = Enumerable.Range(0, table.ColumnCount)
            .Select(i => insert.Parameters.AddWithValue($"$p{i}", DBNull.Value))
            .ToArray();
        var values = string.Join(", ", parameters.Select(parameter => parameter.ParameterName));
        insert.CommandText = $"INSERT INTO {table.Name} ({table.ColumnList}) VALUES ({values})";
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
        inner is SqliteException { SqliteErrorCode: 19 } refused
            && (Conflicts.Contains(refused.SqliteExtendedErrorCode) || IsOverlap(refused)));

    public override string CodeOf(Exception error) => Chain(error).OfType<SqliteException>().FirstOrDefault() is { } refused
        ? $"SQLITE {refused.SqliteExtendedErrorCode}"
        : base.CodeOf(error);

    public void Dispose() => _turn.Dispose();

    /// <summary>
    /// SQLite refuses with the same code what a foreign key restricts, and we the changes of the audit: both are mistakes.
    /// </summary>
    private static bool IsOverlap(SqliteException refused) =>
        refused.SqliteExtendedErrorCode == ByTrigger && refused.Message.Contains(NeverOverlaps, StringComparison.Ordinal);

    private static string Trigger(string name, string when) =>
        $"CREATE TRIGGER {name} BEFORE {when} ON occupancy WHEN {Overlap} BEGIN SELECT RAISE(ABORT, '{NeverOverlaps}'); END";

    private sealed class Turn(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }

    private sealed class Durable : DbConnectionInterceptor
    {
        public static readonly Durable Instance = new();
        private const string Pragmas =
            "PRAGMA busy_timeout=15000; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;";

        /// <summary>Whether there is a database is looked at without writing: whoever opens it to write puts its journal right.</summary>
        private const string PragmasToRead = "PRAGMA busy_timeout=15000;";

        private static string PragmasOf(DbConnection connection) =>
            connection.ConnectionString.Contains("ReadOnly", StringComparison.OrdinalIgnoreCase) ? PragmasToRead : Pragmas;

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = PragmasOf(connection);
            command.ExecuteNonQuery();
        }

        public override async Task ConnectionOpenedAsync(
            DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = PragmasOf(connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
