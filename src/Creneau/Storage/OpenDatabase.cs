using System.Security.Cryptography;
using Creneau.Keys;
using Creneau.Storage.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Storage;

/// <summary>Where the database is and which key opens its secrets.</summary>
/// <param name="ConnectionString">`Data Source=…` (SQLite) or `Host=…` (PostgreSQL).</param>
/// <param name="MasterKey">Base64; null to use the file in <paramref name="DataFolder"/>.</param>
/// <param name="DataFolder">Where the master key lies when it is not in the environment.</param>
public sealed record DatabaseSettings(string ConnectionString, string? MasterKey, string DataFolder);

/// <summary>A database that cannot be used as it is; the message says what to do.</summary>
public sealed class DatabaseNotUsableException(string message) : Exception(message);

/// <summary>A database that has been looked at: migrated, with its backstops, its keys unwrapped.</summary>
public sealed record OpenDatabase(StorageProvider Storage, PlatformKeys Keys, bool IsDemo)
{
    /// <summary>Opens it for serving.</summary>
    /// <exception cref="DatabaseNotUsableException">Not migrated, a backstop is missing, or the master key is another one.</exception>
    public static async Task<OpenDatabase> OpenAsync(DatabaseSettings settings, TimeProvider clock, CancellationToken ct)
    {
        var storage = StorageProvider.For(settings.ConnectionString);
        await using var db = ContextOf(storage);
        await RefuseUnmigratedAsync(db, ct);
        var backstops = await storage.MissingBackstopsAsync(db, ct);
        if (backstops.Count > 0)
        {
            throw new DatabaseNotUsableException(
                $"The database lacks what refuses double bookings ({string.Join(", ", backstops)}): "
                + "run `creneau doctor`, then `creneau migrate`.");
        }

        return new OpenDatabase(storage, await KeysAsync(db, settings, clock, ct), await IsDemoAsync(db, ct));
    }

    /// <summary>Opens it for `creneau doctor`, which also looks at a database that must not be served.</summary>
    /// <exception cref="DatabaseNotUsableException">Not migrated, or the master key is another one.</exception>
    public static async Task<OpenDatabase> OpenForDoctorAsync(DatabaseSettings settings, TimeProvider clock, CancellationToken ct)
    {
        var storage = StorageProvider.For(settings.ConnectionString);
        await using var db = ContextOf(storage);
        await RefuseUnmigratedAsync(db, ct);
        return new OpenDatabase(storage, await KeysAsync(db, settings, clock, ct), await IsDemoAsync(db, ct));
    }

    /// <summary>Creates or updates tables, then the backstops last: SQLite drops triggers when a table is rebuilt.</summary>
    public static async Task MigrateAsync(DatabaseSettings settings, TimeProvider clock, CancellationToken ct)
    {
        var storage = StorageProvider.For(settings.ConnectionString);
        await using var db = ContextOf(storage);
        _ = await AppliedAsync(db, ct);
        await db.Database.MigrateAsync(ct);
        storage.Protect();
        await storage.CreateBackstopsAsync(db, ct);
        await KeysAsync(db, settings, clock, ct);
    }

    public static CreneauDb ContextOf(StorageProvider storage)
    {
        var options = new DbContextOptionsBuilder<CreneauDb>();
        storage.Configure(options);
        return new CreneauDb(options.Options);
    }

    /// <summary>Nobody had data of an older version when the tables were drawn anew: there is no way from one to the other.</summary>
    /// <returns>The migrations that it has.</returns>
    private static async Task<IReadOnlyList<string>> AppliedAsync(CreneauDb db, CancellationToken ct)
    {
        List<string> applied = [.. await db.Database.GetAppliedMigrationsAsync(ct)];
        return applied.Except(db.Database.GetMigrations()).Any()
            ? throw new DatabaseNotUsableException(
                "The database was made by an older version of Créneau whose data cannot be taken over: "
                + "use an empty database or another --data folder.")
            : applied;
    }

    private static async Task RefuseUnmigratedAsync(CreneauDb db, CancellationToken ct)
    {
        if (db.Database.GetMigrations().Except(await AppliedAsync(db, ct)).Any())
        {
            throw new DatabaseNotUsableException("The database is not up to date: run `creneau migrate` first.");
        }
    }

    private static Task<bool> IsDemoAsync(CreneauDb db, CancellationToken ct) =>
        db.PlatformSettings.AnyAsync(setting => setting.Name == PlatformSetting.Demo, ct);

    private static async Task<PlatformKeys> KeysAsync(CreneauDb db, DatabaseSettings settings, TimeProvider clock, CancellationToken ct)
    {
        var master = settings.MasterKey is { Length: > 0 } given ? MasterKey.FromBase64(given) : MasterKey.OfFolder(settings.DataFolder);
        try
        {
            return await StoredKeys.LoadAsync(db, master, clock.GetUtcNow().UtcDateTime, ct);
        }
        catch (CryptographicException)
        {
            throw new DatabaseNotUsableException(
                "The master key is not the one of this database: set CRENEAU__MASTERKEY, or bring back the file master.key.");
        }
    }
}
