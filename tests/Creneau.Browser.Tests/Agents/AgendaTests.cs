using System.Text.RegularExpressions;
using Creneau.Browser.Tests.Kit;
using Creneau.Catalogue;
using Creneau.TestKit;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Creneau.Browser.Tests.Agents;

/// <summary>An agent's day in a real browser: on both screens, by keyboard, without scripts, live, on paper.</summary>
public sealed class AgendaTests : IAsyncLifetime
{
    private BusyDay _day = null!;

    public async ValueTask InitializeAsync() => _day = await BusyDay.BeginAsync(DatabaseProvider.Sqlite);

    public ValueTask DisposeAsync() => _day.Town.DisposeAsync();

    [Theory]
    [InlineData(Screen.Desktop, true)]
    [InlineData(Screen.Desktop, false)]
    [InlineData(Screen.Phone, true)]
    [InlineData(Screen.Phone, false)]
    public async Task The_day_the_week_and_the_list_are_seen_and_an_appointment_opens_beside(Screen screen, bool javaScript)
    {
        await using var visit = await SignedInAsync(screen, javaScript);
        var page = visit.Page;
        async Task Look(string name)
        {
            await visit.ShouldBeAccessibleAsync();
            await visit.ShouldFitTheScreenAsync();
            await visit.ScreenshotAsync($"agents-agenda-{name}-{screen}{(javaScript ? "" : "-plain")}");
        }

        await page.GetByRole(AriaRole.Heading, new() { Name = "Mercredi 25 novembre 2026" }).WaitForAsync();
        await _day.HoldAsync("11:15");
        await page.ReloadAsync();
        await Look("day");
        await Seen(page, "ALLARD").ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "ALLARD Paul" }).First.WaitForAsync();
        await Look("panel");
        await page.GetByRole(AriaRole.Link, new() { Name = "Fermer" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Semaine", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Table).WaitForAsync();
        await Look("week");
        await page.GetByRole(AriaRole.Link, new() { Name = "Liste", Exact = true }).ClickAsync();
        await page.Locator(".day-list:not(.instead)").WaitForAsync();
        await Look("list");
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Keys_lead_everywhere_and_none_counts_inside_a_field()
    {
        await using var visit = await SignedInAsync(Screen.Desktop);
        var page = visit.Page;

        await page.Locator("html.keys-active").WaitForAsync();
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("np?d");
        (await page.GetByLabel("Chercher une personne").InputValueAsync()).ShouldBe("np?d");
        await page.Locator("h1").ClickAsync();
        await page.Keyboard.PressAsync("?");
        await page.GetByText("nouveau rendez-vous").WaitForAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Jeudi 26 novembre 2026" }).WaitForAsync();
        await page.Keyboard.PressAsync("ArrowLeft");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Mercredi 25 novembre 2026" }).WaitForAsync();
        await Seen(page, "ALLARD").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#panel").WaitForAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Locator("#panel").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        (await page.EvaluateAsync<string>("document.activeElement.textContent")).ShouldContain("ALLARD");
    }

    [Fact]
    public async Task What_a_citizen_books_appears_within_a_second_and_nothing_else_moves()
    {
        await using var visit = await SignedInAsync(Screen.Desktop);
        var page = visit.Page;
        await Seen(page, "ALLARD").ClickAsync();
        await page.Locator("#panel").WaitForAsync();
        await page.GetByLabel("Chercher une personne").FillAsync("DUP");
        var scrolled = await page.EvaluateAsync<double>(
            "(() => { const grid = document.getElementById('grid'); grid.scrollTop = 400; return grid.scrollTop; })()");
        var heads = await page.Locator(".desk-head h3").AllInnerTextsAsync();

        await _day.BookAsync("DR 1", "16:00", ServiceKind.Collection);

        await page.Locator(".day-grid .ev").Filter(new() { HasTextRegex = new Regex("16\\sh\\s00") }).WaitForAsync();
        (await page.GetByLabel("Chercher une personne").InputValueAsync()).ShouldBe("DUP");
        (await page.EvaluateAsync<string>("document.activeElement.id")).ShouldBe("q");
        (await page.EvaluateAsync<double>("document.getElementById('grid').scrollTop")).ShouldBe(scrolled);
        (await page.Locator(".desk-head h3").AllInnerTextsAsync()).ShouldBe(heads);
        await page.Locator("#panel").GetByText("ALLARD Paul").First.WaitForAsync();
    }

    [Fact]
    public async Task An_appointment_dropped_on_a_free_start_is_moved_there_once_that_is_confirmed()
    {
        await using var visit = await SignedInAsync(Screen.Desktop);
        var page = visit.Page;

        await page.Locator("li.ev a:has-text('11 h 30')").First.DragToAsync(page.Locator("li.gap:has(a[href*='start=675'])").First);
        await page.GetByRole(AriaRole.Radio, new() { Checked = true }).WaitForAsync();
        await visit.ShouldBeAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Déplacer ici" }).ClickAsync();

        await page.GetByText("Rendez-vous déplacé").WaitForAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Mercredi 25 novembre 2026 à 11 h 15" }).WaitForAsync();
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Paper_has_a_sheet_per_desk_and_a_line_per_appointment()
    {
        await using var visit = await SignedInAsync(Screen.Desktop);
        var page = visit.Page;

        await page.EmulateMediaAsync(new() { Media = Media.Print, ColorScheme = ColorScheme.Light });

        await page.Locator(".sheet").First.WaitForAsync();
        (await page.Locator(".sheet").CountAsync()).ShouldBe(3);
        (await page.Locator(".sheet").First.Locator("tbody tr").CountAsync()).ShouldBe(9);
        await visit.ScreenshotAsync("agents-agenda-print");
    }

    private static ILocator Seen(IPage page, string name) => page.Locator($"a[data-opens]:visible:has-text('{name}')").First;

    private async Task<BrowserVisit> SignedInAsync(Screen screen, bool javaScript = true)
    {
        var visit = await Chromium.VisitAsync(TestTown.AddressOf(_day.Town.Node), screen, javaScript);
        await visit.Page.SignInAsync("/agents/agenda", BusyDay.Nadia);
        await visit.Page.Locator("#agenda").WaitForAsync();
        return visit;
    }
}
