using Creneau.Storage.Bulk;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Storage;

/// <summary>What differs between SQLite and PostgreSQL: locks, snapshots, backstops and the meaning of errors.</summary>
public abstract class StorageProvider
{
    /// <summary>
    /// Condition of a trigger on `audit_detail`: the row of the audit is there, and the appointment, which was confirmed once.
    /// Deleting one of them takes the values along; of a hold they are forgotten with what was typed.
    /// </summary>
    private protected const string KeptDetail =
        "EXISTS (SELECT 1 FROM audit AS a WHERE a.id = OLD.row_id) "
        + "AND EXISTS (SELECT 1 FROM appointment AS p WHERE p.id = OLD.appointment_id) "
        + "AND EXISTS (SELECT 1 FROM appointment_event AS e WHERE e.appointment_id = OLD.appointment_id AND e.kind = 3)";

    /// <param name="connectionString">`Data Source=…` is SQLite, `Host=…` PostgreSQL.</param>
    public static StorageProvider For(string connectionString) =>
        connectionString.Contains("Host=", StringComparison.OrdinalIgnoreCase)
            ? new PostgresStorage(connectionString)
            : new SqliteStorage(connectionString);

    public abstract string Name { get; }

    public abstract void Configure(DbContextOptionsBuilder options);

    /// <summary>Waits for the in-process turn to write; on PostgreSQL there is nothing to wait for.</summary>
    public abstract Task<IDisposable?> TurnAsync(CancellationToken ct);

    /// <summary>Ends a SELECT that locks its rows; empty where one writer has the whole database.</summary>
    public abstract FormattableString ForUpdate { get; }

    /// <summary>The same for rows that others refer to meanwhile.</summary>
    public abstract FormattableString ForNoKeyUpdate { get; }

    /// <summary>The same, leaving out rows that somebody else has locked.</summary>
    public abstract FormattableString ForUpdateOrSkip { get; }

    /// <summary>
    /// Compares a column with what a SELECT finds, in a statement that locks. On PostgreSQL the SELECT must be no part of the
    /// join: a row that was waited for is looked at again, and a join over several lists then loses it.
    /// </summary>
    public abstract FormattableString IsAmong(FormattableString select);

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

    /// <summary>
    /// A unique key or what refuses overlaps said no: somebody else was faster, and another try is worth it. NOT NULL,
    /// foreign key, CHECK and a change of the audit are programming errors and are none.
    /// </summary>
    public abstract bool IsConflict(Exception error);

    /// <summary>What a log may say of an error: its code, never its message, which may hold values of keys.</summary>
    public virtual string CodeOf(Exception error) => error.GetBaseException().GetType().Name;

    protected static IEnumerable<Exception> Chain(Exception error)
    {
        for (var current = error; current is not null; current = current.InnerException)
        {
            yield return current;
        }
    }
}
