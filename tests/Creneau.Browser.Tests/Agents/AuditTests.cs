using Creneau.Agents;
using Creneau.Browser.Tests.Kit;
using Creneau.TestKit;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Creneau.Browser.Tests.Agents;

/// <summary>A manager looks up who changed what, in a real browser: accessible, on both screens.</summary>
public sealed class AuditTests : IAsyncLifetime
{
    private const string Odile = "odile@passy.fr";

    private TestTown _town = null!;
    private TestTownHall _passy = null!;

    public async ValueTask InitializeAsync()
    {
        _town = await TestTown.FoundAsync(DatabaseProvider.Sqlite);
        _passy = await _town.TownHallAsync("Passy", inseeCode: "74208");
        await _passy.DeskAsync("DR 1", "Mon-Fri 09:00-12:00");
        await _town.AgentAsync(Odile, AgentRole.Manager, _passy, "Odile Favre");
        await _town.OpenAsync();
    }

    public ValueTask DisposeAsync() => _town.DisposeAsync();

    [Theory]
    [InlineData(Screen.Phone)]
    [InlineData(Screen.Desktop)]
    public async Task Who_booked_is_found_with_the_values_and_the_search_is_noted(Screen screen)
    {
        await using var visit = await Chromium.VisitAsync(TestTown.AddressOf(_town.Node), screen, javaScript: true);
        var page = visit.Page;
        await SignInAsync(page);
        await BookAsync(page);

        await page.GotoAsync("/agents/journal");
        await LookAsync(visit, screen, "list");
        await page.GetByLabel("Action").SelectOptionAsync("Rendez-vous pris");
        await page.GetByRole(AriaRole.Button, new() { Name = "Afficher", Exact = true }).ClickAsync();
        await page.Locator("table.audit").GetByText("champs personnels").WaitForAsync();
        await LookAsync(visit, screen, "found");
        await page.GetByRole(AriaRole.Link, new() { Name = "tout le détail" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Afficher les valeurs" }).ClickAsync();
        await page.GetByText("Dunand", new() { Exact = true }).WaitForAsync();
        await LookAsync(visit, screen, "values");
        await page.GetByRole(AriaRole.Link, new() { Name = "Retour au journal" }).ClickAsync();
        await page.GetByRole(AriaRole.Cell, new() { Name = "Champs personnels affichés" }).WaitForAsync();
        await page.GotoAsync("/agents/journal?from=demain");
        await LookAsync(visit, screen, "wrong");

        visit.Complaints.ShouldBeEmpty();
    }

    private static async Task LookAsync(BrowserVisit visit, Screen screen, string name)
    {
        await visit.ShouldBeAccessibleAsync();
        await visit.ShouldFitTheScreenAsync();
        await visit.ScreenshotAsync($"audit-{name}-{screen}");
    }

    private async Task BookAsync(IPage page)
    {
        await page.GotoAsync($"/agents/rendez-vous/nouveau?site={_passy.SiteId}&planning={_passy.PlanningId}&date=2026-11-25&start=09:00");
        await page.GetByLabel("Nom de naissance").First.FillAsync("Dunand");
        await page.GetByLabel("Premier prénom").First.FillAsync("Claire");
        await page.GetByLabel("Date de naissance").First.FillAsync("14 03 1987");
        await page.GetByRole(AriaRole.Button, new() { Name = "Confirmer" }).ClickAsync();
        await page.GetByText("Rendez-vous confirmé").WaitForAsync();
    }

    private static async Task SignInAsync(IPage page)
    {
        await page.SignInAsync("/agents/journal", Odile);
        await page.WaitForURLAsync("**/agents/journal");
    }
}
