using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Shouldly;

namespace Creneau.TestKit;

/// <summary>One page of <see cref="Chromium"/>, closed when disposed.</summary>
public sealed partial class BrowserVisit : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly Equipment _equipment;
    private readonly List<string> _complaints = [];

    internal BrowserVisit(IBrowserContext context, IPage page, Equipment equipment)
    {
        (_context, Page, _equipment) = (context, page, equipment);
        page.PageError += (_, error) => _complaints.Add(error);
        page.Console += (_, message) => Note(message);
    }

    public IPage Page { get; }

    /// <summary>Script errors and the console's errors so far, what the Content-Security-Policy blocked included.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    /// <summary>The page as axe judges it, WCAG 2.1 A and AA and its good practices: no violation.</summary>
    public async Task ShouldBeAccessibleAsync()
    {
        if (!_equipment.JavaScript)
        {
            await TwinShouldBeAccessibleAsync();
            return;
        }
        var result = await Page.RunAxe();
        result.Violations.Select(Describe).ShouldBeEmpty(Page.Url);
    }

    /// <summary>Nothing sticks out to the right: the page scrolls in one direction only.</summary>
    public async Task ShouldFitTheScreenAsync()
    {
        var width = await Page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        width.ShouldBeLessThanOrEqualTo(Page.ViewportSize!.Width, $"{Page.Url} scrolls sideways");
    }

    /// <summary>Keeps the whole page as <c>artifacts/screenshots/NAME.png</c>, to be looked at.</summary>
    public Task ScreenshotAsync(string name) => Page.ScreenshotAsync(new PageScreenshotOptions
    {
        Path = Path.Combine(Checkout.Artifacts("screenshots"), $"{name}.png"),
        FullPage = true,
        Animations = ScreenshotAnimations.Disabled,
    });

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    // Axe is a script, which a browser without JavaScript does not run: it judges a copy that has lost its scripts.
    private async Task TwinShouldBeAccessibleAsync()
    {
        var html = Scripts().Replace(await Page.ContentAsync(), "");
        await using var twin = await Chromium.VisitAsync(_equipment with { JavaScript = true });
        await twin.ShowAsync(Page.Url, html);
        await twin.ShouldBeAccessibleAsync();
    }

    private async Task ShowAsync(string address, string html)
    {
        if (!address.StartsWith("http", StringComparison.Ordinal))
        {
            await Page.SetContentAsync(html);
            return;
        }
        await Page.RouteAsync(
            address, route => route.FulfillAsync(new RouteFulfillOptions { ContentType = "text/html; charset=utf-8", Body = html }));
        await Page.GotoAsync(address);
    }

    private void Note(IConsoleMessage message)
    {
        if (message.Type == "error") _complaints.Add(message.Text);
    }

    private static string Describe(AxeResultItem violation) =>
        $"{violation.Id} ({violation.Impact}): {violation.Help}\n"
        + string.Join("\n", violation.Nodes.Select(node => $"    {node.Target}  {node.Html}"));

    // What <noscript> holds is shown, since the copy is read by a browser that knows scripts.
    [GeneratedRegex("<script.*?</script>|</?noscript>", RegexOptions.Singleline)]
    private static partial Regex Scripts();
}
