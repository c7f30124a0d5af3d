using Microsoft.EntityFrameworkCore;

namespace Creneau.Storage;

/// <summary>What differs between SQLite and PostgreSQL: locks, snapshots, backstops and the meaning of errors.</summary>
public abstract class StorageProvider
{
    /// <param name="connectionString">`Data Source=…` is SQLite, `Host=…` PostgreSQL.</param>
    public static StorageProvider For(string connectionString) =>
        connectionString.Contains("Host=", StringComparison.OrdinalIgnoreCase)
            ? new PostgresStorage(connectionString)
            : new SqliteStorage(connectionString);

    public abstract string Name { get; }

    public abstract void Configure(DbContextOptionsBuilder options);

    /// <summary>Waits for the in-process turn to write; on PostgreSQL there is nothing to wait for.</summary>
    public abstract Task<IDisposable?> TurnAsync(CancellationToken ct);

    /// <summary>What makes a SELECT lock its rows; nothing where one writer has the whole database.</summary>
    protected abstract FormattableString ForUpdate { get; }

    /// <summary>The same for rows that others refer to meanwhile.</summary>
    protected abstract FormattableString ForNoKeyUpdate { get; }

    /// <summary>Locks the desks' rows until the end of the transaction, in order of id.</summary>
    /// <param name="which">The condition.</param>
    /// <returns>The locked desks; one that does not exist is missing.</returns>
    internal Task<List<DeskLock>> LockDesksAsync(CreneauDb db, FormattableString which, CancellationToken ct) => db.ReadAsync(
        $"SELECT id, revision, schedule_revision FROM desk WHERE {which} ORDER BY id{ForUpdate}",
        row => new DeskLock(row.GetInt32(0), row.GetInt64(1), row.GetInt64(2)),
        ct);

    /// <summary>Locks the rows of appointments until the end of the transaction, in order of id.</summary>
    internal Task LockAppointmentsAsync(CreneauDb db, Guid[] ids, CancellationToken ct) =>
        db.ReadAsync($"SELECT id FROM appointment WHERE id IN ({ids}) ORDER BY id{ForNoKeyUpdate}", row => row.GetGuid(0), ct);

    /// <summary>Locks one desk unless somebody else has it (the sweeper does not wait).</summary>
    public abstract Task<bool> TryLockDeskAsync(CreneauDb db, int deskId, CancellationToken ct);

    /// <summary>A read-only transaction in which everything is seen as of one moment.</summary>
    public abstract Task<IAsyncDisposable> SnapshotAsync(CreneauDb db, CancellationToken ct);

    /// <summary>Leaves the files of a database to their owner alone; a server looks after its own.</summary>
    public virtual void Protect()
    {
    }

    /// <summary>Creates what refuses a broken invariant in the database itself; safe to repeat.</summary>
    public abstract Task CreateBackstopsAsync(CreneauDb db, CancellationToken ct);

    /// <summary>Names of the backstops that are not there; empty when the database can be trusted.</summary>
    public abstract Task<IReadOnlyList<string>> MissingBackstopsAsync(CreneauDb db, CancellationToken ct);

    /// <summary>Inserts the rows of a table as fast as the database takes them, in the context's transaction.</summary>
    internal abstract Task InsertManyAsync(CreneauDb db, BulkTable table, CancellationToken ct);

    /// <summary>Makes a table number on after the last id, once rows came with ids of their own.</summary>
    internal abstract Task NumberOnAsync(CreneauDb db, string table, long last, CancellationToken ct);

    /// <summary>Worth one more try with a fresh context: a deadlock, a serialization failure, a lost connection.</summary>
    public abstract bool IsTransient(Exception error);

    /// <summary>A backstop or a unique key said no.</summary>
    public abstract bool IsConflict(Exception error);

    protected static IEnumerable<Exception> Chain(Exception error)
    {
        for (var current = error; current is not null; current = current.InnerException)
        {
            yield return current;
        }
    }
}

/// <summary>A desk's row, locked, with its revisions.</summary>
public sealed record DeskLock(int Id, long Revision, long ScheduleRevision);
