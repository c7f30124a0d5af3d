using Creneau.Acting;
using Creneau.Administration;
using Creneau.Administration.TownHalls;
using Creneau.Agents;
using Creneau.Browser.Tests.Booking;
using Creneau.Browser.Tests.Kit;
using Creneau.TestKit;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Creneau.Browser.Tests.Agents;

/// <summary>An administrator opens a new town hall by the guided start, and a citizen books there at once.</summary>
public sealed class StartTests : IAsyncLifetime
{
    private const string Alix = "alix@creneau.fr";
    private TestTown _town = null!;
    private int _megeve;

    public async ValueTask InitializeAsync()
    {
        _town = await TestTown.FoundAsync(DatabaseProvider.Sqlite);
        var alix = await _town.AgentAsync(Alix, AgentRole.Administrator, null, "Alix Roch");
        await _town.OpenAsync("--Creneau:Agents:AdministratorsNeedSecondFactor=false");
        var made = await _town.Get<CreateTownHall>().RunAsync(
            Actor.Agent(alix, null, AgentRole.Administrator.Rights(), "session", "network"), "74173", CancellationToken.None);
        _megeve = made.ShouldBeOfType<SaveResult.Saved>().Id;
    }

    public ValueTask DisposeAsync() => _town.DisposeAsync();

    [Theory]
    [InlineData(Screen.Desktop, true)]
    [InlineData(Screen.Phone, false)]
    public async Task A_town_hall_is_opened_and_a_citizen_books_there(Screen screen, bool javaScript)
    {
        await using var visit = await Chromium.VisitAsync(TestTown.AddressOf(_town.Node), screen, javaScript: javaScript);
        var page = visit.Page;
        await page.SignInAsync($"/agents/demarrage?mairie={_megeve}", Alix);

        await page.GetByLabel("Numéro et rue").FillAsync("20 rue des Chamois");
        await GoOnAsync(visit, "site", "Continuer", "Étape 2 sur 5");
        await GoOnAsync(visit, "desks", "Continuer", "Étape 3 sur 5");
        await GoOnAsync(visit, "hours", "Continuer", "Étape 4 sur 5");
        await GoOnAsync(visit, "agent", "Continuer sans inviter", "Étape 5 sur 5");
        await GoOnAsync(visit, "open", "Ouvrir au public", "C’est ouvert");
        await LookAsync(visit, "opened");

        await using var citizen = await Chromium.VisitAsync(TestTown.AddressOf(_town.Node), screen);
        await BookingSteps.ChooseAsync(citizen.Page, near: "Megève");
        await BookingSteps.DescribeAsync(citizen.Page, 0, "Claire", "1987");
        await citizen.Page.Locator("[name='Input.Contact.Email']").FillAsync("claire@exemple.fr");
        await citizen.Page.Locator("main button.btn-wide").ClickAsync();
        await citizen.Page.Locator("#code").WaitForAsync();
        await citizen.Page.Locator("[name=Code]").FillAsync(await BookingSteps.CodeAsync(_town));
        await citizen.Page.Locator("#code button").ClickAsync();
        await citizen.Page.Locator(".band").WaitForAsync();
        (await citizen.Page.InnerTextAsync("main")).ShouldContain("20 rue des Chamois");
        visit.Complaints.ShouldBeEmpty();
    }

    private static async Task GoOnAsync(BrowserVisit visit, string name, string button, string then)
    {
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).WaitForAsync();
        await LookAsync(visit, name);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
        await visit.Page.GetByText(then).First.WaitForAsync();
    }

    private static async Task LookAsync(BrowserVisit visit, string name)
    {
        await visit.ShouldBeAccessibleAsync();
        await visit.ShouldFitTheScreenAsync();
        await visit.ScreenshotAsync($"agents-start-{name}-{visit.Page.ViewportSize!.Width}");
    }
}
