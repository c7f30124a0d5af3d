using System.Globalization;
using System.Text.RegularExpressions;
using Creneau.Agents;
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
        await visit.Page.GotoAsync("/agents/agenda");
        await visit.Page.GetByLabel("Adresse e-mail").FillAsync(BusyDay.Nadia);
        await visit.Page.GetByLabel("Mot de passe").FillAsync(TestAgents.Password);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Continuer" }).ClickAsync();
        await visit.Page.Locator("#agenda").WaitForAsync();
        return visit;
    }
}

/// <summary>Six desks with collections of ten minutes back to back: every block says who, when, for what and how it stands.</summary>
public sealed class FullMorningTests : IAsyncLifetime
{
    private TestTown _town = null!;

    public async ValueTask InitializeAsync()
    {
        _town = await TestTown.FoundAsync(DatabaseProvider.Sqlite);
        var passy = await _town.TownHallAsync("Passy");
        for (var desk = 1; desk <= 6; desk++)
        {
            await passy.DeskAsync($"DR {desk}", "Mon-Fri 09:00-12:00", stepMinutes: 10);
        }

        await _town.AgentAsync(BusyDay.Nadia, AgentRole.Agent, passy, "Nadia Berthod");
        await _town.OpenAsync();
        var day = new BusyDay(_town, passy);
        for (var at = new TimeOnly(9, 0); at < new TimeOnly(12, 0); at = at.AddMinutes(10))
        {
            for (var desk = 1; desk <= 6; desk++)
            {
                await day.BookAsync($"DR {desk}", at.ToString("HH:mm", CultureInfo.InvariantCulture), ServiceKind.Collection);
            }
        }
    }

    public ValueTask DisposeAsync() => _town.DisposeAsync();

    [Fact]
    public async Task A_block_of_ten_minutes_is_readable_at_1280_by_720()
    {
        await using var visit = await Chromium.VisitAsync(TestTown.AddressOf(_town.Node), Screen.Desktop);
        var page = visit.Page;
        await page.SetViewportSizeAsync(1280, 720);
        await page.GotoAsync("/agents/agenda?jour=2026-11-25");
        await page.GetByLabel("Adresse e-mail").FillAsync(BusyDay.Nadia);
        await page.GetByLabel("Mot de passe").FillAsync(TestAgents.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Continuer" }).ClickAsync();
        await page.Locator(".day-grid .ev").First.WaitForAsync();

        var faults = await page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll(".day-grid .ev")].flatMap((block) => {
              const parts = [block, ...block.querySelectorAll(".in, .l, b, .what")];
              const clipped = parts.filter((part) => part.scrollWidth > part.clientWidth + 1 || part.scrollHeight > part.clientHeight + 1);
              const texts = [...block.querySelectorAll(".at, b, .what, .state")];
              const small = texts.filter((part) => parseFloat(getComputedStyle(part).fontSize) < 12);
              const faults = [...clipped.map((part) => `${part.className} clips`), ...small.map((part) => `${part.className} is small`)];
              return faults.map((fault) => `${block.textContent.trim()}: ${fault}`);
            })
            """);

        await visit.ScreenshotAsync("agents-agenda-full-morning");
        faults.ShouldBeEmpty();
        (await page.Locator(".day-grid .ev").CountAsync()).ShouldBe(108);
        (await page.Locator(".day-grid .ev .state").First.InnerTextAsync()).ShouldBe("confirmé");
    }
}
