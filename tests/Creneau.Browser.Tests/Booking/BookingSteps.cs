using Creneau.TestKit;
using Microsoft.Playwright;

namespace Creneau.Browser.Tests.Booking;

/// <summary>What somebody who books does again and again.</summary>
internal static class BookingSteps
{
    public static async Task DescribeAsync(IPage page, int person, string firstName, string year)
    {
        foreach (var (field, value) in new[] { ("BirthName", "Dunand"), ("FirstGivenName", firstName), ("BirthDate.Day", "14"), ("BirthDate.Month", "3"), ("BirthDate.Year", year) })
        {
            await page.Locator($"[name='Input.People[{person}].{field}']").FillAsync(value);
        }
    }

    /// <summary>A browser's font of twice the size: still nothing sticks out.</summary>
    public static async Task WithLargeLettersAsync(BrowserVisit visit)
    {
        await visit.Page.EvaluateAsync("document.documentElement.style.fontSize = '200%'");
        await visit.ShouldFitTheScreenAsync();
        await visit.Page.EvaluateAsync("document.documentElement.style.fontSize = ''");
    }

    /// <summary>Tab until the focus is on what is called so, then Enter.</summary>
    public static async Task PressAsync(IPage page, string name, string kind = "a, button")
    {
        List<string> passed = [];
        while (passed.Count < 100)
        {
            await page.Keyboard.PressAsync("Tab");
            passed.Add(await page.EvaluateAsync<string>("document.activeElement === document.body ? '' : document.activeElement.textContent.trim()"));
            if (await page.EvaluateAsync<bool>("([name, kind]) => document.activeElement.matches(kind) && document.activeElement.textContent.includes(name)", new[] { name, kind }))
            {
                await page.Keyboard.PressAsync("Enter");
                return;
            }
        }

        throw new InvalidOperationException($"Tab never comes to « {name} » on {page.Url}, only to {string.Join(", ", passed.Distinct())}.");
    }
}
