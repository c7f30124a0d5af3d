using Creneau.TestKit;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Creneau.Browser.Tests.Booking.BookingSteps;

namespace Creneau.Browser.Tests.Booking;

/// <summary>Booking in a real browser: each page accessible, on both screens, with scripts and without, and by keyboard alone.</summary>
public sealed class BookingTests : IAsyncLifetime
{
    private TestTown _town = null!;

    public async ValueTask InitializeAsync()
    {
        _town = await TestTown.FoundAsync(DatabaseProvider.Sqlite);
        await (await _town.TownHallAsync("Passy", 45.92, 6.70, "74208")).DeskAsync("DR 1", "Mon-Fri 09:00-12:00");
        await (await _town.TownHallAsync("Sallanches", 45.94, 6.63, "74256")).DeskAsync("DR 1", "Mon-Fri 14:00-17:00");
        await _town.OpenAsync();
    }

    [Theory]
    [InlineData(Screen.Phone, true)]
    [InlineData(Screen.Phone, false)]
    [InlineData(Screen.Desktop, true)]
    public async Task The_whole_story_is_accessible_and_fits(Screen screen, bool javaScript)
    {
        await using var visit = await Chromium.VisitAsync(TestTown.AddressOf(_town.Node), screen, javaScript);
        var page = visit.Page;
        async Task Look(string name)
        {
            await visit.ShouldBeAccessibleAsync();
            await visit.ShouldFitTheScreenAsync();
            await visit.ScreenshotAsync($"booking-{name}-{screen}{(javaScript ? "" : "-plain")}");
            await WithLargeLettersAsync(visit);
        }

        await page.GotoAsync("/?near=Sallanches&service=cni-passport&people=2");
        await page.Locator("button.slot").Last.ClickAsync();
        await page.Locator("form#people").WaitForAsync();
        await Look("who");
        await FailAsync(page);
        await Look("who-errors");
        await DescribeAsync(page, 0, "Claire", "1987");
        await DescribeAsync(page, 1, "Maximilien-Alexandre-Barthélemy-Emmanuel", "2015");
        await page.Locator("[name='Input.Contact.Email']").FillAsync("claire@exemple.fr");
        await page.Locator("main button.btn-wide").ClickAsync();
        await page.Locator("#code").WaitForAsync();
        await Look("code");
        await page.Locator("[name=Code]").FillAsync(await CodeAsync(_town));
        await page.Locator("#code button").ClickAsync();
        await page.Locator(".band").WaitForAsync();
        await Look("done");
        await page.GotoAsync("/rendez-vous/personnes");
        await Look("party");
        await page.GotoAsync("/rendez-vous/deplacer");
        await Look("move");
        await page.Locator("button.slot").Last.ClickAsync();
        await page.Locator(".band").WaitForAsync();
        (await page.Locator("h1").InnerTextAsync()).ShouldBe("Votre rendez-vous est déplacé");
        await page.GotoAsync("/rendez-vous/annuler");
        await Look("cancel");
        await page.Locator("button.btn-stop").ClickAsync();
        await page.GetByText("Rendez-vous annulé").First.WaitForAsync();
        await Look("cancelled");
        await page.GetByRole(AriaRole.Button, new() { Name = "Fermer ce rendez-vous" }).ClickAsync();
        await page.Locator("#find").WaitForAsync();
        await Look("find");

        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_keyboard_alone_books()
    {
        await using var visit = await Chromium.VisitAsync(TestTown.AddressOf(_town.Node), Screen.Desktop);
        var page = visit.Page;
        await page.GotoAsync("/?near=Sallanches&people=1");
        await page.Locator("button.slot").First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("[name='Input.Contact.Way']").First.FocusAsync();

        // The fold with a second way to be reached stays closed, and the commune of residence empty
        foreach (var typed in new[] { "claire@exemple.fr", "", "", "Dunand", "Claire", "14", "3", "1987" })
        {
            await page.Keyboard.PressAsync("Tab");
            await page.Keyboard.TypeAsync(typed);
        }

        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#code").WaitForAsync();
        (await page.EvaluateAsync<string>("document.activeElement.name")).ShouldBe("Code");
        await page.Keyboard.TypeAsync(await CodeAsync(_town));
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".band").WaitForAsync();

        (await page.Locator("h1").InnerTextAsync()).ShouldBe("C’est confirmé");
    }

