using Creneau.Appointments;
using Creneau.Notifications;
using Creneau.Reminders;
using Creneau.Web.Browser;
using Creneau.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Creneau.Web.Pages.Appointments;

/// <summary>
/// The short link of a slip of paper or an SMS: a page whose buttons open the appointment, or say that one comes, so that a program
/// that only looks opens nothing. Wrong ones are limited per network.
/// </summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.LookUps)]
public sealed class ShortLinkModel(BookingSession session, FindAppointment find, SayComing say) : PageModel
{
    /// <summary>Why nothing was opened: the name of a sentence.</summary>
    public string? Refusal { get; private set; }

    public void OnGet()
    {
    }

    /// <param name="act">As <see cref="AppointmentActs.Read"/> knows it; anything else: the appointment is opened.</param>
    public async Task<IActionResult> OnPostAsync(string link, string? act, CancellationToken ct)
    {
        switch (await find.ByShortLinkAsync(session.ActorOf(HttpContext), link, ct))
        {
            case LookUpResult.Found found:
                return await OpenAsync(found.Opened.Access, AppointmentActs.Read(act), ct);
            case LookUpResult.TooMany:
                (Refusal, Response.StatusCode) = ("TooManyLookUps", StatusCodes.Status429TooManyRequests);
                return Page();
            default:
                (Refusal, Response.StatusCode) = ("ShortLinkUnknown", StatusCodes.Status404NotFound);
                return Page();
        }
    }

    private async Task<IActionResult> OpenAsync(AppointmentAccess access, AppointmentAct? act, CancellationToken ct)
    {
        var comes = act == AppointmentAct.Come
            && await say.RunAsync(session.ActorOf(HttpContext), access, ct) is SayComingResult.Noted or SayComingResult.NotedBefore;
        await session.SetAppointmentAsync(HttpContext, access, comes ? AppointmentNotice.SaidComing : AppointmentNotice.None, ct);
        return RedirectToPage(AppointmentPages.Of(act == AppointmentAct.Come ? null : act));
    }
}
