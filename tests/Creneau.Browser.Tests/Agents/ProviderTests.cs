using Creneau.Agents;
using Creneau.TestKit;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Creneau.Browser.Tests.Agents;

/// <summary>The way to an identity provider and back in a real browser, whose policy lets no form lead elsewhere.</summary>
public sealed class ProviderTests : IAsyncLifetime
{
    private TestTown _town = null!;
    private IdentityProvider _provider = null!;

    public async ValueTask InitializeAsync()
    {
        _town = await TestTown.FoundAsync(DatabaseProvider.Sqlite, realClock: true);
        await _town.AgentAsync("nadia@passy.fr", AgentRole.Agent, await _town.TownHallAsync("Passy"));
        _provider = await IdentityProvider.StartNewAsync();
        await _provider.RegisterAsync(await _town.OpenAsync(_provider.Settings()));
    }

    public async ValueTask DisposeAsync()
    {
        await _town.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Theory]
    [InlineData(Screen.Phone, true)]
    [InlineData(Screen.Phone, false)]
    [InlineData(Screen.Desktop, true)]
    public async Task The_wrong_identity_is_explained_and_the_right_one_signs_in_and_out_again(Screen screen, bool javaScript)
    {
        await using var visit = await Chromium.VisitAsync(TestTown.AddressOf(_town.Node), screen, javaScript);
        var page = visit.Page;
        _provider.Person = new ProviderPerson("at home", "nadia.a-la-maison-avec-une-adresse-vraiment-longue@fournisseur-d-acces.example");
        _provider.PersonWhenAsked = new ProviderPerson("at work", "nadia@passy.fr");

        await page.GotoAsync("/agents/compte");
        await visit.ScreenshotAsync($"agents-provider-{screen}{(javaScript ? "" : "-plain")}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Continuer avec ProConnect" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Cette identité n’ouvre aucun accès" }).WaitForAsync();
        await visit.ShouldBeAccessibleAsync();
        await visit.ShouldFitTheScreenAsync();
        await visit.ScreenshotAsync($"agents-identity-{screen}{(javaScript ? "" : "-plain")}");

        await page.GetByRole(AriaRole.Link, new() { Name = "Choisir une autre identité" }).ClickAsync();
        await page.GetByText("Nadia Berthod").First.WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Se déconnecter", Exact = true }).ClickAsync();

        await page.GetByText("Vous êtes déconnecté").First.WaitForAsync();
        await page.WaitForURLAsync("**/agents/connexion?*");
        _provider.Ended.Count.ShouldBe(1);
    }
}
