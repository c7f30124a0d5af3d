using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Offers.Runs;
using Creneau.Scheduling;
using Creneau.Text;
using Creneau.Web.Access;
using Creneau.Web.Browser;
using Creneau.Web.Hosting;
using Creneau.Web.Pages.Agents.Hours;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Creneau.Web.Pages.Agents.Cancellations;

/// <summary>
/// The town hall cancels: what, why, then whom that concerns and how each of them is told, and a button. Nothing is written before.
/// </summary>
[RequireRight(Rights.Appointments)]
[EnableRateLimiting(RateLimits.Agents)]
[RequestFormLimits(ValueCountLimit = MostValues)]
public sealed class IndexModel(
    PreviewCancellation preview, CancelSeveral cancel, CancellationWords words, AvailabilityIndex availability, TimeProvider clock)
    : PageModel
{
    /// <summary>More than a site has in the longest range; two values are posted for each.</summary>
    private const int MostChosen = 5_000;
    private const int MostValues = (2 * MostChosen) + 100;

    public CancellationInput Input { get; private set; } = new();

    /// <summary>Whom it concerns; null until what to cancel is said.</summary>
    public PreviewCancellationResult.Shown? Shown { get; private set; }

    /// <summary>Why nothing can be cancelled, or nothing was.</summary>
    public string? Problem { get; private set; }

    /// <summary>The agent may close what is cancelled.</summary>
    public bool MayClose => HttpContext.SignedInAgent().Rights.HasFlag(Rights.Hours) && Input.Scope != CancellationInput.Chosen;

    public IReadOnlyList<Places.Site> Sites =>
    [
        .. availability.Places.SitesOf(TownHallId).OrderBy(site => site.Name, StringComparer.CurrentCulture),
    ];

    public IReadOnlyList<Desk> Desks => [.. availability.Places.Desks.Values.Where(desk => Sites.Any(site => site.Id == desk.SiteId))
        .OrderBy(desk => desk.SiteId).ThenBy(desk => desk.Name, StringComparer.CurrentCulture)];

    public DateOnly Today => DateOnly.FromDateTime(Now);

    /// <summary>What people would read about why: a code of the list, or what was typed.</summary>
    public string Reason => CancellationWords.ReasonOf(Input.Reason, Input.Typed);

    private int TownHallId => HttpContext.SignedInAgent().TownHallId ?? 0;

    private DateTime Now => availability.Places.LocalTime(TownHallId, clock.GetUtcNow().UtcDateTime);

    public async Task<IActionResult> OnGetAsync(CancellationInput input, CancellationToken ct)
    {
        Input = input;
        if (!availability.Places.TownHalls.ContainsKey(TownHallId))
        {
            return NotFound();
        }

        Input.Reason ??= ListedReason.All[0];
        if (Target() is { } target)
        {
            await LookAsync(target, ct);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationInput input, string? formId, CancellationToken ct)
    {
        Input = input;
        if (!availability.Places.TownHalls.ContainsKey(TownHallId) || Target() is not { } target)
        {
            return NotFound();
        }

        if (Reason.Length is 0 or > Appointment.LongestCancelReason)
        {
            Problem = words[Reason.Length == 0 ? "Refused_NoReason" : "ReasonTooLong", Appointment.LongestCancelReason];
            return await LookAsync(target, ct);
        }

        var result = await cancel.RunAsync(
            HttpContext.AgentActor(), Narrowed(target), new CancellationOrder(Reason, Input.Seen, Closes()), FormId.Of(formId), ct);
        switch (result)
        {
            case CancelSeveralResult.Begun begun:
                return Redirect(FormattableString.Invariant($"~/agents/annulations/{begun.RunId}"));
            case CancelSeveralResult.Refused { Reason: CancellationRefusal.NotFound }:
                return NotFound();
            case CancelSeveralResult.Refused refused:
                Problem = words[$"Refused_{refused.Reason}"];
                return await LookAsync(target, ct);
            default:
                return NotFound();
        }
    }

    private bool Closes() => Input.Closes && MayClose && Input.Appointments.Count == Input.Seen.Count;

    /// <summary>Who was unticked is left out; then it is no longer the whole of a desk's day.</summary>
    private CancellationTarget Narrowed(CancellationTarget target) => Input.Appointments.Count == Input.Seen.Count
        ? target
        : new CancellationTarget(TownHallId, CancellationScope.Chosen) { Chosen = [.. Input.Appointments.Take(MostChosen)] };

    private async Task<IActionResult> LookAsync(CancellationTarget target, CancellationToken ct)
    {
        switch (await preview.ReadAsync(HttpContext.AgentActor(), target, Reason, ct))
        {
            case PreviewCancellationResult.Shown shown:
                Shown = shown;
                Problem ??= shown.ToCancel.Count == 0 ? words["Refused_Nobody"] : null;
                break;
            case PreviewCancellationResult.Refused refused:
                Problem = words[$"Refused_{refused.Reason}"];
                break;
        }

        return Page();
    }

    /// <returns>Null while it is not said, with a problem where it was said wrongly.</returns>
    private CancellationTarget? Target()
    {
        if (Input.Scope == CancellationInput.Chosen)
        {
            var chosen = Input.Seen.Count > 0 ? Input.Seen : Input.Appointments;
            return new CancellationTarget(TownHallId, CancellationScope.Chosen) { Chosen = [.. chosen.Distinct().Take(MostChosen)] };
        }

        var site = Input.DeskId is { } desk ? availability.Places.Desks.GetValueOrDefault(desk)?.SiteId : Input.SiteId;
        var date = string.IsNullOrWhiteSpace(Input.Date) ? Today : TypedTime.Date(Input.Date);
        if (Input.Scope is null)
        {
            return null;
        }

        if (site is not { } at || date is not { } day)
        {
            Problem = words[date is null ? "NotADate" : "ChoosePlace"];
            return null;
        }

        (Input.SiteId, Input.Date) = (at, TypedTime.Text((DateOnly?)day));
        return Ranged(at, day);
    }

    private CancellationTarget? Ranged(int siteId, DateOnly day)
    {
        switch (Input.Scope)
        {
            case CancellationInput.Day:
                return Of(CancellationScope.DeskDay, CancelledRange.Day(siteId, Input.DeskId, day));
            case CancellationInput.Week:
                var monday = IsoWeek.Monday(day);
                var first = monday < Today && monday.AddDays(7) > Today ? Today : monday;
                var week = CancelledRange.Day(siteId, Input.DeskId, first) with { UntilDate = monday.AddDays(6) };
                return Of(CancellationScope.SiteWeek, week);
            case CancellationInput.FromNow:
                Input.FromMinute ??= (int)Now.TimeOfDay.TotalMinutes / DayBits.UnitMinutes * DayBits.UnitMinutes;
                return Of(CancellationScope.FromNow, CancelledRange.Day(siteId, Input.DeskId, Today) with
                {
                    FromMinute = Math.Clamp(Input.FromMinute.Value, 0, DayBits.MinutesPerDay - DayBits.UnitMinutes),
                });
            default:
                Problem = words["ChooseScope"];
                return null;
        }
    }

    private CancellationTarget Of(CancellationScope scope, CancelledRange range) => new(TownHallId, scope) { Range = range };
}
