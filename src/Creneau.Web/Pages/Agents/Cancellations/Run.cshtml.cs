using Creneau.Acting;
using Creneau.Offers.Runs;
using Creneau.Web.Access;
using Creneau.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Creneau.Web.Pages.Agents.Cancellations;

/// <summary>How a cancellation goes on, who is to be called, whom to keep before their turn, and « Arrêter ici ».</summary>
[RequireRight(Rights.Appointments)]
[EnableRateLimiting(RateLimits.Agents)]
public sealed class RunModel(ReadCancellation reading, StopCancellation stopping, KeepAppointment keeping, CancellationWords words)
    : PageModel
{
    public CancellationView View { get; private set; } = null!;

    [TempData]
    public string? Notice { get; set; }

    private int TownHallId => HttpContext.SignedInAgent().TownHallId ?? 0;

    public async Task<IActionResult> OnGetAsync(int id, CancellationToken ct)
    {
        if (await reading.OfAsync(HttpContext.AgentActor(), TownHallId, id, ct) is not { } view)
        {
            return NotFound();
        }

        View = view;
        return Page();
    }

    public async Task<IActionResult> OnPostStopAsync(int id, CancellationToken ct)
    {
        switch (await stopping.RunAsync(HttpContext.AgentActor(), TownHallId, id, ct))
        {
            case StopCancellationResult.Stopped stopped:
                Notice = words[stopped.IsUndone ? "Undone" : "Stopped", stopped.Left];
                break;
            case StopCancellationResult.NothingLeft:
                Notice = words["NothingLeft"];
                break;
            default:
                return NotFound();
        }

        return Redirect(FormattableString.Invariant($"~/agents/annulations/{id}"));
    }

    /// <summary>Takes one out of it before its turn.</summary>
    public async Task<IActionResult> OnPostKeepAsync(int id, Guid appointmentId, CancellationToken ct)
    {
        switch (await keeping.RunAsync(HttpContext.AgentActor(), TownHallId, id, appointmentId, ct))
        {
            case KeepResult.Kept:
                Notice = words["Kept"];
                break;
            case KeepResult.TooLate:
                Notice = words["KeptTooLate"];
                break;
            default:
                return NotFound();
        }

        return Redirect(FormattableString.Invariant($"~/agents/annulations/{id}"));
    }
}
