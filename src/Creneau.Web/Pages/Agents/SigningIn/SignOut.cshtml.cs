using Creneau.Agents.SigningIn;
using Creneau.Web.Access;
using Creneau.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Creneau.Web.Pages.Agents.SigningIn;

/// <summary>Ends the session of this browser, and the one at the identity provider by which it began.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.SignIns)]
public sealed class SignOutModel(SignOut signOut, AgentSessions sessions, ProviderSession provider, ProviderSettings settings) : PageModel
{
    /// <summary>Where the session of the identity provider is ended; the page goes there by itself.</summary>
    public string EndAddress { get; private set; } = "";

    public string Provider => settings.Name;

    public IActionResult OnGet() => RedirectToPage("Index");

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var idToken = (string?)null;
        if (await HttpContext.FindAgentAsync() is { } agent)
        {
            idToken = await sessions.IdTokenOfAsync(agent.SessionId, ct);
            await signOut.RunAsync(HttpContext.AgentActor(), agent.SessionId, ct);
        }

        await HttpContext.ForgetAgentAsync();
        TempData[nameof(IndexModel.Notice)] = "SignedOut";
        if (idToken is not null && await provider.EndAddressAsync(HttpContext, idToken) is { } address)
        {
            // A page, since the browser lets no form lead to another host
            EndAddress = address;
            HttpContext.Items.Remove(typeof(SignedInAgent));
            return Page();
        }

        return RedirectToPage("Index");
    }
}
