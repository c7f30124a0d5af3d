using Creneau.Agents;
using Creneau.Availability.Openings;
using Creneau.Browser.Tests.Kit;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Creneau.Browser.Tests.Agents;

/// <summary>A range is drawn with the mouse, published and undone, in a real browser.</summary>
public sealed class HoursTests : IAsyncLifetime
{
    private const string Lea = "lea@passy.fr";
    private const string Hours = "/agents/horaires?semaine=2026-11-30";

    private TestTown _town = null!;
    private TestTownHall _passy = null!;

    public async ValueTask InitializeAsync()
    {
        _town = await TestTown.FoundAsync(DatabaseProvider.Sqlite);
        _passy = await _town.TownHallAsync("Passy");
        await _passy.DeskAsync("DR 1", "Mon-Fri 09:00-12:00");
        await _passy.DeskAsync("DR 2", "Mon-Fri 09:00-12:00");
        await _town.AgentAsync(Lea, AgentRole.PlanningManager, _passy, "Léa Ducrey");
        await _town.OpenAsync();
    }

    public ValueTask DisposeAsync() => _town.DisposeAsync();

    [Fact]
    public async Task A_range_is_drawn_pulled_published_and_undone()
    {
        await using var visit = await Chromium.VisitAsync(TestTown.AddressOf(_town.Node), Screen.Desktop);
        var page = visit.Page;
        await page.SignInAsync(Hours, Lea);
        await page.Locator("[data-week].draws").WaitForAsync();
        await LookAsync(visit, "empty");

        await DragAsync(page, page.Locator("[data-weekday='6']"), 100, 240);
        await page.Locator(".range.new").WaitForAsync();
        await LookAsync(visit, "draft");
        await page.Locator(".range.new").ClickAsync();
        var edge = page.Locator(".edge-end");
        await edge.WaitForAsync();
        var before = await page.Locator(".range.new b").InnerTextAsync();
        await DragAsync(page, edge, 4, 64);
        await page.Locator(".range.new[aria-current]").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        (await page.Locator(".range.new b").InnerTextAsync()).ShouldNotBe(before);
        await page.GetByRole(AriaRole.Button, new() { Name = "Publier" }).ClickAsync();
        await page.GetByText("Publié.").WaitForAsync();
        await LookAsync(visit, "published");
        (await RulesAsync()).ShouldBe(11);

        await page.GetByRole(AriaRole.Button, new() { Name = "Défaire" }).ClickAsync();
        await page.GetByText("C’est défait").WaitForAsync();
        (await RulesAsync()).ShouldBe(10);
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_last_edit_is_taken_back_by_the_keyboard_but_not_while_typing()
    {
        await using var visit = await Chromium.VisitAsync(TestTown.AddressOf(_town.Node), Screen.Desktop);
        var page = visit.Page;
        await page.SignInAsync(Hours, Lea);
        await page.Locator("#Range_Weekday").SelectOptionAsync("6");
        await page.GetByRole(AriaRole.Button, new() { Name = "Garder en brouillon", Exact = true }).ClickAsync();
        await page.Locator(".range.new").WaitForAsync();

        var from = page.Locator("#Range_From");
        var typed = await from.InputValueAsync();
        await from.PressSequentiallyAsync("5");
        await page.Keyboard.PressAsync("Control+z");
        (await from.InputValueAsync()).ShouldBe(typed);
        (await page.Locator(".range.new").CountAsync()).ShouldBe(1);
        await page.GetByRole(AriaRole.Button, new() { Name = "Publier" }).FocusAsync();
        await page.Keyboard.PressAsync("Control+z");

        await page.GetByText("La dernière modification du brouillon est annulée.").WaitForAsync();
        (await page.Locator(".range.new").CountAsync()).ShouldBe(0);
        await LookAsync(visit, "taken-back");
        visit.Complaints.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Screen.Desktop)]
    [InlineData(Screen.Phone)]
    public async Task A_range_is_typed_without_scripts(Screen screen)
    {
        await using var visit = await Chromium.VisitAsync(TestTown.AddressOf(_town.Node), screen, javaScript: false);
        var page = visit.Page;
        await page.SignInAsync(Hours, Lea);
        await page.Locator("#Range_From").WaitForAsync();

        await page.Locator("#Range_Weekday").SelectOptionAsync("6");
        await page.Locator("#Range_From").FillAsync("9h");
        await page.Locator("#Range_To").FillAsync("8h");
        await page.GetByRole(AriaRole.Button, new() { Name = "Garder en brouillon", Exact = true }).ClickAsync();
        await page.Locator("[data-error-summary]").WaitForAsync();
        await LookAsync(visit, $"error-{screen}-plain");
        await page.Locator("#Range_To").FillAsync("12 h 30");
        await page.GetByRole(AriaRole.Button, new() { Name = "Garder en brouillon", Exact = true }).ClickAsync();

        await page.Locator(".range.new").WaitForAsync();
        await LookAsync(visit, $"draft-{screen}-plain");
    }

    [Fact]
    public async Task A_connection_that_is_lost_while_drawing_leaves_what_was_drawn_in_the_line()
    {
        await using var visit = await Chromium.VisitAsync(TestTown.AddressOf(_town.Node), Screen.Desktop);
        var page = visit.Page;
        await page.SignInAsync(Hours, Lea);
        await page.Locator("[data-week].draws").WaitForAsync();

        await page.Context.SetOfflineAsync(true);
        await DragAsync(page, page.Locator("[data-weekday='6']"), 100, 240);

        await page.Locator("#no-answer").WaitForAsync();
        (await page.Locator("#Range_Weekday").InputValueAsync()).ShouldBe("6");
        (await page.Locator("#Range_From").InputValueAsync()).ShouldNotBe("9 h 00");
    }

    private static async Task DragAsync(IPage page, ILocator on, float fromY, float toY)
    {
        await on.ScrollIntoViewIfNeededAsync();
        var box = (await on.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + 30, box.Y + fromY);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + 30, box.Y + ((fromY + toY) / 2));
        await page.Mouse.MoveAsync(box.X + 30, box.Y + toY);
        await page.Mouse.UpAsync();
    }

    private static async Task LookAsync(BrowserVisit visit, string name)
    {
        await visit.ShouldBeAccessibleAsync();
        await visit.ShouldFitTheScreenAsync();
        await visit.ScreenshotAsync($"agents-hours-{name}");
    }

    private Task<int> RulesAsync() =>
        _town.ReadAsync(db => db.Set<OpeningRule>().CountAsync(rule => rule.SiteId == _passy.SiteId));
}
