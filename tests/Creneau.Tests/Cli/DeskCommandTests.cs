using Creneau.TestKit;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Cli;

/// <summary>`creneau desk` beside a server that runs on the same database, as whoever runs the platform uses it.</summary>
public abstract class DeskCommandTests(DatabaseProvider provider) : IAsyncLifetime
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);
    private TestTown _town = null!;
    private int _desk;
    private HttpClient _http = null!;

    public async ValueTask InitializeAsync()
    {
        _town = await TestTown.FoundAsync(provider, realClock: true);
        var passy = await (await _town.TownHallAsync("Passy")).DeskAsync("DR 1", "Mon-Sun 00:00-24:00");
        _desk = passy.DeskId("DR 1");
        _http = new HttpClient { BaseAddress = await _town.OpenAsync() };
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _town.DisposeAsync();
    }

    [Fact]
    public async Task A_desk_that_is_closed_beside_a_running_server_is_offered_no_more_until_it_is_opened_again()
    {
        (await OffersAsync()).ShouldBeTrue();

        var closed = await DeskAsync("close", $"{_desk}", "--reason", "panne");
        await Patience.UntilAsync("the search follows the closure", async () => !await OffersAsync(), Soon);
        var listed = await DeskAsync("list");
        var opened = await DeskAsync("open", $"{_desk}");
        await Patience.UntilAsync("the search follows the opening", OffersAsync, Soon);

        closed.ShouldBe((0, $"Desk {_desk} is closed; 0 appointments fall inside and stay.\n"));
        listed.Output.ShouldContain($"{_desk}  Passy  DR 1  closed");
        opened.ShouldBe((0, $"Desk {_desk} is open again.\n"));
    }

    [Fact]
    public async Task What_cannot_be_done_ends_with_1_and_a_sentence()
    {
        var unknown = await DeskAsync("close", "999");
        var open = await DeskAsync("open", $"{_desk}");
        var crooked = await DeskAsync("close", $"{_desk}", "--from", "2026-12-01T08:03");

        unknown.ShouldBe((1, "creneau: there is no desk 999: `creneau desk list` prints them.\n"));
        open.ShouldBe((1, $"creneau: desk {_desk} has no closure of its own.\n"));
        (crooked.Code, crooked.Output).ShouldSatisfyAllConditions(
            answer => answer.Code.ShouldBe(1), answer => answer.Output.ShouldContain("on the five minutes"));
    }

    private async Task<bool> OffersAsync() =>
        (await _http.GetStringAsync(new Uri("api/v1/slots?lat=45.93&lon=6.63", UriKind.Relative)))
        .Contains("Passy", StringComparison.Ordinal);

    private Task<(int Code, string Output)> DeskAsync(params string[] arguments) =>
        CreneauCommand.RunAsync(_town.Database, ["desk", .. arguments]);
}

public sealed class DeskCommandOnSqliteTests() : DeskCommandTests(DatabaseProvider.Sqlite);

public sealed class DeskCommandOnPostgresTests() : DeskCommandTests(DatabaseProvider.Postgres);
