using Creneau.TestKit;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Creneau.Browser.Tests.Search;

/// <summary>The search in a real browser: quick with scripts, whole without, readable on both screens.</summary>
public sealed class SearchTests(SearchTown town) : IClassFixture<SearchTown>
{
    [Theory]
    [InlineData(Screen.Phone, true)]
    [InlineData(Screen.Phone, false)]
    [InlineData(Screen.Desktop, true)]
    public async Task Each_state_of_the_search_is_accessible_and_fits(Screen screen, bool javaScript)
    {
        await using var visit = await Chromium.VisitAsync(town.Address, screen, javaScript);

        foreach (var (name, address) in States)
        {
            await visit.Page.GotoAsync(address);
            await visit.ShouldBeAccessibleAsync();
            await visit.ShouldFitTheScreenAsync();
            await visit.ScreenshotAsync($"search-{name}-{screen}{(javaScript ? "" : "-plain")}");
        }

        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_commune_is_chosen_with_the_keyboard_and_the_answer_comes_without_a_new_page()
    {
        await using var visit = await Chromium.VisitAsync(town.Address);
        var page = visit.Page;
        await page.GotoAsync("/");
        await page.EvaluateAsync("window.sameDocument = true");

        await page.GetByLabel("Près de").PressSequentiallyAsync("sallan");
        await page.GetByRole(AriaRole.Option).First.WaitForAsync();
        await visit.ShouldBeAccessibleAsync();
        await visit.ScreenshotAsync("search-suggestions");
        await page.Keyboard.PressAsync("ArrowDown");
        (await page.Locator("[role=option][aria-selected=true]").InnerTextAsync()).ShouldBe("Sallanches (74700)");
        await page.Keyboard.PressAsync("Enter");

        await page.GetByRole(AriaRole.Heading, new() { Name = "3 mairies à moins de 30 km" }).WaitForAsync();
        page.Url.ShouldContain("near=Sallanches");
        (await page.EvaluateAsync<bool>("window.sameDocument === true")).ShouldBeTrue();
        (await page.Locator("#announce").InnerTextAsync()).ShouldContain("3 mairies");
        (await page.EvaluateAsync<string>("document.activeElement.id")).ShouldBe("near");
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_choice_answers_at_once_and_keeps_the_focus()
    {
        await using var visit = await Chromium.VisitAsync(town.Address, Screen.Desktop);
        var page = visit.Page;
        await page.GotoAsync("/?near=Sallanches");
        await page.EvaluateAsync("window.sameDocument = true");

        await page.Locator("#people").FocusAsync();
        await page.Locator("#people").SelectOptionAsync("4");
        await page.GetByText("pour 4 personnes").First.WaitForAsync();
        (await page.EvaluateAsync<string>("document.activeElement.id")).ShouldBe("people");
        await page.Locator("#service").SelectOptionAsync("each");
        await page.GetByLabel("Personne 4").WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Au plus près" }).ClickAsync();
        await page.Locator("#sort-nearest[aria-current]").WaitForAsync();

        (await page.EvaluateAsync<string>("document.activeElement.id")).ShouldBe("sort-nearest");
        page.Url.ShouldContain("sort=nearest");
        (await page.EvaluateAsync<bool>("window.sameDocument === true")).ShouldBeTrue();
        await page.GoBackAsync();
        await page.Locator("#sort-soonest[aria-current]").WaitForAsync();
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Collecting_changes_the_question()
    {
        await using var visit = await Chromium.VisitAsync(town.Address);
        var page = visit.Page;
        await page.GotoAsync("/?near=Passy+74");

        await page.Locator("#service").SelectOptionAsync("collection");

        await page.GetByLabel("Où avez-vous déposé votre demande ?").WaitForAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Mairie de Passy : retrait possible" }).WaitForAsync();
    }

    [Fact]
    public async Task The_position_is_asked_for_only_on_a_click_and_sent_rounded()
    {
        await using var visit = await Chromium.VisitAsync(town.Address);
        var page = visit.Page;
        await page.Context.GrantPermissionsAsync(["geolocation"]);
        await page.Context.SetGeolocationAsync(new() { Latitude = 45.93612f, Longitude = 6.63187f });
        await page.GotoAsync("/");

        await page.GetByRole(AriaRole.Button, new() { Name = "Autour de moi" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "3 mairies" }).WaitForAsync();
        page.Url.ShouldContain("lat=45.94&lon=6.63");
        (await page.Locator("[data-near][aria-busy]").CountAsync()).ShouldBe(0);

        await page.GetByLabel("Près de").FillAsync("Brest");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText("Aucune mairie équipée à moins de 30 km de Brest").WaitForAsync();
        page.Url.ShouldNotContain("lat=");
    }

    [Fact]
    public async Task A_position_that_is_denied_leaves_the_fields_in_line()
    {
        await using var visit = await Chromium.VisitAsync(town.Address, Screen.Desktop);
        var page = visit.Page;
        await page.GotoAsync("/");

        await page.GetByRole(AriaRole.Button, new() { Name = "Autour de moi" }).ClickAsync();
        await page.GetByText("Votre position n’a pas pu être lue").WaitForAsync();

        var bottoms = await page.EvaluateAsync<double[]>(
            "['#near', '#service', '#people', '.go'].map(part => Math.round(document.querySelector(part).getBoundingClientRect().bottom))");
        bottoms.Distinct().ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("found")]
    [InlineData("filters")]
    [InlineData("site")]
    public async Task Letters_twice_as_large_fit_a_phone(string state)
    {
        await using var visit = await Chromium.VisitAsync(town.Address);
        await visit.Page.RouteAsync("**/*.css", async route =>
        {
            var style = await route.FetchAsync();
            await route.FulfillAsync(new() { Response = style, Body = await style.TextAsync() + "html { font-size: 200% !important }" });
        });

        await visit.Page.GotoAsync(States.Single(one => one.Name == state).Address);

        await visit.ShouldFitTheScreenAsync();
    }

    private IEnumerable<(string Name, string Address)> States =>
    [
        ("first", "/"),
        ("found", "/?near=Sallanches&people=3"),
        ("each", "/en?near=Sallanches&people=2&service=each"),
        ("filters", "/?near=Sallanches&days=wed,sat&time=morning&wheelchair=true"),
        ("ambiguous", "/?near=saint-pierre"),
        ("unknown", "/?near=zzz"),
        ("nothing", "/?near=Sallanches&days=sun"),
        ("wrong", "/?near=Sallanches&people=9&radiusKm=-1"),
        ("collection", "/?near=Cordon&service=collection"),
        ("site", town.SiteAddress),
    ];
}
