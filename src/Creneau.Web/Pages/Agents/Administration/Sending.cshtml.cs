using Creneau.Acting;
using Creneau.Administration.Sending;
using Creneau.Notifications.Sending;
using Creneau.Storage;
using Creneau.Web.Access;
using Creneau.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Pages.Agents.Administration;

/// <summary>How the queue of messages stands, for the platform's administrators, and the switch that holds it back.</summary>
[RequireRight(Rights.Accounts)]
[EnableRateLimiting(RateLimits.Agents)]
public sealed class SendingModel(
    IDbContextFactory<CreneauDb> contexts,
    StorageProvider storage,
    PauseSending pause,
    TimeProvider clock,
    IStringLocalizer<AgentTexts> texts) : PageModel
{
    [TempData]
    public string? Notice { get; set; }

    public QueueState State { get; private set; } = null!;

    public DateTime NowUtc => clock.GetUtcNow().UtcDateTime;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (HttpContext.SignedInAgent().TownHallId is not null)
        {
            return NotFound();
        }

        State = await contexts.ReadAsync(storage, db => QueueState.ReadAsync(db, NowUtc, ct), ct);
        return Page();
    }

    public Task<IActionResult> OnPostPauseAsync(CancellationToken ct) => SetAsync(pauses: true, ct);

    public Task<IActionResult> OnPostResumeAsync(CancellationToken ct) => SetAsync(pauses: false, ct);

    private async Task<IActionResult> SetAsync(bool pauses, CancellationToken ct)
    {
        if (!await pause.RunAsync(HttpContext.AgentActor(), pauses, ct))
        {
            return NotFound();
        }

        Notice = texts[pauses ? "SendingPaused" : "SendingResumed"];
        return RedirectToPage();
    }
}
