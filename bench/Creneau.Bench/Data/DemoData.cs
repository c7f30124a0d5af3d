using System.Diagnostics;
using System.Globalization;
using Creneau.Keys;
using Creneau.Storage;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Creneau.Bench.Data;

/// <summary>A database of a demo with the key that opens its secrets.</summary>
public sealed record DemoDatabase(string Name, string ConnectionString, string MasterKey)
{
    /// <summary>As a server of its own reads it.</summary>
    public Dictionary<string, string> Environment => new() { ["CRENEAU__DATABASE"] = ConnectionString, ["CRENEAU__MASTERKEY"] = MasterKey };

    public DatabaseSettings Settings => new(ConnectionString, MasterKey, Path.GetTempPath());
}

/// <summary>
/// The demos that the figures are measured on. They are made once, under `artifacts/`, and made anew when the tables have
/// changed or the demo has grown old; what writes works on a copy.
/// </summary>
public sealed class DemoData : IAsyncDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(30);
    private readonly string _keys = Checkout.PathOf("artifacts", "bench-keys");
    private readonly List<string> _copies = [];
    private readonly List<ScratchFolder> _folders = [];
    private PostgresServer? _postgres;

    /// <summary>2,600 town halls on PostgreSQL; only to be read.</summary>
    public async Task<DemoDatabase> FranceAsync() => await OnPostgresAsync("france");

    /// <summary>A copy of the département on PostgreSQL, dropped at the end.</summary>
    public async Task<DemoDatabase> DepartmentCopyAsync()
    {
        var original = await OnPostgresAsync("department");
        var name = string.Create(CultureInfo.InvariantCulture, $"copy_{System.Environment.ProcessId}_{_copies.Count}");
        _copies.Add(name);
        return original with { Name = name, ConnectionString = await (await PostgresAsync()).CreateDatabaseAsync(name, original.Name) };
    }

    /// <summary>An empty database on the same PostgreSQL, dropped at the end.</summary>
    public async Task<string> EmptyAsync()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"empty_{System.Environment.ProcessId}_{_copies.Count}");
        _copies.Add(name);
        return await (await PostgresAsync()).CreateDatabaseAsync(name);
    }

    /// <summary>A copy of the département on SQLite, removed at the end.</summary>
    public async Task<DemoDatabase> DepartmentOnSqliteAsync()
    {
        var kept = Path.Combine(Checkout.Artifacts("bench-sqlite"), $"{NameOf("department", Today())}.db");
        if (Directory.EnumerateFiles(Path.GetDirectoryName(kept)!, "*.db")
            .FirstOrDefault(file => IsUsable(Path.GetFileNameWithoutExtension(file))) is { } found)
        {
            kept = found;
        }
        else
        {
            await MakeAsync("department", $"Data Source={kept}.new");
            File.Move($"{kept}.new", kept);
        }

        var folder = ScratchFolder.New("bench");
        _folders.Add(folder);
        File.Copy(kept, folder.At("creneau.db"));
        return new("department", $"Data Source={folder.At("creneau.db")}", MasterKeyText());
    }

    public async ValueTask DisposeAsync()
    {
        if (_postgres is not null)
        {
            foreach (var copy in _copies)
            {
                await _postgres.DropDatabaseAsync(copy);
            }

            await _postgres.DisposeAsync();
        }

        _folders.ForEach(folder => folder.Dispose());
    }

    private async Task<DemoDatabase> OnPostgresAsync(string scale)
    {
        var postgres = await PostgresAsync();
        var names = await NamesAsync(postgres);
        if (names.Find(name => name.StartsWith(scale, StringComparison.Ordinal) && IsUsable(name)) is not { } usable)
        {
            usable = await MakeOnPostgresAsync(postgres, scale, names);
        }

        return new(usable, postgres.ConnectionString(usable), MasterKeyText());
    }

    private async Task<string> MakeOnPostgresAsync(PostgresServer postgres, string scale, List<string> names)
    {
        foreach (var old in names.Where(name => name.StartsWith(scale, StringComparison.Ordinal) || name == $"making_{scale}"))
        {
            await postgres.DropDatabaseAsync(old);
        }

        var making = $"making_{scale}";
        await MakeAsync(scale, await postgres.CreateDatabaseAsync(making));
        var name = NameOf(scale, Today());
        await RunAsync(postgres, $"ALTER DATABASE {making} RENAME TO {name}");
        return name;
    }

    private async Task MakeAsync(string scale, string connectionString)
    {
        Console.Error.WriteLine($"Making the demo \"{scale}\" (once; kept under artifacts/)...");
        var creneau = Checkout.PathOf("src", "Creneau.Web", "bin", Checkout.Configuration, "net10.0", "creneau");
        var start = new ProcessStartInfo(creneau, ["demo", "--scale", scale, "--data", _keys]);
        start.Environment["CRENEAU__DATABASE"] = connectionString;
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"creneau demo ended with code {process.ExitCode}.");
        }
    }

    private string MasterKeyText() => File.ReadAllText(Path.Combine(_keys, MasterKey.FileName)).Trim();

    private async Task<PostgresServer> PostgresAsync() => _postgres ??= await StartAsync();

    /// <summary>Starts the kept cluster and drops what an interrupted run has left.</summary>
    private static async Task<PostgresServer> StartAsync()
    {
        var postgres = await PostgresServer.StartKeptAsync(Checkout.PathOf("artifacts", "bench-postgres"));
        var left = (await NamesAsync(postgres)).Where(name =>
            name.StartsWith("copy_", StringComparison.Ordinal) || name.StartsWith("empty_", StringComparison.Ordinal));
        foreach (var name in left)
        {
            await postgres.DropDatabaseAsync(name);
        }

        return postgres;
    }

    /// <summary>Such as france_20261124_20261124155609: what it is, when it was made, and with which tables.</summary>
    private static string NameOf(string scale, DateOnly made) =>
        string.Create(CultureInfo.InvariantCulture, $"{scale}_{made:yyyyMMdd}_{LastMigration()}");

    private static bool IsUsable(string name)
    {
        var parts = name.Split('_');
        return parts.Length == 3
            && DateOnly.TryParseExact(parts[1], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var made)
            && Today().DayNumber - made.DayNumber <= Fresh.TotalDays
            && parts[2] == LastMigration();
    }

    private static DateOnly Today() => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    private static string LastMigration()
    {
        using var db = OpenDatabase.ContextOf(StorageProvider.For("Host=nowhere"));
        return db.Database.GetMigrations().Last().Split('_')[0];
    }

    private static async Task<List<string>> NamesAsync(PostgresServer postgres)
    {
        await using var source = NpgsqlDataSource.Create(postgres.ConnectionString("postgres"));
        await using var command = source.CreateCommand("SELECT datname FROM pg_database");
        await using var reader = await command.ExecuteReaderAsync();
        List<string> names = [];
        while (await reader.ReadAsync())
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }

    private static async Task RunAsync(PostgresServer postgres, string sql)
    {
        await using var source = NpgsqlDataSource.Create(postgres.ConnectionString("postgres"));
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
