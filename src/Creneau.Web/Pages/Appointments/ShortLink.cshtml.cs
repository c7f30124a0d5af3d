using Creneau.Appointments;
using Creneau.Web.Browser;
using Creneau.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Creneau.Web.Pages.Appointments;

/// <summary>
/// The short link of a slip of paper: a page whose button opens the appointment, so that a program that only looks opens
/// nothing. Wrong ones are limited per network.
/// </summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.LookUps)]
public sealed class ShortLinkModel(BookingSession session, FindAppointment find) : PageModel
{
    /// <summary>Why nothing was opened: the name of a sentence.</summary>
    public string? Refusal { get; private set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(string link, CancellationToken ct)
    {
        switch (await find.ByShortLinkAsync(session.ActorOf(HttpContext), link, ct))
        {
            case LookUpResult.Found found:
                await session.SetAppointmentAsync(HttpContext, found.Opened.Access, AppointmentNotice.None, ct);
                return RedirectToPage("Index");
            case LookUpResult.TooMany:
                (Refusal, Response.StatusCode) = ("TooManyLookUps", StatusCodes.Status429TooManyRequests);
                return Page();
            default:
                (Refusal, Response.StatusCode) = ("ShortLinkUnknown", StatusCodes.Status404NotFound);
                return Page();
        }
    }
}
