using Creneau.Acting;
using Creneau.Web.Access;
using Creneau.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Creneau.Web.Pages.Agents;

/// <summary>Leads to the first page of whoever is signed in.</summary>
[RequireRight(Rights.None)]
[EnableRateLimiting(RateLimits.Agents)]
public sealed class IndexModel : PageModel
{
    public IActionResult OnGet() => Redirect("~" + HttpContext.SignedInAgent().StartPage());
}
