using Creneau.Appointments;
using Creneau.Notifications;
using Creneau.Web.Browser;
using Creneau.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Creneau.Web.Pages.Appointments;

/// <summary>
/// The link of a message: opens the appointment for this browser and redirects to an address without the token, of the page whose
/// button does what the link says. A program that follows it changes nothing.
/// </summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.Links)]
public sealed class LinkModel(BookingSession session, FindAppointment find) : PageModel
{
    /// <param name="act">As <see cref="AppointmentActs.Read"/> knows it; anything else: the appointment itself.</param>
    public async Task<IActionResult> OnGetAsync(string token, string? act, CancellationToken ct)
    {
        if (await find.ByLinkAsync(token, ct) is { } opened)
        {
            await session.SetAppointmentAsync(HttpContext, opened.Access, AppointmentNotice.None, ct);
            return RedirectToPage(AppointmentPages.Of(AppointmentActs.Read(act)));
        }

        Response.StatusCode = StatusCodes.Status404NotFound;
        return Page();
    }
}
