using Creneau.Storage;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Tests.Storms;

/// <summary>
/// Holds up whoever writes to a table, in the database itself, after the row was written and before the commit, until
/// <see cref="ReleaseAsync"/>.
/// </summary>
internal sealed class StalledTable : IAsyncDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);
    private readonly CreneauDb _db;
    private readonly bool _isSqlite;
    private readonly string _table;

    private StalledTable(TestTown town, string table) =>
        (_db, _isSqlite, _table) = (town.OpenDb(), town.Provider == DatabaseProvider.Sqlite, table);

    public static async Task<StalledTable> StallAsync(TestTown town, string table)
    {
        var stalled = new StalledTable(town, table);
        // One connection for all of it: it has the lock
        await stalled._db.Database.OpenConnectionAsync();
        foreach (var statement in stalled._isSqlite ? stalled.SqliteStall : stalled.PostgresStall)
        {
            await stalled._db.Database.ExecuteSqlRawAsync(statement);
        }

        return stalled;
    }

    public Task UntilSomebodyIsHeldUpAsync() =>
        Patience.UntilAsync($"somebody writes to {_table}", () => _isSqlite ? IsWritingOnSqliteAsync() : IsWaitingOnPostgresAsync(), Soon);

    public async Task ReleaseAsync()
    {
        foreach (var statement in _isSqlite ? SqliteRelease : PostgresRelease)
        {
            await _db.Database.ExecuteSqlRawAsync(statement);
        }
    }

    public ValueTask DisposeAsync() => _db.DisposeAsync();

    private string[] PostgresStall =>
    [
        "SELECT pg_advisory_lock(18)",
        """
        CREATE FUNCTION stall() RETURNS trigger LANGUAGE plpgsql AS
            'BEGIN PERFORM pg_advisory_xact_lock(18); RETURN NEW; END'
        """,
        $"CREATE TRIGGER stall AFTER INSERT OR UPDATE ON {_table} FOR EACH ROW EXECUTE FUNCTION stall()",
    ];

    private string[] PostgresRelease =>
    [
        "SELECT pg_advisory_unlock(18)", $"DROP TRIGGER stall ON {_table}", "DROP FUNCTION stall",
    ];

    // Whoever writes counts to no end; only killing it ends that
    private string[] SqliteStall =>
    [
        "CREATE VIEW endless AS WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number) SELECT n FROM number",
        $"CREATE TRIGGER stall_insert AFTER INSERT ON {_table} BEGIN SELECT count(*) FROM endless; END",
        $"CREATE TRIGGER stall_update AFTER UPDATE ON {_table} BEGIN SELECT count(*) FROM endless; END",
    ];

    private static readonly string[] SqliteRelease =
    [
        "DROP TRIGGER stall_insert", "DROP TRIGGER stall_update", "DROP VIEW endless",
    ];

    private async Task<bool> IsWaitingOnPostgresAsync() => await _db.Database.SqlQueryRaw<bool>(
        """
        SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = 18 AND NOT granted
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())) AS "Value"
        """).SingleAsync();

    /// <summary>Nobody else writes for that long.</summary>
    private async Task<bool> IsWritingOnSqliteAsync()
    {
        await _db.Database.ExecuteSqlRawAsync("PRAGMA busy_timeout = 1000");
        try
        {
            await _db.Database.ExecuteSqlRawAsync("BEGIN IMMEDIATE");
            await _db.Database.ExecuteSqlRawAsync("ROLLBACK");
            return false;
        }
        catch (Microsoft.Data.Sqlite.SqliteException busy) when (busy.SqliteErrorCode == 5)
        {
            return true;
        }
    }
}
