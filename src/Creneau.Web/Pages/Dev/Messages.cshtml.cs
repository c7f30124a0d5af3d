using Creneau.Notifications;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Creneau.Web.Pages.Dev;

/// <summary>The e-mails and SMS of the demonstration, newest first.</summary>
[TypeFilter<DemoDoor>]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class MessagesModel(DemoMailbox mailbox) : PageModel
{
    private const int Most = 50;

    /// <summary>An e-mail is written in its own styles, which nothing else here may have; it runs nothing and leads nowhere by itself.</summary>
    private const string MailPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-popups allow-top-navigation-by-user-activation";

    [FromQuery(Name = "to")]
    public string? To { get; set; }

    public IReadOnlyList<DemoMessage> Messages { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        Messages = await mailbox.LatestAsync(To?.Replace("\0", "", StringComparison.Ordinal), Most, ct);
        Response.Headers.ContentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'; frame-src 'self'";
    }

    /// <summary>What is attached for the calendar.</summary>
    public async Task<IActionResult> OnGetCalendarAsync(long id, CancellationToken ct) =>
        await mailbox.FindAsync(id, ct) is { Calendar: { } calendar } ? File(calendar, "text/calendar", "rendez-vous.ics") : NotFound();

    /// <summary>One e-mail as its recipient sees it, to stand in a frame.</summary>
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
