using System.Data;
using System.Data.Common;
using Creneau.Storage.Bulk;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Creneau.Storage;

/// <summary>PostgreSQL: the desk's row lock, an exclusion constraint, LISTEN/NOTIFY.</summary>
public sealed class PostgresStorage(string connectionString) : StorageProvider, IAsyncDisposable
{
    public const string Exclusion = "occupancy_never_overlaps";
    private const string Excluded = "EXCLUDE USING gist (desk_id WITH =, date WITH =, int4range(start_minute, end_minute) WITH &&)";

    private static readonly InsertOnly[] InsertOnlyTables =
    [
        new("audit", "IF TG_OP = 'DELETE' AND OLD.delete_after_utc <= now() THEN RETURN OLD; END IF;"),
        new("audit_detail", $"IF TG_OP = 'DELETE' AND NOT ({KeptDetail}) THEN RETURN OLD; END IF;"),
    ];

    // A server takes 100 connections unless told otherwise, and refuses the next: two nodes must fit. Who waits for one is served
    private const int MostConnections = 40;

    public NpgsqlDataSource DataSource { get; } = Open(connectionString);

    public override string Name => "PostgreSQL";

    public override void Configure(DbContextOptionsBuilder options) =>
        options.UseNpgsql(
            DataSource,
            npgsql => npgsql.MigrationsAssembly("Creneau.Storage.Postgres").UseQuerySplittingBehavior(QuerySplittingBehavior.SingleQuery))
            .UseSnakeCaseNamingConvention()
            .AddInterceptors(new ForgetBroken(DataSource));

    public override Task<IDisposable?> TurnAsync(CancellationToken ct) => Task.FromResult<IDisposable?>(null);

    public override FormattableString ForUpdate => $" FOR UPDATE";

    public override FormattableString ForNoKeyUpdate => $" FOR NO KEY UPDATE";

    public override FormattableString IsAmong(FormattableString select) => $"= ANY(ARRAY({select}))";

    public override FormattableString ForUpdateOrSkip => $" FOR UPDATE SKIP LOCKED";

