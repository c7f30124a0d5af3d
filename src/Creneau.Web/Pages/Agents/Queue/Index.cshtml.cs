using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Counter.Arrivals;
using Creneau.Counter.Visits;
using Creneau.Web.Access;
using Creneau.Web.Browser;
using Creneau.Web.Hosting;
using Creneau.Web.Pages.Agents.Agenda;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Creneau.Web.Pages.Agents.Queue;

/// <summary>What the counter posts; every answer is the agenda that it was posted from.</summary>
[RequireRight(Rights.Appointments)]
[EnableRateLimiting(RateLimits.Agents)]
public sealed class IndexModel(
    NoteArrival arrive, NoteAbsence absent, CallVisit call, PauseVisit pause, FinishVisit finish, UndoVisitStep undo) : PageModel
{
    /// <summary>The agenda to go back to.</summary>
    [BindProperty]
    public string? Back { get; set; }

    public IActionResult OnGet() => Redirect(Url.Content("~" + AgendaAddress.OfToday));

    public async Task<IActionResult> OnPostArriveAsync(Guid id, int site, CancellationToken ct) =>
        Answer(id, await arrive.RunAsync(HttpContext.AgentActor(), id, site, ct));

    public async Task<IActionResult> OnPostAbsentAsync(Guid id, CancellationToken ct) =>
        Answer(id, await absent.RunAsync(HttpContext.AgentActor(), id, ct));

    public async Task<IActionResult> OnPostCallAsync(Guid id, int desk, CurrentVisit current, CancellationToken ct) =>
        Answer(id, await call.RunAsync(HttpContext.AgentActor(), id, desk, current, ct));

    public async Task<IActionResult> OnPostPauseAsync(Guid id, CancellationToken ct) =>
        Answer(id, await pause.RunAsync(HttpContext.AgentActor(), id, LeavesDesk.Pauses, ct));

    public async Task<IActionResult> OnPostNotComeAsync(Guid id, CancellationToken ct) =>
        Answer(id, await pause.RunAsync(HttpContext.AgentActor(), id, LeavesDesk.DidNotCome, ct));

    /// <param name="outcomes">One per person; empty: done for all.</param>
    public async Task<IActionResult> OnPostFinishAsync(Guid id, PersonOutcome[] outcomes, CancellationToken ct) =>
        Answer(id, await finish.RunAsync(HttpContext.AgentActor(), id, outcomes.Length == 0 ? null : outcomes, ct));

    public async Task<IActionResult> OnPostUndoAsync(Guid id, int version, CancellationToken ct) =>
        Answer(id, await undo.RunAsync(HttpContext.AgentActor(), id, version, ct));

    /// <param name="desk">Null: leaves the desk.</param>
    public async Task<IActionResult> OnPostSignOnAsync(
        int? desk, bool takesOver, [FromServices] SignOnToDesk signOn, CancellationToken ct) =>
        await signOn.RunAsync(HttpContext.AgentActor(), desk, takesOver, ct) switch
        {
            SignOnResult.Done => ToAgenda(null),
            SignOnResult.Taken => ToAgenda(new Said(Said.DeskTaken, null, desk)),
            _ => ToAgenda(new Said(nameof(VisitRefusal.NotFound), null, null)),
        };

    public async Task<IActionResult> OnPostTicketAsync(
        int site, int service, int people, string? formId, [FromServices] TakeTicket take, CancellationToken ct) =>
        await take.RunAsync(HttpContext.AgentActor(), site, service, people, FormId.Of(formId), ct) switch
        {
            VisitResult.Noted noted => ToAgenda(new Said(Said.TicketGiven, noted.VisitId, null)),
            VisitResult.Refused refused => ToAgenda(Said.Of(refused, null) with { ServiceId = service, People = people }),
            var other => throw new InvalidOperationException($"No answer to {other}."),
        };

    private RedirectResult Answer(Guid id, VisitResult result) =>
        ToAgenda(result is VisitResult.Refused refused ? Said.Of(refused, id) : null);

    private RedirectResult ToAgenda(Said? said)
    {
        var agenda = Url.Content("~" + AgendaAddress.Page);
        var isAgenda = Url.IsLocalUrl(Back) && Back.StartsWith(agenda + "?", StringComparison.Ordinal);
        return Redirect((isAgenda ? Back : Url.Content("~" + AgendaAddress.OfToday)) + said?.Query);
    }
}
