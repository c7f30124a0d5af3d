using Creneau.Booking;
using Creneau.Web.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Creneau.Web.Pages.Booking;

/// <summary>The link of a message: turns its secret into a cookie and goes on to a clean address.</summary>
public sealed class LinkModel(Booker booker, FindAppointment find) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string token, CancellationToken ct)
    {
        if (await find.ByTokenAsync(token, ct) is { } appointment)
        {
            booker.Open(HttpContext, appointment, News.None);
            return RedirectToPage("Index");
        }

        Response.StatusCode = StatusCodes.Status404NotFound;
        return Page();
    }
}
