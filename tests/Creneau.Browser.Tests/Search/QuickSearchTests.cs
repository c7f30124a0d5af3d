using Creneau.TestKit;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Creneau.Browser.Tests.Search;

/// <summary>An answer that comes by script is as whole as a page: what it changes, what it says, what goes wrong.</summary>
public sealed class QuickSearchTests(SearchTown town) : IClassFixture<SearchTown>
{
    [Fact]
    public async Task A_sites_own_form_changes_its_slots_and_says_how_many_there_are()
    {
        await using var visit = await Chromium.VisitAsync(town.Address);
        var page = visit.Page;
        await page.GotoAsync(town.SiteAddress);
        var before = await page.Locator("#announce").InnerTextAsync();

        await page.Locator("#people").FocusAsync();
        await page.Locator("#people").SelectOptionAsync("3");
        await page.Locator("#visit", new() { HasText = "pour 3 personnes" }).WaitForAsync();

        (await page.Locator("#announce").InnerTextAsync()).ShouldNotBe(before);
        (await page.Locator("[name=services]").GetAttributeAsync("value")).ShouldBe("cni,cni,cni");
        (await page.EvaluateAsync<string>("document.activeElement.id")).ShouldBe("people");
        (await page.Locator("#back-to-search").GetAttributeAsync("href"))!.ShouldContain("people=3");
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task To_each_their_own_begins_with_what_everybody_came_for()
    {
        await using var visit = await Chromium.VisitAsync(town.Address);
        var page = visit.Page;
        await page.GotoAsync("/?near=Sallanches&people=2");
        await page.Locator("#service").SelectOptionAsync("passport");
        await page.Locator("[name=services][value='passport,passport']").First.WaitForAsync(
            new() { State = WaitForSelectorState.Attached });

        await page.Locator("#service").SelectOptionAsync(new SelectOptionValue { Label = "Chacun sa démarche" });
        await page.Locator("#s-1").WaitForAsync();
        await page.Locator("#s-1").SelectOptionAsync("cni");
        await page.Locator("[name=services][value='passport,cni']").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });

        page.Url.ShouldContain("s=passport&s=cni");
    }

    [Fact]
    public async Task An_error_of_a_quick_search_is_told_like_any_other()
    {
        await using var visit = await Chromium.VisitAsync(town.Address);
        var page = visit.Page;
        await page.GotoAsync("/?near=Sallanches");
        await page.GetByText("Jours et heures").ClickAsync();

        await page.GetByLabel("À partir du").FillAsync("2026-12-02");
        await page.GetByText("à partir du mer. 2 déc.").WaitForAsync();
        await page.GetByLabel("Jusqu’au").FillAsync("2026-12-01");

        await page.GetByRole(AriaRole.Alert).GetByText("La première date est après la dernière").WaitForAsync();
        (await page.TitleAsync()).ShouldStartWith("Erreur");
        (await page.EvaluateAsync<bool>("document.activeElement.matches('[data-error-summary]')")).ShouldBeTrue();
        await page.GetByLabel("Jusqu’au").FillAsync("2026-12-31");
        await page.GetByRole(AriaRole.Heading, new() { Name = "3 mairies" }).WaitForAsync();
        (await page.Locator("[data-error-summary]").CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_quick_search_takes_along_title_language_and_the_sentence_read_aloud()
    {
        await using var visit = await Chromium.VisitAsync(town.Address);
        var page = visit.Page;
        await page.GotoAsync("/");
        var pages = await page.EvaluateAsync<int>("history.length");

        await page.Locator("#people").SelectOptionAsync("2");
        await page.GetByText("pour 2 personnes").First.WaitForAsync();

        (await page.TitleAsync()).ShouldBe("Créneau");
        (await page.Locator("#announce").InnerTextAsync()).ShouldContain("au plus tôt aujourd’hui, Mairie de Saint-Gervais");
        (await page.EvaluateAsync<int>("history.length")).ShouldBe(pages);
        page.Url.ShouldContain("people=2");
        (await page.GetByText("n’importe quelle mairie équipée").IsVisibleAsync()).ShouldBeTrue();
        await page.Locator("#service").SelectOptionAsync("collection");
        await page.GetByText("Tapez sa commune").WaitForAsync();
        (await page.GetByText("n’importe quelle mairie équipée").IsVisibleAsync()).ShouldBeFalse();
        await page.GetByRole(AriaRole.Link, new() { Name = "EN, English version" }).ClickAsync();
        await page.Locator("html[lang=en]").WaitForAsync();

        page.Url.ShouldMatch("/en/\\?.*service=collection.*people=2");
    }

    [Fact]
    public async Task What_did_not_come_once_is_tried_again()
    {
        await using var visit = await Chromium.VisitAsync(town.Address);
        var page = visit.Page;
        await page.GotoAsync("/");
        await page.Context.SetOfflineAsync(true);
        await page.GetByLabel("Près de").FocusAsync();
        await page.Locator("#people").SelectOptionAsync("2");
        await page.GetByText("Nous n’avons pas reçu de réponse").WaitForAsync();

        await page.Context.SetOfflineAsync(false);
        await page.GetByLabel("Près de").PressSequentiallyAsync("sallan");
        await page.Locator("#near-list [role=option]").First.ClickAsync();

        await page.GetByRole(AriaRole.Heading, new() { Name = "3 mairies" }).WaitForAsync();
        (await page.GetByText("Nous n’avons pas reçu de réponse").IsVisibleAsync()).ShouldBeFalse();
    }
}
