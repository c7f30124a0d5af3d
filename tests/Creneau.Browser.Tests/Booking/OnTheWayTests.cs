using Creneau.TestKit;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Creneau.Browser.Tests.Booking.BookingSteps;

namespace Creneau.Browser.Tests.Booking;

/// <summary>What becomes of what is typed and pressed while another page, or another language, is on its way.</summary>
public sealed class OnTheWayTests : IAsyncLifetime
{
    private TestTown _town = null!;

    public async ValueTask InitializeAsync()
    {
        _town = await TestTown.FoundAsync(DatabaseProvider.Sqlite);
        await (await _town.TownHallAsync("Sallanches", 45.94, 6.63, "74256")).DeskAsync("DR 1", "Mon-Fri 14:00-17:00");
        await _town.OpenAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_other_language_takes_along_what_is_typed_and_Enter_still_goes_on(bool javaScript)
    {
        await using var visit = await Chromium.VisitAsync(TestTown.AddressOf(_town.Node), Screen.Phone, javaScript);
        var page = visit.Page;
        await ChooseAsync(page);
        await FailAsync(page);
        await DescribeAsync(page, 0, "Claire", "1987");

        await page.Locator("button.language").ClickAsync();
        await page.Locator("html[lang=en]").WaitForAsync();
        (await page.Locator("h1").InnerTextAsync()).ShouldBe("Who is coming?");
        (await page.Locator(".error-summary li").AllInnerTextsAsync()).ShouldBe(["Enter an e-mail address."]);
        (await page.Locator("[name='Input.People[0].FirstGivenName']").InputValueAsync()).ShouldBe("Claire");

        await page.Locator("[name='Input.Contact.Email']").FillAsync("claire@exemple.fr");
        await page.Locator("[name='Input.Contact.Email']").PressAsync("Enter");
        await page.Locator("#code").WaitForAsync();
        page.Url.ShouldEndWith("/en/rendez-vous/code");
    }

    [Fact]
    public async Task Back_to_the_search_and_to_another_slot_nothing_is_typed_twice()
    {
        await using var visit = await Chromium.VisitAsync(TestTown.AddressOf(_town.Node), Screen.Phone);
        var page = visit.Page;
        await ChooseAsync(page);
        await FailAsync(page);
        await DescribeAsync(page, 0, "Claire", "1987");

        await page.GoBackAsync();
        await Patience.UntilAsync(
            "what is typed is kept",
            async () => (await OpenedElsewhereAsync(page)).Contains("value=\"Claire\"", StringComparison.Ordinal),
            TimeSpan.FromSeconds(15),
            TestContext.Current.CancellationToken);
        await page.Locator("button.slot").First.ClickAsync();
        await page.Locator("form#people").WaitForAsync();
        (await page.Locator("[name='Input.People[0].FirstGivenName']").InputValueAsync()).ShouldBe("Claire");

        await page.Locator("[name='Input.Contact.Email']").FillAsync("claire@exemple.fr");
        await page.Locator("main button.btn-wide").ClickAsync();
        await page.Locator("#code").WaitForAsync();
    }

    private static async Task<string> OpenedElsewhereAsync(IPage page) =>
        await (await page.APIRequest.GetAsync("/rendez-vous/qui")).TextAsync();

    [Fact]
    public async Task Whoever_is_asked_about_stands_where_they_stood_and_what_is_typed_below_stays()
    {
        await using var visit = await Chromium.VisitAsync(TestTown.AddressOf(_town.Node), Screen.Phone);
        var page = visit.Page;
        await BookAsync(page, _town, "Zoé", "Jules", "Nina", "Paul");
        await page.GotoAsync("/rendez-vous/personnes");
        await page.Locator("#add button.btn-primary").ClickAsync();
        await page.Locator(".error-summary").WaitForAsync();
        await page.Locator("[name='Input.Person.FirstGivenName']").FillAsync("Rose");

        await page.Locator(".people button").Last.ClickAsync();
        (await page.Locator(".people p:focus").InnerTextAsync()).ShouldStartWith("Retirer Paul");
        (await page.EvaluateAsync<bool>(InView)).ShouldBeTrue();
        await visit.ShouldBeAccessibleAsync();

        await page.Locator(".people .btn-ghost").ClickAsync();
        (await page.Locator(".people .btn-plain:focus").TextContentAsync()).ShouldBe("Retirer Paul");
        (await page.Locator(".people .btn-stop").CountAsync()).ShouldBe(0);
        (await page.EvaluateAsync<bool>(InView)).ShouldBeTrue();
        (await page.Locator("[name='Input.Person.FirstGivenName']").InputValueAsync()).ShouldBe("Rose");
        (await page.Locator(".error-summary").CountAsync()).ShouldBe(1);
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_reload_types_nothing_twice_either()
    {
        await using var visit = await Chromium.VisitAsync(TestTown.AddressOf(_town.Node), Screen.Phone);
        var page = visit.Page;
        await ChooseAsync(page);
        await DescribeAsync(page, 0, "Claire", "1987");
        await Patience.UntilAsync(
            "what is typed is kept",
            async () => (await OpenedElsewhereAsync(page)).Contains("value=\"Claire\"", StringComparison.Ordinal),
            TimeSpan.FromSeconds(15),
            TestContext.Current.CancellationToken);

        await page.ReloadAsync();
        (await page.Locator("[name='Input.People[0].FirstGivenName']").InputValueAsync()).ShouldBe("Claire");

        await page.GetByRole(AriaRole.Button, new() { Name = "Tout effacer" }).ClickAsync();
        await page.GetByText("Nous avons repris").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        (await page.Locator("[name='Input.People[0].FirstGivenName']").InputValueAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Back_fills_in_nothing_of_somebody_who_booked_in_this_browser_before(bool javaScript)
    {
        await using var visit = await Chromium.VisitAsync(TestTown.AddressOf(_town.Node), Screen.Phone, javaScript);
        var page = visit.Page;
        await BookAsync(page, _town);
        await page.GetByRole(AriaRole.Button, new() { Name = "Fermer ce rendez-vous" }).ClickAsync();
        await page.Locator("#find").WaitForAsync();
        await ChooseAsync(page);

        List<string> seen = [];
        for (var step = 0; step < 10; step++)
        {
            await page.GoBackAsync();
            if (page.Url.EndsWith("/rendez-vous/qui", StringComparison.Ordinal))
            {
                await page.Locator("form#people").WaitForAsync();
                seen.Add(
                    await page.Locator("[name='Input.People[0].FirstGivenName']")
                        .InputValueAsync() + await page.Locator("[name='Input.Contact.Email']")
                        .InputValueAsync());
            }
        }

        seen.ShouldNotBeEmpty();
        seen.ShouldAllBe(typed => typed.Length == 0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task When_the_slot_is_no_longer_kept_Enter_takes_it_again(bool javaScript)
    {
        await using var visit = await Chromium.VisitAsync(TestTown.AddressOf(_town.Node), Screen.Phone, javaScript);
        var page = visit.Page;
        await ChooseAsync(page);
        await DescribeAsync(page, 0, "Claire", "1987");
        await page.Locator("[name='Input.Contact.Email']").FillAsync("claire@exemple.fr");
        _town.TurnableClock.Advance(TimeSpan.FromMinutes(16));

        await page.Locator("[name='Input.Contact.Email']").PressAsync("Enter");
        await page.GetByText("Le créneau n’est plus gardé.").WaitForAsync();
        await page.Locator("[name='Input.Contact.Email']").PressAsync("Enter");

        await page.Locator("#code").WaitForAsync();
    }

    [Fact]
    public async Task What_is_pressed_shows_that_it_is_on_its_way_until_it_has_arrived_or_failed()
    {
        await using var visit = await Chromium.VisitAsync(TestTown.AddressOf(_town.Node), Screen.Phone);
        var page = visit.Page;
        var gate = new TaskCompletionSource();
        await page.RouteAsync("**/rendez-vous/garder", async route =>
        {
            await gate.Task;
            await route.ContinueAsync();
        });
        await page.GotoAsync("/?near=Sallanches&people=1");

        await page.Locator("button.slot").First.ClickAsync();
        await page.Locator("button.slot[aria-busy=true]").WaitForAsync();
        await page.Locator("#sending", new() { HasText = "Envoi en cours" }).WaitForAsync(new() { State = WaitForSelectorState.Attached });
        gate.SetResult();
        await page.Locator("form#people").WaitForAsync();
        await page.RouteAsync("**/rendez-vous/qui", route => route.Request.Method == "POST" ? route.AbortAsync() : route.ContinueAsync());
        await page.Locator("main button.btn-wide").ClickAsync();
        await page.Locator("#no-answer").WaitForAsync();
        (await page.Locator("[aria-busy]").CountAsync()).ShouldBe(0);
        await page.GoBackAsync();

        (await page.Locator("button.slot").CountAsync()).ShouldBeGreaterThan(0);
        (await page.Locator("[aria-busy]").CountAsync()).ShouldBe(0);
    }

    public ValueTask DisposeAsync() => _town.DisposeAsync();
}
