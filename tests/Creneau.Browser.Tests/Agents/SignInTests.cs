using Creneau.Agents;
using Creneau.TestKit;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Creneau.Browser.Tests.Agents;

/// <summary>Signing in, the account and administration in a real browser: accessible, on both screens, with scripts and without.</summary>
public sealed class SignInTests : IAsyncLifetime
{
    private const string Boss = "odile@passy.fr";

    private TestTown _town = null!;

    public async ValueTask InitializeAsync()
    {
        _town = await TestTown.FoundAsync(DatabaseProvider.Sqlite);
        var passy = await _town.TownHallAsync("Passy");
        var long1 = await _town.TownHallAsync("Saint-Gervais-les-Bains-et-Le-Fayet-Mont-Blanc");
        await _town.AgentAsync(Boss, AgentRole.Manager, passy, "Odile Favre");
        await _town.AgentAsync(Boss, AgentRole.Agent, long1);
        await _town.AgentAsync("nadia@passy.fr", AgentRole.Agent, passy);
        await _town.AgentAsync(
            "maximilienne-alexandra.barthelemy-de-la-tour@saint-gervais-les-bains.fr", AgentRole.PlanningManager, passy,
            "Maximilienne-Alexandra Barthélemy de la Tour d’Auvergne-Lauragais");
        await _town.OpenAsync();
    }

    public ValueTask DisposeAsync() => _town.DisposeAsync();

    [Theory]
    [InlineData(Screen.Phone, true)]
    [InlineData(Screen.Phone, false)]
    [InlineData(Screen.Desktop, true)]
    public async Task A_manager_signs_in_and_invites_somebody(Screen screen, bool javaScript)
    {
        await using var visit = await Chromium.VisitAsync(TestTown.AddressOf(_town.Node), screen, javaScript);
        var page = visit.Page;
        async Task Look(string name)
        {
            await visit.ShouldBeAccessibleAsync();
            await visit.ShouldFitTheScreenAsync();
            await visit.ScreenshotAsync($"agents-{name}-{screen}{(javaScript ? "" : "-plain")}");
        }

        await page.GotoAsync("/agents/administration");
        await Look("sign-in");
        await page.GetByRole(AriaRole.Button, new() { Name = "Continuer" }).ClickAsync();
        await page.Locator(".error-summary").WaitForAsync();
        await Look("sign-in-errors");
        await page.GetByLabel("Adresse e-mail").FillAsync(Boss);
        await page.GetByLabel("Mot de passe").FillAsync(TestAgents.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Administration de Passy" }).WaitForAsync();
        await Look("administration");
        await page.GetByLabel("Adresse e-mail").FillAsync("ines@passy.fr");
        await page.GetByRole(AriaRole.Button, new() { Name = "Envoyer l’invitation" }).ClickAsync();
        await page.GetByText("Une invitation est partie à ines@passy.fr").WaitForAsync();
        await Look("invited");
        await page.GotoAsync("/agents/compte");
        await Look("account");
        await page.GetByRole(AriaRole.Link, new() { Name = "Ajouter une application" }).ClickAsync();
        await page.Locator(".qr").WaitForAsync();
        await Look("app");
        visit.Complaints.ShouldBeEmpty();
    }
}
