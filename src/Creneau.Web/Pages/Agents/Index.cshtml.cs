using Creneau.Acting;
using Creneau.Availability;
using Creneau.Web.Access;
using Creneau.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Creneau.Web.Pages.Agents;

/// <summary>Leads to the first page of whoever is signed in.</summary>
[RequireRight(Rights.None)]
[EnableRateLimiting(RateLimits.Agents)]
public sealed class IndexModel(AvailabilityIndex availability) : PageModel
{
    public IActionResult OnGet() => Redirect("~" + (IsNew ? Start.IndexModel.Address : HttpContext.SignedInAgent().StartPage()));

    /// <summary>Whoever manages a town hall without any place is led through opening it.</summary>
    private bool IsNew => HttpContext.SignedInAgent() is { TownHallId: { } id } agent && agent.Rights.HasFlag(Rights.Accounts)
        && availability.Places.SitesOf(id).Count == 0;
}
