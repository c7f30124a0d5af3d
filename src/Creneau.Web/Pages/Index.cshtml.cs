using Creneau.Web.Pages.Search;
using Creneau.Web.Search;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Creneau.Web.Pages;

/// <summary>The home page: the question, and its answer on the same page. Everything is in the address.</summary>
public sealed class IndexModel(SlotFinder finder, SearchWords words) : PageModel
{
    public SearchPart Part { get; private set; } = null!;

    public void OnGet()
    {
        var (query, problems) = SearchReader.Read(Request.Query);
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
