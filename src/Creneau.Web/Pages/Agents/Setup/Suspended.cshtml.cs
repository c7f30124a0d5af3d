using Creneau.Acting;
using Creneau.Availability;
using Creneau.Web.Access;
using Creneau.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Creneau.Web.Pages.Agents.Setup;

/// <summary>What agents of a suspended town hall see.</summary>
[RequireRight(Rights.None)]
[EnableRateLimiting(RateLimits.Agents)]
public sealed class SuspendedModel(AvailabilityIndex availability) : PageModel
{
    public string Name { get; private set; } = "";

    public IActionResult OnGet()
    {
        if (HttpContext.SignedInAgent().TownHallId is not { } id || !availability.Places.IsSuspended(id))
        {
            return Redirect("~/agents");
        }

        Name = availability.Places.TownHalls[id].Name;
        return Page();
    }
}
