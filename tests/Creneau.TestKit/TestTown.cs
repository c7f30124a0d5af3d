using Creneau.Availability;
using Creneau.Privacy;
using Creneau.Storage;
using Creneau.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Creneau.TestKit;

/// <summary>
/// A small world on a real database of its own, with the real server on a free port: town halls, desks and hours in
/// domain words, then use cases or pages. On Tuesday 24 November 2026, 09:00 in Paris, unless it runs on the real clock.
/// </summary>
public sealed class TestTown : IAsyncDisposable
{
    private readonly ScratchFolder _scratch;
    private readonly string _folder;
    private readonly PostgresServer? _postgres;
    private readonly string? _postgresName;
    private readonly List<WebApplication> _nodes = [];

    private TestTown(DatabaseProvider provider, ScratchFolder scratch, string connectionString, PostgresServer? postgres, string? postgresName, TimeProvider clock)
    {
        Provider = provider;
        _scratch = scratch;
        _folder = scratch.Path;
        ConnectionString = connectionString;
        Storage = StorageProvider.For(connectionString);
        _postgres = postgres;
        _postgresName = postgresName;
        Clock = clock;
    }

    public DatabaseProvider Provider { get; }

    public string ConnectionString { get; }

    public string MasterKey { get; } = Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));

    public TimeProvider Clock { get; }

    /// <summary>The clock as a thing to turn; only in a town that does not run on the real one.</summary>
    public FakeTimeProvider TurnableClock => (FakeTimeProvider)Clock;

    public DateTime NowUtc => Clock.GetUtcNow().UtcDateTime;

    /// <summary>Wall clock date in Paris.</summary>
    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(NowUtc, TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris")));

    public WebApplication Node => _nodes[0];

    public IReadOnlyList<WebApplication> Nodes => _nodes;

    public AvailabilityIndex Availability => Get<AvailabilityIndex>();

    /// <summary>One for all contexts of the tests: each provider has connections of its own.</summary>
    public StorageProvider Storage { get; }

    public DatabaseSettings Database => new(ConnectionString, MasterKey, _folder);

    /// <param name="realClock">For storms: time passes by itself, and what works in the background works.</param>
    /// <param name="demo">Whether messages are kept to be read, as in the demonstration.</param>
    /// <param name="server">A cluster of its own, for tests that stop it; null: the shared one.</param>
    public static async Task<TestTown> FoundAsync(DatabaseProvider provider, bool realClock = false, bool demo = false, PostgresServer? server = null)
    {
        var folder = ScratchFolder.New("town");
        TimeProvider clock = realClock ? TimeProvider.System : new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero));
        TestTown town;
        if (provider == DatabaseProvider.Postgres)
        {
            var postgres = server ?? await PostgresServer.SharedAsync();
            var name = "town_" + Path.GetFileName(folder.Path)["creneau-town-".Length..];
            town = new TestTown(provider, folder, await postgres.CreateDatabaseAsync(name), postgres, name, clock);
        }
        else
        {
            town = new TestTown(provider, folder, $"Data Source={folder.At("town.db")}", null, null, clock);
        }

        await OpenDatabase.MigrateAsync(town.Database, clock, CancellationToken.None);
        if (demo)
        {
            await town.WriteAsync(db => db.PlatformSettings.Add(new PlatformSetting(PlatformSetting.Demo, "yes")));
        }

        return town;
    }

    /// <summary>Starts a server of this town; a second one is a second node.</summary>
    /// <param name="settings">As `--Key=value`.</param>
    /// <returns>Its address.</returns>
    public async Task<Uri> OpenAsync(params string[] settings)
    {
        string[] own =
        [
            "--urls=http://127.0.0.1:0", $"--Creneau:Database={ConnectionString}", $"--Creneau:MasterKey={MasterKey}", $"--Creneau:DataFolder={_folder}",
            "--Serilog:MinimumLevel:Default=Error",
            .. settings,
        ];
        var node = await WebHost.BuildAsync(Clock, own);
        await node.StartAsync();
        _nodes.Add(node);
        return AddressOf(node);
    }

    public static Uri AddressOf(WebApplication node) =>
        new(node.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>A visitor with a fresh browser.</summary>
    public Visitor Visitor(string language = "fr") => TestKit.Visitor.To(AddressOf(Node), language);

    public T Get<T>()
        where T : notnull => Node.Services.GetRequiredService<T>();

    /// <summary>A town hall with one site and the planning for identity documents; desks are added to it.</summary>
    public Task<TestTownHall> TownHallAsync(string name, double latitude = 45.93, double longitude = 6.63, string inseeCode = "") =>
        TestTownHall.FoundAsync(this, name, latitude, longitude, inseeCode);

    public CreneauDb OpenDb() => OpenDatabase.ContextOf(Storage);

    public async Task WriteAsync(Action<CreneauDb> write)
    {
        await using var db = OpenDb();
        write(db);
        await db.SaveChangesAsync();
    }

    public async Task<T> ReadAsync<T>(Func<CreneauDb, Task<T>> read)
    {
        await using var db = OpenDb();
        return await read(db);
    }

    /// <summary>Makes every running node see what was written beside it.</summary>
    public async Task RefreshAsync()
    {
        foreach (var node in _nodes)
        {
            await node.Services.GetRequiredService<AvailabilityIndex>().CompareAsync(CancellationToken.None);
        }
    }

    /// <summary>The code last sent for an appointment, as its contact reads it.</summary>
    public async Task<string> CodeAsync(Guid appointmentId)
    {
        await using var db = OpenDb();
        var message = await db.OutboxMessages.AsNoTracking()
            .Where(row => row.AppointmentId == appointmentId && row.Purpose == Notifications.MessagePurpose.Code)
            .OrderByDescending(row => row.CreatedUtc).FirstAsync();
        return message.Secret is { } secret
            ? Get<Keys>().Decrypt(secret)
            : throw new InvalidOperationException("The code has been sent already; read it where it arrived.");
    }

    /// <summary>A visitor as the use cases know one.</summary>
    /// <param name="network">Whose network; null: their own.</param>
    public static Booking.Visitor Browser(string name = "browser", string? network = null) => new(HashOf("browser of " + name), HashOf("network of " + (network ?? name)), "fr");

    private static string HashOf(string text) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            // Disposing alone does not wait for what works in the background, and that would write into the folder
            await node.StopAsync();
            await node.DisposeAsync();
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        (Storage as IDisposable)?.Dispose();
        await ((Storage as IAsyncDisposable)?.DisposeAsync() ?? ValueTask.CompletedTask);
        if (_postgres is not null)
        {
            await _postgres.DropDatabaseAsync(_postgresName!);
        }

        _scratch.Dispose();
    }
}
