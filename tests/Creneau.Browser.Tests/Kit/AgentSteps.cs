using Creneau.TestKit;
using Microsoft.Playwright;

namespace Creneau.Browser.Tests.Kit;

/// <summary>What agents do on every way.</summary>
internal static class AgentSteps
{
    /// <summary>Opens an address of agents, which asks who they are, and signs in.</summary>
    public static async Task SignInAsync(this IPage page, string address, string email)
    {
        await page.GotoAsync(address);
        await page.GetByLabel("Adresse e-mail").FillAsync(email);
        await page.GetByLabel("Mot de passe").FillAsync(TestAgents.Password);
        await page.Keyboard.PressAsync("Enter");
    }
}
