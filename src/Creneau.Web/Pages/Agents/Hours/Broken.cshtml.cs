using Creneau.Acting;
using Creneau.Availability;
using Creneau.Availability.Openings;
using Creneau.Counter;
using Creneau.Hours;
using Creneau.Scheduling;
using Creneau.Web.Access;
using Creneau.Web.Hosting;
using Creneau.Web.Pages.Agents.Agenda;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Creneau.Web.Pages.Agents.Hours;

/// <summary>What is said of a desk that is out of order, as typed.</summary>
public sealed class BrokenInput
{
    /// <summary>Empty: until further notice.</summary>
    public string? Until { get; set; }

    /// <summary>Empty: until the end of that day.</summary>
    public string? UntilTime { get; set; }

    public ClosureReason Reason { get; set; } = ClosureReason.OutOfOrder;

    public string? Told { get; set; }
}

/// <summary>Closes a desk from now on, and opens it again; both at once, without a draft.</summary>
[RequireRight(Rights.Hours | Rights.Appointments)]
[EnableRateLimiting(RateLimits.Agents)]
public sealed class BrokenModel(
    CloseDesk closing, ReopenDesk reopening, AgendaReading reading, AvailabilityIndex availability, HoursWords words, TimeProvider clock)
    : PageModel
{
    [FromQuery(Name = "guichet")]
    public int? Asked { get; set; }

    [BindProperty, FromForm]
    public BrokenInput Input { get; set; } = new();

    [TempData]
    public string? Notice { get; set; }

    public AgendaDesk Desk { get; private set; } = null!;

    public int SiteId { get; private set; }

    public DateOnly Today { get; private set; }

    /// <summary>Who is expected at the desk from now until the end of tomorrow.</summary>
    public IReadOnlyList<AgendaAppointment> Inside { get; private set; } = [];

    public bool IsClosed => Desk.Now is DeskCondition.OutOfOrder or DeskCondition.Closed;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostCloseAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var until = string.IsNullOrWhiteSpace(Input.Until) ? null : TypedTime.Date(Input.Until);
        var time = string.IsNullOrWhiteSpace(Input.UntilTime) ? DayBits.MinutesPerDay : TypedTime.Read(Input.UntilTime);
        if (until is null && !string.IsNullOrWhiteSpace(Input.Until))
        {
            ModelState.AddModelError("Input.Until", words["NotADate"]);
        }

        if (time is null)
        {
            ModelState.AddModelError("Input.UntilTime", words["NotATime"]);
        }

        // An hour alone is one of today
        until ??= string.IsNullOrWhiteSpace(Input.UntilTime) ? null : Today;
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var told = Input.Told?.Trim() is { Length: > 0 } text ? text[..Math.Min(text.Length, Closure.LongestTold)] : null;
        var closure = new DeskClosure(null, until?.ToDateTime(TimeOnly.MinValue).AddMinutes(time!.Value), Input.Reason, told);
        switch (await closing.RunAsync(HttpContext.AgentActor(), Desk.Id, closure, ct))
        {
            case CloseDeskResult.Closed:
                Notice = words["ClosedNow", Desk.Name];
                return Redirect(Address());
            case CloseDeskResult.Refused { Reason: CloseDeskRefusal.Reversed }:
                ModelState.AddModelError("Input.Until", words["Refused_Reversed"]);
                return Page();
            case CloseDeskResult.Refused { Reason: CloseDeskRefusal.ClosedAlready }:
                ModelState.AddModelError("", words["ClosedAlready"]);
                return Page();
            default:
                return NotFound();
        }
    }

    public async Task<IActionResult> OnPostReopenAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        switch (await reopening.RunAsync(HttpContext.AgentActor(), Desk.Id, ct))
        {
            case ReopenDeskResult.Reopened:
                Notice = words["ReopenedNow", Desk.Name];
                return Redirect(Address());
            case ReopenDeskResult.NotClosed:
                ModelState.AddModelError("", words["NotClosed"]);
                return Page();
            case ReopenDeskResult.Retired:
                ModelState.AddModelError("", words["ReopenRetired", Desk.Name]);
                return Page();
            default:
                return NotFound();
        }
    }

    private string Address() => FormattableString.Invariant($"~/agents/horaires/panne?guichet={Desk.Id}");

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        var places = availability.Places;
        if (Asked is not { } id || !places.Desks.TryGetValue(id, out var desk))
        {
            return false;
        }

        SiteId = desk.SiteId;
        var now = WallClock.ToLocal(clock.GetUtcNow().UtcDateTime, places.ZoneOf(places.Sites[SiteId]));
        Today = DateOnly.FromDateTime(now);
        var query = new AgendaQuery(SiteId, Today, Today.AddDays(1));
        if (places.Sites[SiteId].TownHallId != HttpContext.SignedInAgent().TownHallId
            || await reading.ReadAsync(HttpContext.AgentActor(), query, ct) is not AgendaResult.Found { Agenda: var agenda }
            || agenda.Desks.FirstOrDefault(one => one.Id == id) is not { } shown)
        {
            return false;
        }

        Desk = shown;
        var minute = (int)now.TimeOfDay.TotalMinutes;
        Inside = [.. agenda.Appointments.Where(one => one.DeskId == id && (one.Date > Today || one.TakenUntil > minute))
            .Where(one => StatusLook.ClassOf(one) is "confirmed" or "arrived" or "held" or "running" or "paused")
            .OrderBy(one => one.Date).ThenBy(one => one.TakenFrom)];
        return true;
    }
}
