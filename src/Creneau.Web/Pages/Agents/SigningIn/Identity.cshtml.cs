using Creneau.Agents.Providers;
using Creneau.Web.Access;
using Creneau.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Creneau.Web.Pages.Agents.SigningIn;

/// <summary>
/// Says with which identity somebody came from the identity provider, why it opens nothing, and what to do. It names no town hall.
/// </summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.SignIns)]
public sealed class IdentityModel(ProviderSettings settings) : PageModel
{
    public string Provider => settings.Name;

    /// <summary>Empty when the provider said none.</summary>
    public string Email { get; private set; } = "";

    /// <summary>Name of the text that says why.</summary>
    public string Sentence { get; private set; } = "";

    public IActionResult OnGet()
    {
        if (!settings.IsOpen)
        {
            return NotFound();
        }

        // Kept for a reload
        if (!Enum.TryParse<ProviderRefusal>(TempData.Peek(ProviderScheme.Reason) as string, out var reason))
        {
            return RedirectToPage("Index");
        }

        Email = TempData.Peek(ProviderScheme.Email) as string ?? "";
        Sentence = reason switch
        {
            ProviderRefusal.NoAccount => "IdentityUnknown",
            ProviderRefusal.EmailNotVerified => "IdentityNotVerified",
            ProviderRefusal.OtherIdentity => "IdentityAnother",
            ProviderRefusal.Suspended => "Suspended",
        };
        var page = Page();
        page.StatusCode = StatusCodes.Status403Forbidden;
        return page;
    }
}
