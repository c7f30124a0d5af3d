using Creneau.Appointments;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Creneau.Browser.Tests.Booking;

/// <summary>What somebody who books does again and again.</summary>
internal static class BookingSteps
{
    /// <summary>Whether what has the focus is seen whole; browsers scroll by whole pixels.</summary>
    public const string InView =
        "(({ top, bottom }) => top > -1 && bottom < innerHeight + 1)(document.activeElement.getBoundingClientRect())";

    /// <summary>From the search around a place to « Qui vient ? ».</summary>
    public static async Task ChooseAsync(IPage page, int people = 1, string near = "Sallanches")
    {
        await page.GotoAsync($"/?near={near}&people={people}");
        await page.Locator("button.slot").Last.ClickAsync();
        await page.Locator("form#people").WaitForAsync();
    }

    /// <summary>Sends « Qui vient ? » as it is, with fields that are missing.</summary>
    public static async Task FailAsync(IPage page)
    {
        await page.Locator("main button.btn-wide").ClickAsync();
        await page.Locator(".error-summary").WaitForAsync();
    }

    public static async Task DescribeAsync(IPage page, int person, string firstName, string year)
    {
        (string Field, string Value)[] details =
        [
            ("BirthName", "Dunand"), ("FirstGivenName", firstName),
            ("BirthDate.Day", "14"), ("BirthDate.Month", "3"), ("BirthDate.Year", year),
        ];
        foreach (var (field, value) in details)
        {
            await page.Locator($"[name='Input.People[{person}].{field}']").FillAsync(value);
        }
    }

    /// <summary>A confirmed appointment near Sallanches, its page open.</summary>
    public static async Task BookAsync(IPage page, TestTown town, params string[] more)
    {
        await ChooseAsync(page, people: 1 + more.Length);
        foreach (var (person, name) in more.Prepend("Claire").Index())
        {
            await DescribeAsync(page, person, name, $"{1987 + person}");
        }

        await page.Locator("[name='Input.Contact.Email']").FillAsync("claire@exemple.fr");
        await page.Locator("main button.btn-wide").ClickAsync();
        await page.Locator("#code").WaitForAsync();
        await page.Locator("[name=Code]").FillAsync(await CodeAsync(town));
        await page.Locator("#code button").ClickAsync();
        await page.Locator(".band").WaitForAsync();
    }

    /// <summary>The code that was sent for the only hold there is.</summary>
    public static async Task<string> CodeAsync(TestTown town) =>
        await town.CodeAsync(
            await town.ReadAsync(
                db => db.Appointments.Where(row => row.Status == AppointmentStatus.Held).Select(row => row.Id).SingleAsync()));

    /// <summary>A browser's font of twice the size: still nothing sticks out.</summary>
    public static async Task WithLargeLettersAsync(BrowserVisit visit)
    {
        await visit.Page.EvaluateAsync("document.documentElement.style.fontSize = '200%'");
        await visit.ShouldFitTheScreenAsync();
        await visit.Page.EvaluateAsync("document.documentElement.style.fontSize = ''");
        // A picture is taken of the page as it is drawn again: a click lands where the browser last drew the button
        await visit.Page.ScreenshotAsync();
    }

    /// <summary>Tab until the focus is on what is called so, then Enter.</summary>
    public static async Task PressAsync(IPage page, string name, string kind = "a, button")
    {
        List<string> passed = [];
        while (passed.Count < 100)
        {
            await page.Keyboard.PressAsync("Tab");
            passed.Add(
                await page.EvaluateAsync<string>(
                    "document.activeElement === document.body ? '' : document.activeElement.textContent.trim()"));
            if (
                await page.EvaluateAsync<bool>(
                    "([name, kind]) => document.activeElement.matches(kind) && document.activeElement.textContent.includes(name)",
                    new[] { name, kind }))
            {
                await page.Keyboard.PressAsync("Enter");
                return;
            }
        }

        throw new InvalidOperationException(
            $"Tab never comes to « {name} » on {page.Url}, only to {string.Join(", ", passed.Distinct())}.");
    }
}
