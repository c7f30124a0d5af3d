using Creneau.Agents.SigningIn;
using Creneau.Web.Access;
using Creneau.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Creneau.Web.Pages.Agents.SigningIn;

/// <summary>Ends the session of this browser.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.SignIns)]
public sealed class SignOutModel(SignOut signOut) : PageModel
{
    public IActionResult OnGet() => RedirectToPage("Index");

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await HttpContext.FindAgentAsync() is { } agent)
        {
            await signOut.RunAsync(HttpContext.AgentActor(), agent.SessionId, ct);
        }

        await HttpContext.ForgetAgentAsync();
        TempData[nameof(IndexModel.Notice)] = "SignedOut";
        return RedirectToPage("Index");
    }
}
