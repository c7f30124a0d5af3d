using System.Security.Cryptography;
using Creneau.Keys;
using Creneau.Storage;

namespace Creneau.TestKit;

/// <summary>
/// A migrated database for one test and a folder beside it, both removed when disposed. Migrating takes most of a
/// second, so that one database per process is migrated and the others are copies of it.
/// </summary>
public abstract class TestDatabase(DatabaseProvider provider, ScratchFolder folder, string connectionString) : IAsyncDisposable
{
    private static readonly Lazy<Task<TestDatabase>> Sqlite = new(MigratedSqliteAsync);
    private static readonly Lazy<Task<TestDatabase>> Postgres = new(MigratedPostgresAsync);

    /// <summary>One for all databases of this process: a copy has the keys of its original, which this one wraps.</summary>
    public static string MasterKey { get; } = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    public DatabaseProvider Provider => provider;

    public DatabaseSettings Settings => new(connectionString, MasterKey, folder.Path);

    /// <summary>One for all contexts of the tests; servers have connections of their own.</summary>
    public StorageProvider Storage { get; } = StorageProvider.For(connectionString);

    protected ScratchFolder Folder => folder;

    /// <summary>A database without a town hall.</summary>
    /// <param name="server">A cluster of its own; it is migrated there. Null: the shared one.</param>
    public static async Task<TestDatabase> NewAsync(DatabaseProvider provider, PostgresServer? server = null)
    {
        if (server is not null) return await MigratedAsync(await PostgresTestDatabase.EmptyAsync(server));
        var original = await (provider == DatabaseProvider.Sqlite ? Sqlite : Postgres).Value;
        return await original.CopyAsync();
    }

    /// <summary>A second database with the same tables and rows. Servers of this one must have been stopped.</summary>
    public abstract Task<TestDatabase> CopyAsync();

    /// <summary>The keys of the platform, as a server reads them.</summary>
    public async Task<PlatformKeys> KeysAsync() =>
        (await OpenDatabase.OpenForDoctorAsync(Settings, TimeProvider.System, CancellationToken.None)).Keys;

    public CreneauDb Open() => OpenDatabase.ContextOf(Storage);

    public async ValueTask DisposeAsync()
    {
        (Storage as IDisposable)?.Dispose();
        await ((Storage as IAsyncDisposable)?.DisposeAsync() ?? ValueTask.CompletedTask);
        await RemoveAsync();
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    protected abstract Task RemoveAsync();

    private static Task<TestDatabase> MigratedSqliteAsync() => MigratedAsync(SqliteTestDatabase.Empty());

    private static async Task<TestDatabase> MigratedPostgresAsync() =>
        await MigratedAsync(await PostgresTestDatabase.EmptyAsync(await PostgresServer.SharedAsync()));

    private static async Task<TestDatabase> MigratedAsync(TestDatabase empty)
    {
        await OpenDatabase.MigrateAsync(empty.Settings, TimeProvider.System, CancellationToken.None);
        return empty;
    }
}
