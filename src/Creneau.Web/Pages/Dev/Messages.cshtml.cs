using Creneau.Appointments;
using Creneau.Notifications;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Creneau.Web.Pages.Dev;

/// <summary>The e-mails and SMS of the demonstration, newest first.</summary>
[AllowAnonymous]
[DisableRateLimiting]
[TypeFilter<LocalDemoOnlyFilter>]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class MessagesModel(DemoMailbox mailbox) : PageModel
{
    private const int Most = 50;

    private const string PagePolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'; frame-src 'self'";

    /// <summary>E-mails have inline styles, which our own pages may not have; scripts, forms and frames stay forbidden.</summary>
    private const string MailPolicy =
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; "
        + "sandbox allow-popups allow-top-navigation-by-user-activation";

    [FromQuery(Name = "to")]
    public string? To { get; set; }

    public IReadOnlyList<DemoMessage> Messages { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var typed = To?.Replace("\0", "", StringComparison.Ordinal);
        Messages = await mailbox.LatestAsync(ContactReader.Phone(typed).Phone ?? typed, Most, ct);
        Response.Headers.ContentSecurityPolicy = PagePolicy;
    }

    /// <summary>The calendar attachment.</summary>
    public async Task<IActionResult> OnGetCalendarAsync(long id, CancellationToken ct) =>
        await mailbox.FindAsync(id, ct) is { Calendar: { } calendar } ? File(calendar, "text/calendar", "rendez-vous.ics") : NotFound();

    /// <summary>One e-mail as its recipient sees it, for a frame.</summary>
    public async Task<IActionResult> OnGetMailAsync(long id, CancellationToken ct)
    {
        if (await mailbox.FindAsync(id, ct) is not { Html: { } html })
        {
            return NotFound();
        }

        Response.Headers.ContentSecurityPolicy = MailPolicy;
        return Content(html, "text/html; charset=utf-8");
    }
}
