using Creneau.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Creneau.Browser.Tests.Search;

/// <summary>The map with tiles of a server of its own; off unless an address is set.</summary>
public sealed class DetailedMapTests : IAsyncLifetime
{
    private static readonly byte[] Tile = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkOLXgPwAFcgLZqmXy2wAAAABJRU5ErkJggg==");

    private readonly List<string> _asked = [];
    private WebApplication _tiles = null!;
    private TestTown _town = null!;

    public async ValueTask InitializeAsync()
    {
        _tiles = WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0"]).Build();
        _tiles.MapGet("/{z}/{x}/{y}.png", (HttpContext context) =>
        {
            lock (_asked)
            {
                _asked.Add(context.Request.Path);
            }

            context.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
            return Results.Bytes(Tile, "image/png");
        });
        await _tiles.StartAsync();
        _town = await TestTown.FoundAsync(DatabaseProvider.Sqlite);
        await (await _town.TownHallAsync("Sallanches", 45.94, 6.63, "74256")).DeskAsync("DR 1", "Fri 09:00-12:00");
        await (await _town.TownHallAsync("Passy", 45.92, 6.70, "74208")).DeskAsync("DR 1", "Wed 14:00-18:30, Sat 09:00-12:00");
    }

    [Theory]
    [InlineData(Screen.Phone)]
    [InlineData(Screen.Desktop)]
    public async Task It_is_fetched_when_it_is_opened_and_its_pins_lead_to_the_cards(Screen screen)
    {
        var address = await _town.OpenAsync(
            $"--Creneau:Map:TileUrl={TestTown.AddressOf(_tiles)}{{z}}/{{x}}/{{y}}.png", "--Creneau:Map:Credit=© Fond d'essai");
        await using var visit = await Chromium.VisitAsync(address, screen);
        await visit.Page.GotoAsync("/?near=Sallanches");
        _asked.ShouldBeEmpty();

        await visit.Page.GetByText("Carte détaillée").ClickAsync();
        await visit.Page.Locator("img.leaflet-tile-loaded").First.WaitForAsync();
        await visit.ShouldBeAccessibleAsync();
        await visit.ShouldFitTheScreenAsync();
        await visit.ScreenshotAsync($"search-map-{screen}");
        (await visit.Page.Locator(".leaflet-control-attribution").InnerTextAsync()).ShouldBe("© Fond d'essai");
        await visit.Page.Locator("[data-map]").GetByRole(AriaRole.Button, new() { Name = "Mairie de Passy" }).PressAsync("Enter");

        (await visit.Page.EvaluateAsync<string>("document.activeElement.closest('[data-name]').dataset.name")).ShouldBe("Mairie de Passy");
        _asked.ShouldNotBeEmpty();
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_tile_server_there_is_the_overview_alone()
    {
        await using var visit = await Chromium.VisitAsync(await _town.OpenAsync());

        await visit.Page.GotoAsync("/?near=Sallanches");

        (await visit.Page.GetByText("Carte détaillée").CountAsync()).ShouldBe(0);
        await visit.Page.Locator("aside svg").First.WaitForAsync();
        visit.Complaints.ShouldBeEmpty();
    }

    public async ValueTask DisposeAsync()
    {
        await _town.DisposeAsync();
        await _tiles.DisposeAsync();
    }
}
