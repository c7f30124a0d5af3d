using System.Security.Cryptography;
using System.Text;
using Creneau.Acting;
using Creneau.Availability;
using Creneau.Keys;
using Creneau.Notifications;
using Creneau.Storage;
using Creneau.Web;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace Creneau.TestKit;

/// <summary>
/// A small world on a real database of its own: town halls, desks and hours in domain words, then use cases
/// (<see cref="StartAsync"/>) or pages on a free port (<see cref="OpenAsync"/>). On Tuesday 24 November 2026, 09:00 in
/// Paris, unless it runs on the real clock.
/// </summary>
public sealed class TestTown : IAsyncDisposable
{
    private static readonly string[] ServerSettings =
    [
        // Nobody edits settings while a test runs, and the system has only so many watchers of files
        "--urls=http://127.0.0.1:0", "--Serilog:MinimumLevel:Default=Error", "--hostBuilder:reloadConfigOnChange=false",
    ];

    private static readonly DateTimeOffset Tuesday = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    private readonly TestDatabase _database;
    private readonly List<IHost> _nodes = [];

    private TestTown(TestDatabase database, TimeProvider clock) => (_database, Clock) = (database, clock);

    public DatabaseProvider Provider => _database.Provider;

    public DatabaseSettings Database => _database.Settings;

    /// <summary>One for all contexts of the tests: each provider has connections of its own.</summary>
    public StorageProvider Storage => _database.Storage;

    public TimeProvider Clock { get; }

    /// <summary>The clock as a thing to turn; only in a town that does not run on the real one.</summary>
    public FakeTimeProvider TurnableClock => (FakeTimeProvider)Clock;

    public DateTime NowUtc => Clock.GetUtcNow().UtcDateTime;