    public override async Task<IAsyncDisposable> SnapshotAsync(CreneauDb db, CancellationToken ct) =>
        await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);

    public override async Task CreateBackstopsAsync(CreneauDb db, CancellationToken ct)
    {
        await db.Database.ExecuteSqlRawAsync("CREATE EXTENSION IF NOT EXISTS btree_gist", ct);
        var missing = await MissingBackstopsAsync(db, ct);
        if (missing.Contains(Exclusion))
        {
            // One of that name that excludes something else is not to be trusted
            await db.Database.ExecuteSqlRawAsync(
                $"ALTER TABLE occupancy DROP CONSTRAINT IF EXISTS {Exclusion}, ADD CONSTRAINT {Exclusion} {Excluded}", ct);
        }

        foreach (var table in InsertOnlyTables.Where(table => missing.Contains(table.Trigger)))
        {
            await db.Database.ExecuteSqlRawAsync(table.CreateTrigger, ct);
        }
    }

    public override async Task<IReadOnlyList<string>> MissingBackstopsAsync(CreneauDb db, CancellationToken ct)
    {
        var there = await db.Database
            .SqlQuery<string>($"""
                SELECT conname AS "Value" FROM pg_constraint
                WHERE (conrelid = 'occupancy'::regclass AND contype = 'x' AND pg_get_constraintdef(oid) = {Excluded})
                    OR (conrelid = 'person_claim'::regclass AND contype = 'p')
                """)
            .ToListAsync(ct);
        foreach (var table in InsertOnlyTables)
        {
            there.AddRange(await db.Database
                .SqlQuery<string>($"""
                    SELECT tgname AS "Value" FROM pg_trigger AS t JOIN pg_proc AS p ON p.oid = t.tgfoid
                    WHERE tgrelid = {table.Name}::regclass AND tgenabled <> 'D' AND position({table.Rule} IN p.prosrc) > 0
                    """)
                .ToListAsync(ct));
        }

        return [.. new[] { Exclusion, "pk_person_claim" }.Concat(InsertOnlyTables.Select(table => table.Trigger)).Except(there)];
    }

    internal override async Task InsertManyAsync(CreneauDb db, BulkTable table, CancellationToken ct)
    {
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await using var copy = await connection.BeginBinaryImportAsync(
            $"COPY {table.Name} ({table.ColumnList}) FROM STDIN (FORMAT BINARY)", ct);
        copy.Timeout = TimeSpan.FromMinutes(10);
        foreach (var row in table.Rows)
        {
            await copy.WriteRowAsync(ct, row);
        }

        await copy.CompleteAsync(ct);
    }

    internal override Task NumberOnAsync(CreneauDb db, string table, long last, CancellationToken ct) => db.Database
        .SqlQuery<long>($"SELECT setval(pg_get_serial_sequence({table}, 'id'), {last}) AS \"Value\"")
        .SingleAsync(ct);

    public override bool IsTransient(Exception error) => Chain(error).Any(inner =>
        inner is PostgresException { SqlState: var state } ? IsTransient(state) : inner is NpgsqlException);

    /// <summary>
    /// Also all connections taken (class 53), and a node that a failover has made a standby: another moment, another
    /// answer.
    /// </summary>
    private static bool IsTransient(string state) =>
        state is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.ReadOnlySqlTransaction
        || state.StartsWith("08", StringComparison.Ordinal)
            || state.StartsWith("53", StringComparison.Ordinal)
            || state.StartsWith("57P", StringComparison.Ordinal);

    private static NpgsqlDataSource Open(string connectionString)
    {
        // Named, so that the metrics do not call it by host and user
        var source = new NpgsqlDataSourceBuilder(connectionString) { Name = "creneau" };
        if (!source.ConnectionStringBuilder.ShouldSerialize("Maximum Pool Size"))
        {
            source.ConnectionStringBuilder.MaxPoolSize = MostConnections;
        }

        return source.Build();
    }

    public override bool IsConflict(Exception error) => Chain(error).Any(inner =>
        inner is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.ExclusionViolation });

    public override string CodeOf(Exception error) =>
        Chain(error).OfType<PostgresException>().FirstOrDefault()?.SqlState ?? base.CodeOf(error);

    public ValueTask DisposeAsync() => DataSource.DisposeAsync();

    /// <summary>A table whose rows are never changed, and deleted only as a rule allows.</summary>
    /// <param name="Rule">PL/pgSQL that returns where a deletion is allowed; what comes after it refuses.</param>
    private sealed record InsertOnly(string Name, string Rule)
    {
        public string Trigger => $"{Name}_is_insert_only";

        public string CreateTrigger =>
            $"""
            CREATE OR REPLACE FUNCTION {Trigger}() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                {Rule}
                RAISE EXCEPTION '{Trigger}';
            END $$;
            DROP TRIGGER IF EXISTS {Trigger} ON {Name};
            CREATE TRIGGER {Trigger} BEFORE UPDATE OR DELETE ON {Name} FOR EACH ROW EXECUTE FUNCTION {Trigger}();
            """;
    }

    /// <summary>
    /// When one connection turns out to be cut, the others that wait in the pool are not to be trusted either: all are
    /// let go at once, so that a crash of the database costs one failed try and not one for each of them.
    /// </summary>
    private sealed class ForgetBroken(NpgsqlDataSource pool) : DbCommandInterceptor
    {
        public override void CommandFailed(DbCommand command, CommandErrorEventData eventData) => Forget(command);

        public override Task CommandFailedAsync(
            DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
        {
            Forget(command);
            return Task.CompletedTask;
        }

        private void Forget(DbCommand command)
        {
            if (command.Connection?.State != ConnectionState.Open)
            {
                pool.Clear();
            }
        }
    }
}
