using System.Net.Http.Json;
using Creneau.Appointments;
using Creneau.Doctor;
using Creneau.Keys;
using Creneau.Notifications;
using Creneau.Storage.Checks;
using Creneau.TestKit;
using Creneau.Web.Api;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Storms;

/// <summary>A town whose site is served by processes of their own, on the real clock and without limits.</summary>
internal sealed class ServedTown : IAsyncDisposable
{
    private readonly ServiceProvider _platform;

    private ServedTown(TestTown town, ServiceProvider platform) => (Town, _platform) = (town, platform);

    public TestTown Town { get; }

    public List<TestTownHall> Places { get; } = [];

    public List<ServerProcess> Servers { get; } = [];

    public Tally Tally { get; } = new();

    public IReadOnlyList<Uri> Sites => [.. Servers.Select(server => server.Address)];

    public DateOnly Tomorrow => Town.Today.AddDays(1);

    /// <param name="postgres">A cluster of its own, where the storm stops it; null: the shared one.</param>
    public static async Task<ServedTown> FoundAsync(
        DatabaseProvider provider, int servers, int townHalls, string hours, PostgresServer? postgres = null)
    {
        var town = await TestTown.FoundAsync(provider, realClock: true, server: postgres);
        var served = new ServedTown(town, await town.CommandLineAsync());
        for (var i = 0; i < townHalls; i++)
        {
            var place = await town.TownHallAsync($"Commune {i}", 45.9 + (i * 0.05));
            served.Places.Add(await place.DeskAsync("DR 1", hours));
        }

        for (var i = 0; i < servers; i++)
        {
            served.Servers.Add(await ServerProcess.StartNewAsync(served.Environment));
        }

        return served;
    }

    /// <summary>One person after another at the first town hall, every quarter of an hour of forty a day.</summary>
    public async Task<List<Guid>> BookedAsync(int people, DateOnly from)
    {
        const int perDay = 40;
        List<Guid> ids = [];
        for (var i = 0; i < people; i++)
        {
            var wanted = Places[0].Slot(from.AddDays(i / perDay), 480 + (15 * (i % perDay)));
            ids.Add(await Town.BookedAsync(wanted, $"visitor{i}", Person("Dunand", $"Claire {Letters(i)}")));
        }

        return ids;
    }

    public LeanVisitor Visitor(int number, bool patient = false) => new(Sites, number, Tally, patient);

    /// <summary>The code last sent for an appointment, as its contact reads it; waits while the database is away.</summary>
    public Task<string> CodeAsync(Guid appointmentId) =>
        Patience.ForAsync($"the code of {appointmentId}", () => TryReadCodeAsync(appointmentId), TimeSpan.FromSeconds(60));

    public async Task<IReadOnlyList<Guid>> ConfirmedAsync()
    {
        await using var db = Town.OpenDb();
        return await db.Appointments.Where(row => row.Status == AppointmentStatus.Confirmed).Select(row => row.Id).Order().ToListAsync();
    }

    /// <summary>The doctor finds nothing, neither in the database nor in the memory of any server.</summary>
    public async Task ShouldBeHealthyAsync()
    {
        using var http = new HttpClient();
        foreach (var site in Sites)
        {
            var examination = _platform.GetRequiredService<Examination>();
            await foreach (var check in examination.RunAsync(ct => ViewAsync(http, site, ct), CancellationToken.None))
            {
                check.State.ShouldBe(CheckState.Ok, check.ToString());
            }
        }
    }

    /// <summary>
    /// The server is killed in the middle of what an agent posts, after a row of that table was written and before the commit,
    /// and started again; the agent's page stays as it was.
    /// </summary>
    public async Task KillWhileAsync(string table, Func<Task> post)
    {
        await using (var stalled = await StalledTable.StallAsync(Town, table))
        {
            var posted = Task.Run(post);
            await stalled.UntilSomebodyIsHeldUpAsync();

            await Servers[0].Kill9Async();

            await Should.ThrowAsync<HttpRequestException>(posted);
            await stalled.ReleaseAsync();
        }

        await Servers[0].StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in Servers)
        {
            await server.DisposeAsync();
        }

        await _platform.DisposeAsync();
        await Town.DisposeAsync();
    }

    private PlatformKeys Keys => _platform.GetRequiredService<PlatformKeys>();

    private Dictionary<string, string> Environment => new()
    {
        ["CRENEAU__DATABASE"] = Town.Database.ConnectionString,
        ["CRENEAU__MASTERKEY"] = Town.Database.MasterKey!,
        ["CRENEAU__LIMITS__CODESPERCONTACTANDHOUR"] = "1000000",
        ["CRENEAU__LIMITS__CODESPERCONTACTANDHOURINALL"] = "1000000",
        ["CRENEAU__LIMITS__CODESPERAPPOINTMENT"] = "1000000",
        ["CRENEAU__LIMITS__SECONDSBETWEENCODES"] = "0",
        ["CRENEAU__LIMITS__DUPLICATEANSWERSPERDAY"] = "1000000",
        ["CRENEAU__LIMITS__PEOPLEASKEDPERCONTACTANDDAY"] = "1000000",
        ["CRENEAU__ADDRESSLIMITS__HOLDS"] = "100000000",
        ["CRENEAU__ADDRESSLIMITS__CODES"] = "100000000",
        ["CRENEAU__ADDRESSLIMITS__LOOKUPS"] = "100000000",
        ["CRENEAU__ADDRESSLIMITS__SEARCHES"] = "100000000",
        ["SERILOG__MINIMUMLEVEL__DEFAULT"] = "Warning",
    };

    private async Task<NodeView> ViewAsync(HttpClient http, Uri site, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(site, NodeViewApi.Route));
        request.Headers.Add(NodeProof.Header, NodeProof.Make(Keys, TimeProvider.System.GetUtcNow()));
        using var response = await http.SendAsync(request, ct);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<NodeView>(ct))!;
    }

    private async Task<string?> TryReadCodeAsync(Guid appointmentId)
    {
        try
        {
            await using var db = Town.OpenDb();
            var secret = await db.OutboxMessages.AsNoTracking()
                .Where(row => row.AppointmentId == appointmentId && row.Purpose == MessagePurpose.Code)
                .OrderByDescending(row => row.CreatedUtc).Select(row => row.Secret).FirstOrDefaultAsync();
            return secret is null ? null : Keys.Decrypt(secret);
        }
        catch (Exception error) when (Town.Storage.IsTransient(error))
        {
            return null;
        }
    }
}
