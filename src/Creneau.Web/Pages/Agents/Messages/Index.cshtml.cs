using System.Globalization;
using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Counter.Messages;
using Creneau.Web.Access;
using Creneau.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Pages.Agents.Messages;

/// <summary>What people were sent, and whom nothing reached.</summary>
[RequireRight(Rights.Appointments)]
[EnableRateLimiting(RateLimits.Agents)]
public sealed class IndexModel(ReadMessages reading, FindAppointment find, SendAgain again, IStringLocalizer<MessageTexts> texts)
    : PageModel
{
    [TempData]
    public string? Notice { get; set; }

    /// <summary>Ticks of the message after which the page begins.</summary>
    [BindProperty(SupportsGet = true, Name = "avant")]
    public long? Before { get; set; }

    public MessageList Shown { get; private set; } = new([], [], false);

    public string? Refusal { get; private set; }

    public string? Older => Shown.HasMore ? Shown.Latest[^1].CreatedUtc.Ticks.ToString(CultureInfo.InvariantCulture) : null;

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => ShowAsync(ct);

    /// <summary>« Renvoyer », for one of those whom nothing reached.</summary>
    public async Task<IActionResult> OnPostAgainAsync(Guid appointmentId, CancellationToken ct)
    {
        var actor = HttpContext.AgentActor();
        if (await find.ByAgentAsync(actor, appointmentId, ct) is not { } opened)
        {
            return NotFound();
        }

        var result = await again.RunAsync(actor, opened.Access, ct);
        if (result == SendAgainResult.Queued)
        {
            Notice = texts["SentAgain"];
            return RedirectToPage();
        }

        Refusal = texts[$"Again_{result}"];
        return await ShowAsync(ct);
    }

    private async Task<IActionResult> ShowAsync(CancellationToken ct)
    {
        DateTime? before = Before is > 0 and < 3155378975999999999 ? new DateTime(Before.Value, DateTimeKind.Utc) : null;
        if (await reading.ListAsync(HttpContext.AgentActor(), before, ct) is not { } list)
        {
            return NotFound();
        }

        Shown = list;
        return Page();
    }
}
