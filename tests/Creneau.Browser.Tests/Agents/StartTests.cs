using Creneau.Acting;
using Creneau.Administration;
using Creneau.Administration.TownHalls;
using Creneau.Agents;
using Creneau.Browser.Tests.Booking;
using Creneau.Browser.Tests.Kit;
using Creneau.Places;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
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
    private (double Latitude, double Longitude) _put;

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
        await PutOnTheMapAsync(page, javaScript);
        await GoOnAsync(visit, "site", "Continuer", "Étape 2 sur 5");
        await GoOnAsync(visit, "desks", "Continuer", "Étape 3 sur 5");
        await GoOnAsync(visit, "hours", "Continuer", "Étape 4 sur 5");
        await GoOnAsync(visit, "agent", "Continuer sans inviter", "Étape 5 sur 5");
        await GoOnAsync(visit, "open", "Ouvrir au public", "C’est ouvert");
        await LookAsync(visit, "opened");

        var site = await _town.ReadAsync(db => db.Sites.SingleAsync(row => row.TownHallId == _megeve));
        (site.Latitude, site.Longitude).ShouldBe(_put);

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

    /// <summary>By a click and the arrow keys, or typed; nearer than a kilometre to the middle of the commune.</summary>
    private async Task PutOnTheMapAsync(IPage page, bool javaScript)
    {
        await page.GetByText("Placer le lieu sur la carte").ClickAsync();
        var (latitude, longitude) = (page.Locator("[name$='.Latitude']"), page.Locator("[name$='.Longitude']"));
        if (javaScript)
        {
            var aim = page.GetByRole(AriaRole.Button, new() { Name = "Déplacer le repère sur la carte" });
            var box = (await aim.BoundingBoxAsync())!;
            await aim.ClickAsync(new() { Position = new() { X = box.Width / 2, Y = box.Height / 2 } });
            var clicked = Degrees(await latitude.InputValueAsync());
            await aim.PressAsync("ArrowUp");
            await aim.PressAsync("Shift+ArrowRight");
            Degrees(await latitude.InputValueAsync()).ShouldBeInRange(clicked + 0.0004, clicked + 0.0006);
        }
        else
        {
            await latitude.FillAsync("45,857");
            await longitude.FillAsync("6,617");
        }

        _put = (Degrees(await latitude.InputValueAsync()), Degrees(await longitude.InputValueAsync()));
        _put.Latitude.ShouldBeInRange(45.84, 45.87);
        _put.Longitude.ShouldBeInRange(6.60, 6.64);
    }

    private static double Degrees(string shown) =>
        double.Parse(shown.Replace(',', '.'), System.Globalization.CultureInfo.InvariantCulture);

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
