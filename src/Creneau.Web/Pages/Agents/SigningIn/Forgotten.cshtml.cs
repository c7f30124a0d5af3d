using Creneau.Agents;
using Creneau.Agents.SigningIn;
using Creneau.Web.Browser;
using Creneau.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Pages.Agents.SigningIn;

public sealed class ForgottenInput
{
    public string? Email { get; set; }
}

/// <summary>Sends a link for another password; the answer is the same whether there is such an account or not.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.SignIns)]
public sealed class ForgottenModel(SendPasswordLink send, VisitorCookie visitors, IStringLocalizer<AgentTexts> texts) : PageModel
{
    [BindProperty, FromForm]
    public ForgottenInput Input { get; set; } = new();

    public bool Sent { get; private set; }

    public void OnGet()
    {
    }

    public async Task OnPostAsync(CancellationToken ct)
    {
        if (AgentEmail.Read(Input.Email) is null)
        {
            ModelState.AddModelError("Input.Email", texts["EmailNotUnderstood"]);
            return;
        }

        await send.RunAsync(visitors.Of(HttpContext), Input.Email, ct);
        Sent = true;
    }
}
