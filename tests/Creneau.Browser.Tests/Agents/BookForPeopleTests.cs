using Creneau.Agents;
using Creneau.Browser.Tests.Kit;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Creneau.Browser.Tests.Agents;

/// <summary>An agent books for a caller by keyboard and changes it, in a real browser: accessible, on both screens.</summary>
public sealed class BookForPeopleTests : IAsyncLifetime
{
    private const string Odile = "odile@passy.fr";

    private TestTown _town = null!;
    private TestTownHall _passy = null!;

    public async ValueTask InitializeAsync()
    {
        _town = await TestTown.FoundAsync(DatabaseProvider.Sqlite);
        _passy = await _town.TownHallAsync("Passy", inseeCode: "74208");
        await _passy.DeskAsync("DR 1", "Mon-Fri 09:00-12:00");
        await _passy.DeskAsync("DR 2", "Mon-Fri 09:00-12:00");
        var megeve = await _town.TownHallAsync("Megève", 45.86, 6.62, "74173");
        await megeve.DeskAsync("DR 1", "Mon-Fri 09:00-12:00");
        await _town.AgentAsync(Odile, AgentRole.PlanningManager, _passy, "Odile Favre");
        await _town.OpenAsync();
    }

    public ValueTask DisposeAsync() => _town.DisposeAsync();

    private string New =>
        $"/agents/rendez-vous/nouveau?site={_passy.SiteId}&planning={_passy.PlanningId}&date=2026-11-25&start=09:00"
        + $"&desk={_passy.DeskId("DR 2")}";

    // Long because it is one story, from the call to the slip
    [Theory]
    [InlineData(Screen.Phone)]
    [InlineData(Screen.Desktop)]
    public async Task A_caller_is_booked_by_keyboard_and_the_appointment_changed(Screen screen)
    {
        await using var visit = await Chromium.VisitAsync(TestTown.AddressOf(_town.Node), screen, javaScript: true);
        var page = visit.Page;
        async Task Look(string name)
        {
            await visit.ShouldBeAccessibleAsync();
            await visit.ShouldFitTheScreenAsync();
            await visit.ScreenshotAsync($"counter-{name}-{screen}");
        }

        await SignInAsync(page, New);
        await BookAsync(page, Look);
        await ChangeAsync(page, Look);

        visit.Complaints.ShouldBeEmpty();
        var booked = await _town.ReadAsync(db => db.Set<Creneau.Appointments.Appointment>().SingleAsync());
        booked.CommuneInsee.ShouldBe("74256");
    }

    [Fact]
    public async Task Who_has_one_already_is_shown_beside_the_form()
    {
        await using var visit = await Chromium.VisitAsync(TestTown.AddressOf(_town.Node), Screen.Desktop, javaScript: true);
        var page = visit.Page;
        await SignInAsync(page, New);
        for (var turn = 0; turn < 2; turn++)
        {
            await page.GotoAsync(New);
            await page.GetByLabel("Nom de naissance").First.FillAsync("Dunand");
            await page.GetByLabel("Premier prénom").First.FillAsync("Claire");
            await page.GetByLabel("Date de naissance").First.FillAsync("14 03 1987");
            await page.GetByRole(AriaRole.Button, new() { Name = "Confirmer" }).ClickAsync();
            await page.GetByText(turn == 0 ? "Rendez-vous confirmé" : "a déjà un rendez-vous").WaitForAsync();
        }

        await visit.ShouldBeAccessibleAsync();
        await visit.ScreenshotAsync("counter-duplicate-Desktop");
        visit.Complaints.ShouldBeEmpty();
    }

    private static async Task BookAsync(IPage page, Func<string, Task> look)
    {
        await page.Locator("[data-counter]").WaitForAsync();
        await look("new");
        await TypeAsync(page, "Tab", "ArrowRight", "ArrowRight");
        await page.GetByText("Troisième personne").First.WaitForAsync();
        await TypeAsync(page, "Tab");
        await page.Keyboard.TypeAsync("Dunand");
        await TypeAsync(page, "Tab");
        await page.Keyboard.TypeAsync("Claire");
        await TypeAsync(page, "Tab");
        await page.Keyboard.TypeAsync("14031987");
        await TypeAsync(page, "Tab");
        await page.Keyboard.TypeAsync("06 12 34 56 78");
        await TypeAsync(page, "Tab");
        await page.Keyboard.InsertTextAsync("sallan");
        await page.GetByRole(AriaRole.Option, new() { Name = "Sallanches" }).First.WaitForAsync();
        await TypeAsync(page, "ArrowDown", "Enter");
        await Assertions.Expect(page.GetByLabel("Commune de résidence")).ToHaveValueAsync("Sallanches (74700)");
        await look("filled-in");
        page.Url.ShouldContain("/nouveau");
        await TypeAsync(page, "Control+Enter");
        await page.GetByText("Rendez-vous confirmé").WaitForAsync();
        await look("booked");
    }

    private static async Task ChangeAsync(IPage page, Func<string, Task> look)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Déplacer" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Déplacer ici" }).WaitForAsync();
        await look("move");
        await page.Locator(".starts input").Nth(2).CheckAsync();
        await TypeAsync(page, "Control+Enter");
        await page.GetByText("Rendez-vous déplacé").WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Personnes et démarches" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Une personne de plus" }).WaitForAsync();
        await look("people");
        await page.GetByRole(AriaRole.Link, new() { Name = "Retour au rendez-vous" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Annuler…" }).ClickAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = "La personne" }).CheckAsync();
        await look("cancel");
        await page.GetByRole(AriaRole.Button, new() { Name = "Annuler le rendez-vous" }).ClickAsync();
        await page.GetByText("Annulé dans").WaitForAsync();
        await look("cancelled");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ne pas annuler" }).ClickAsync();
        await page.GetByText("Le rendez-vous est maintenu").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Bulletin à imprimer" }).ClickAsync();
        await page.Locator("img.qr").WaitForAsync();
        await look("slip");
    }

    private static async Task SignInAsync(IPage page, string then)
    {
        await page.SignInAsync(then, Odile);
        await page.WaitForURLAsync("**/nouveau**");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Nouveau rendez-vous" }).WaitForAsync();
    }

    private static async Task TypeAsync(IPage page, params string[] keys)
    {
        foreach (var key in keys)
        {
            await page.Keyboard.PressAsync(key);
        }
    }
}