    /// <summary>Wall clock date in Paris.</summary>
    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(NowUtc, Paris));

    public IHost Node => _nodes[0];

    public IReadOnlyList<IHost> Nodes => _nodes;

    public AvailabilityIndex Availability => Get<AvailabilityIndex>();

    /// <param name="realClock">For storms: time passes by itself, and what works in the background works.</param>
    /// <param name="demo">Whether messages are kept to be read, as in the demonstration.</param>
    /// <param name="server">A cluster of its own, for tests that stop it; null: the shared one.</param>
    public static async Task<TestTown> FoundAsync(
        DatabaseProvider provider, bool realClock = false, bool demo = false, PostgresServer? server = null)
    {
        var database = await TestDatabase.NewAsync(provider, server);
        var town = new TestTown(database, realClock ? TimeProvider.System : new FakeTimeProvider(Tuesday));
        if (demo) await town.WriteAsync(db => db.PlatformSettings.Add(new PlatformSetting(PlatformSetting.Demo, "yes")));
        return town;
    }

    /// <summary>Another town with what this one has, at the same moment, on a clock of its own; no node of it runs yet.</summary>
    public async Task<TestTown> CopyAsync()
    {
        await StopAsync();
        return new TestTown(await _database.CopyAsync(), new FakeTimeProvider(Clock.GetUtcNow()));
    }

    /// <summary>Starts a node without its web server; a second one is a second node.</summary>
    /// <param name="background">Whether what the platform does by itself is done: sweeping, sending, following other nodes.</param>
    /// <param name="settings">As `--Key=value`.</param>
    public async Task StartAsync(bool background = false, params string[] settings) =>
        await StartNodeAsync(await PlatformHost.BuildAsync(Clock, background, [.. OwnSettings, .. settings]));

    /// <summary>Starts a node with its web server; a second one is a second node.</summary>
    /// <param name="settings">As `--Key=value`.</param>
    /// <returns>Its address.</returns>
    public async Task<Uri> OpenAsync(params string[] settings)
    {
        string[] here = [.. OwnSettings, .. ServerSettings, .. settings];
        return AddressOf(await StartNodeAsync(await WebHost.BuildAsync(Clock, here)));
    }

    /// <summary>The platform as a command of `creneau` has it: no node runs, and nothing is in memory.</summary>
    /// <param name="more">What else is registered.</param>
    public async Task<ServiceProvider> CommandLineAsync(Action<IServiceCollection>? more = null)
    {
        var opened = await OpenDatabase.OpenForDoctorAsync(Database, Clock, CancellationToken.None);
        var services = new ServiceCollection().AddLogging().AddSingleton(Clock);
        services.AddCreneau(opened with { Storage = Storage }, new PlatformLimits());
        more?.Invoke(services);
        return services.BuildServiceProvider();
    }

    /// <summary>Stops every node.</summary>
    public async Task StopAsync()
    {
        foreach (var node in _nodes)
        {
            // Disposing alone does not wait for what works in the background, and that would write into the folder
            await node.StopAsync();
            await ((node.Services.GetRequiredService<StorageProvider>() as IAsyncDisposable)?.DisposeAsync() ?? ValueTask.CompletedTask);
            await ((IAsyncDisposable)node).DisposeAsync();
        }

        _nodes.Clear();
    }

    public static Uri AddressOf(IHost node) =>
        new(node.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>A visitor with a fresh browser.</summary>
    public Visitor Visitor(string language = "fr") => TestKit.Visitor.To(AddressOf(Node), language);

    public T Get<T>()
        where T : notnull => Node.Services.GetRequiredService<T>();

    /// <summary>A town hall with one site and the planning for identity documents; desks are added to it.</summary>
    public Task<TestTownHall> TownHallAsync(string name, double latitude = 45.93, double longitude = 6.63, string inseeCode = "") =>
        TestTownHall.FoundAsync(this, name, latitude, longitude, inseeCode);

    public CreneauDb OpenDb() => _database.Open();

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
            .Where(row => row.AppointmentId == appointmentId && row.Purpose == MessagePurpose.Code)
            .OrderByDescending(row => row.CreatedUtc).FirstAsync();
        return message.Secret is { } secret
            ? Get<PlatformKeys>().Decrypt(secret)
            : throw new InvalidOperationException("The code has been sent already; read it where it arrived.");
    }

    /// <summary>Somebody at a browser of their own, as the use cases know them.</summary>
    /// <param name="network">Whose network; null: their own.</param>
    public static Actor Citizen(string name = "browser", string? network = null) =>
        Actor.Citizen(HashOf("browser of " + name), HashOf("network of " + (network ?? name)), "fr");

    /// <summary>Somebody on the phone line.</summary>
    public static Actor Caller(string name = "caller") => Actor.Caller(HashOf("call of " + name), HashOf("network of the line"), "fr");

    /// <summary>Staff of a town hall who may deal with its appointments, at the counter.</summary>
    public static Actor Agent(TestTownHall at, int id = 7, Rights rights = Rights.Appointments) =>
        Actor.Agent(id, at.Id, rights, HashOf($"session of agent {id}"), HashOf($"network of town hall {at.Id}"));

    /// <summary>Staff of a commune without desks.</summary>
    public static Actor RelayAgent(TestTownHall of, int id = 8) =>
        Actor.RelayAgent(id, of.Id, HashOf($"session of agent {id}"), HashOf($"network of town hall {of.Id}"));

    /// <summary>Another program, which books for somebody.</summary>
    public static Actor ApiClient(string session = "one", int id = 9) =>
        Actor.ApiClient(id, HashOf($"session {session} of client {id}"), HashOf($"network of client {id}"));

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _database.DisposeAsync();
    }

    private string[] OwnSettings =>
    [
        $"--Creneau:Database={Database.ConnectionString}", $"--Creneau:MasterKey={Database.MasterKey}",
        $"--Creneau:DataFolder={Database.DataFolder}",
        // SMS are offered, and leave through a gateway that nobody has started
        "--Creneau:Sms:Provider=Kannel", "--Creneau:Sms:Kannel:User=creneau", "--Creneau:Sms:Kannel:Url=http://127.0.0.1:9/cgi-bin/sendsms",
    ];

    private async Task<IHost> StartNodeAsync(IHost node)
    {
        await node.StartAsync();
        _nodes.Add(node);
        return node;
    }
}
