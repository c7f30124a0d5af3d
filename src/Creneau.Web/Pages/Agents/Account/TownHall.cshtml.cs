using Creneau.Acting;
using Creneau.Agents.SigningIn;
using Creneau.Web.Access;
using Creneau.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Creneau.Web.Pages.Agents.Account;

/// <summary>Goes on at another town hall of the same agent, on its first page.</summary>
[RequireRight(Rights.None)]
[AnyTownHall]
[EnableRateLimiting(RateLimits.Agents)]
public sealed class TownHallModel(SwitchTownHall switching) : PageModel
{
    public IActionResult OnGet() => Redirect("~/agents");

    public async Task<IActionResult> OnPostAsync(int? townHallId, string? returnUrl, CancellationToken ct) =>
        await switching.RunAsync(HttpContext.AgentActor(), HttpContext.SignedInAgent().SessionId, townHallId, ct)
            ? Redirect(Url.IsLocalUrl(returnUrl) ? returnUrl : "~/agents")
            : NotFound();
}
