using Creneau.TestKit;
using Shouldly;
using Xunit;

namespace Creneau.Browser.Tests.Kit;

public sealed class ChromiumTests
{
    private const string GoodPage =
        """
        <!doctype html><html lang="fr"><title>Créneau</title><main><h1>Créneau</h1><p id="js">sans</p>
        <script>document.getElementById("js").textContent = "avec"</script></main>
        """;

    [Theory]
    [InlineData(Screen.Phone, 360)]
    [InlineData(Screen.Desktop, 1280)]
    public async Task It_opens_with_the_width_of_the_screen(Screen screen, int width)
    {
        await using var visit = await Chromium.VisitAsync(screen: screen);

        visit.Page.Url.ShouldBe("about:blank");
        (await visit.Page.EvaluateAsync<int>("innerWidth")).ShouldBe(width);
    }

    [Theory]
    [InlineData(true, "avec")]
    [InlineData(false, "sans")]
    public async Task It_runs_scripts_or_does_not(bool javaScript, string expected)
    {
        await using var visit = await Chromium.VisitAsync(javaScript: javaScript);

        await visit.Page.SetContentAsync(GoodPage);

        (await visit.Page.InnerTextAsync("#js")).ShouldBe(expected);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_says_what_is_not_accessible(bool javaScript)
    {
        await using var visit = await Chromium.VisitAsync(javaScript: javaScript);

        await visit.Page.SetContentAsync(GoodPage);
        await visit.ShouldBeAccessibleAsync();
        await visit.Page.SetContentAsync(GoodPage.Replace("<h1>", "<img src='data:,'><h1>", StringComparison.Ordinal));
        var complaint = await Record.ExceptionAsync(visit.ShouldBeAccessibleAsync);

        complaint.ShouldNotBeNull().Message.ShouldContain("image-alt");
    }

    [Fact]
    public async Task It_keeps_a_picture_of_the_page()
    {
        await using var visit = await Chromium.VisitAsync();
        await visit.Page.SetContentAsync(GoodPage);

        await visit.ScreenshotAsync("kit");

        File.ReadAllBytes(Checkout.PathOf("artifacts", "screenshots", "kit.png")).Length.ShouldBeGreaterThan(1000);
    }
}
