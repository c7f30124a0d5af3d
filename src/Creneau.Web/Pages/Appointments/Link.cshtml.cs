using Creneau.Appointments;
using Creneau.Web.Browser;
using Creneau.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Creneau.Web.Pages.Appointments;

/// <summary>The link of a message: opens the appointment for this browser and redirects to an address without the token.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.Links)]
public sealed class LinkModel(BookingSession session, FindAppointment find) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string token, CancellationToken ct)
    {
        if (await find.ByLinkAsync(token, ct) is { } opened)
        {
            await session.SetAppointmentAsync(HttpContext, opened.Access, AppointmentNotice.None, ct);
            return RedirectToPage("Index");
        }

        Response.StatusCode = StatusCodes.Status404NotFound;
        return Page();
    }
}