    [Fact]
    public async Task The_keyboard_alone_moves_and_cancels()
    {
        await using var visit = await Chromium.VisitAsync(TestTown.AddressOf(_town.Node), Screen.Desktop);
        var page = visit.Page;
        await BookAsync(page, _town);

        await PressAsync(page, "Changer de date ou de lieu");
        await page.Locator("#search").WaitForAsync();
        await PressAsync(page, "Mairie de Sallanches", "button.slot");
        await page.GetByText("Votre rendez-vous est déplacé").First.WaitForAsync();
        await PressAsync(page, "Annuler le rendez-vous");
        await page.Locator("button.btn-stop").WaitForAsync();
        await PressAsync(page, "Annuler le rendez-vous", "button");
        await page.GetByText("Rendez-vous annulé").First.WaitForAsync();

        (await page.Locator("h1").InnerTextAsync()).ShouldBe("Rendez-vous annulé");
    }

    [Fact]
    public async Task Prolonging_keeps_what_is_typed_and_no_error_stands_in_the_way_back()
    {
        await using var visit = await Chromium.VisitAsync(TestTown.AddressOf(_town.Node), Screen.Phone);
        var page = visit.Page;
        await ChooseAsync(page);
        await FailAsync(page);
        await DescribeAsync(page, 0, "Claire", "1987");

        await page.Locator("#kept button").ClickAsync();
        await page.GetByText("C’est prolongé.").WaitForAsync();
        (await page.Locator("[name='Input.People[0].FirstGivenName']").InputValueAsync()).ShouldBe("Claire");
        (await page.EvaluateAsync<string>("document.activeElement.textContent")).ShouldBe("C’est prolongé.");

        await page.Locator("[name='Input.Contact.Email']").FillAsync("claire@exemple.fr");
        await page.Locator("main button.btn-wide").ClickAsync();
        await page.Locator("#code").WaitForAsync();
        await page.GoBackAsync();
        (await page.Locator("[name='Input.People[0].FirstGivenName']").InputValueAsync()).ShouldBe("Claire");
    }

    [Fact]
    public async Task Buttons_that_are_pointed_at_are_read_as_well()
    {
        await using var visit = await Chromium.VisitAsync(TestTown.AddressOf(_town.Node), Screen.Desktop);
        await visit.Page.GotoAsync("/rendez-vous/qui");

        foreach (var button in await visit.Page.Locator("main .btn").AllAsync())
        {
            await button.HoverAsync();
            await visit.ShouldBeAccessibleAsync();
            // Letters in the colour of their ground count as hidden on purpose there
            (
                await button.EvaluateAsync<bool>(
                    "button => getComputedStyle(button).color === getComputedStyle(button).backgroundColor")).ShouldBeFalse();
        }
    }

    [Fact]
    public async Task A_code_that_is_asked_for_too_early_is_refused_beside_its_button_and_what_is_typed_stays()
    {
        await using var visit = await Chromium.VisitAsync(TestTown.AddressOf(_town.Node), Screen.Phone);
        var page = visit.Page;
        await ChooseAsync(page);
        await DescribeAsync(page, 0, "Claire", "1987");
        await page.Locator("[name='Input.Contact.Email']").FillAsync("claire@exemple.fr");
        await page.Locator("main button.btn-wide").ClickAsync();
        await page.Locator("[name=Code]").FillAsync("12");

        await page.GetByRole(AriaRole.Button, new() { Name = "Recevoir un nouveau code" }).ClickAsync();
        (await page.Locator("section p:focus").InnerTextAsync()).ShouldStartWith("Un code vient de partir.");

        (await page.EvaluateAsync<bool>(InView)).ShouldBeTrue();
        (await page.Locator("[name=Code]").InputValueAsync()).ShouldBe("12");
    }

    [Fact]
    public async Task A_slot_just_taken_is_told_above_the_search_and_the_links_there_stay_links()
    {
        await using var first = await Chromium.VisitAsync(TestTown.AddressOf(_town.Node), Screen.Phone);
        await using var second = await Chromium.VisitAsync(TestTown.AddressOf(_town.Node), Screen.Phone);
        foreach (var visit in new[] { first, second })
        {
            await visit.Page.GotoAsync("/?near=Sallanches&people=1");
        }

        foreach (var visit in new[] { first, second })
        {
            await visit.Page.Locator("button.slot").First.ClickAsync();
            await visit.Page.Locator("form#people, .offers").First.WaitForAsync();
        }

        (await second.Page.Locator("h1").InnerTextAsync()).ShouldBe("Ce créneau vient d’être pris");
        await second.ShouldBeAccessibleAsync();
        await second.ShouldFitTheScreenAsync();
        await second.ScreenshotAsync("booking-taken-Phone");
        await second.Page.Locator("#found h3 a").First.ClickAsync();
        await second.Page.Locator("#week").WaitForAsync();
        second.Page.Url.ShouldContain("/mairies/");
    }

    public ValueTask DisposeAsync() => _town.DisposeAsync();
}
