using Creneau.Availability;
using Creneau.Web.Pages.Shared.Search;
using Creneau.Web.Search;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Creneau.Web.Pages;

/// <summary>The home page: the search, and its answer on the same page. The whole search is in the address.</summary>
[AllowAnonymous]
[DisableRateLimiting]
public sealed class IndexModel(SlotFinder finder, AvailabilityIndex availability, SearchWords words) : PageModel
{
    public SearchPart Part { get; private set; } = null!;

    public void OnGet()
    {
        var (query, problems) = SearchReader.Read(Request.Query, availability.Places.Kinds);
        foreach (var problem in problems)
        {
            ModelState.AddModelError(problem.Field(), words.Problem(problem));
        }

        Part = new SearchPart(finder.Find(query, problems));
        Response.Headers.Vary = "HX-Request";
        if (Request.Headers.ContainsKey("HX-Request") && !Request.Headers.ContainsKey("HX-History-Restore-Request"))
        {
            Response.Headers["HX-Push-Url"] = $"{Request.PathBase}{Part.With(query)}";
        }
    }
}
