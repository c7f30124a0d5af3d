using System.Globalization;
using Creneau.Acting;
using Creneau.Administration;
using Creneau.Administration.Retiring;
using Creneau.Administration.Services;
using Creneau.Administration.TownHalls;
using Creneau.Availability;
using Creneau.Availability.Openings;
using Creneau.Catalogue;
using Creneau.Places;
using Creneau.Scheduling;
using Creneau.Web.Access;
using Creneau.Web.Hosting;
using Creneau.Web.Pages.Agents.Hours;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Pages.Agents.Setup;

/// <summary>The member communes and the templates of services, for the administrators of the platform.</summary>
[RequireRight(Rights.Accounts)]
[EnableRateLimiting(RateLimits.Agents)]
public sealed class TownHallsModel(
    CreateTownHall create,
    PreviewRetirement preview,
    SuspendTownHall suspend,
    RestoreTownHall restore,
    ChangeServiceKind changeKind,
    CommuneDirectory communes,
    AvailabilityIndex availability,
    IStringLocalizer<SetupTexts> texts) : PageModel
{
    /// <summary>INSEE code, or name and postcode of the commune, as typed.</summary>
    [BindProperty, FromForm]
    public string? InseeCode { get; set; }

    [TempData]
    public string? Notice { get; set; }

    /// <summary>The town hall that is about to be suspended; null: none.</summary>
    public TownHall? Suspended { get; private set; }

    /// <summary>Whom the suspension concerns.</summary>
    public RetirementPreview? About { get; private set; }

    /// <summary>The template whose minutes have to be mended; null: none.</summary>
    public string? Code { get; private set; }

    public string? First { get; private set; }

    public string? Further { get; private set; }

    public PlaceDirectory Places => availability.Places;

    public IReadOnlyList<TownHall> All =>
        [.. Places.TownHalls.Values.OrderBy(one => one.Name, StringComparer.Create(CultureInfo.CurrentCulture, ignoreCase: true))];

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (HttpContext.SignedInAgent().TownHallId is not null)
        {
            context.Result = NotFound();
        }
    }

    /// <summary>What was typed for a template that has to be mended; of the others what is stored.</summary>
    public string Typed(ServiceKind kind, string? typed, int stored) =>
        Code == kind.Code ? typed ?? "" : stored.ToString(CultureInfo.CurrentCulture);

    /// <param name="suspendre">The town hall that is about to be suspended: what that concerns is shown first.</param>
    public async Task<IActionResult> OnGetAsync(int? suspendre, CancellationToken ct)
    {
        if (suspendre is { } id)
        {
            About = await preview.RunAsync(
                HttpContext.AgentActor(), new RetiredThing(RetiredKind.TownHall, id), DateOnly.MinValue, ct);
            Suspended = About is null ? null : Places.TownHalls.GetValueOrDefault(id);
            return Suspended is null ? NotFound() : Page();
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var typed = InseeCode?.Trim() ?? "";
        var code = communes.Find(typed.ToUpperInvariant())?.InseeCode
            ?? communes.Resolve(typed).Commune?.InseeCode
            ?? typed;
        switch (await create.RunAsync(HttpContext.AgentActor(), code, ct))
        {
            case SaveResult.Saved saved:
                Notice = texts["TownHallAdded"];
                return RedirectToPage("/Agents/Start/Index", new { mairie = saved.Id });
            case SaveResult.Refused { Reason: SaveRefusal.IsThere }:
                ModelState.AddModelError(nameof(InseeCode), texts["TownHallIsThere"]);
                return Page();
            case SaveResult.Invalid:
                ModelState.AddModelError(nameof(InseeCode), texts["Problem_Unknown_InseeCode"]);
                return Page();
            default:
                return NotFound();
        }
    }

    public async Task<IActionResult> OnPostSuspendAsync(int townHallId, CancellationToken ct) =>
        Done(await suspend.RunAsync(HttpContext.AgentActor(), townHallId, ct), "TownHallSuspended");

    public async Task<IActionResult> OnPostRestoreAsync(int townHallId, CancellationToken ct) =>
        Done(await restore.RunAsync(HttpContext.AgentActor(), townHallId, ct), "TownHallRestored");

    public async Task<IActionResult> OnPostModelAsync(
        string code, string? seen, string? first, string? further, CancellationToken ct)
    {
        var result = TypedTime.Number(first) is { } minutes && TypedTime.Number(further) is { } more
            ? await changeKind.RunAsync(HttpContext.AgentActor(), code, seen ?? "", new ServiceMinutes(minutes, more), ct)
            : new SaveResult.Invalid([]);
        if (result is SaveResult.Saved or SaveResult.Refused { Reason: SaveRefusal.NotFound })
        {
            return Done(result, "ModelSaved");
        }

        (Code, First, Further) = (code, first, further);
        ModelState.AddModelError("first", texts[result is SaveResult.Refused ? "Refused_ChangedSince" : "ModelOutOfRange"]);
        return Page();
    }

    private IActionResult Done(SaveResult result, string notice)
    {
        if (result is not SaveResult.Saved)
        {
            return NotFound();
        }

        Notice = texts[notice];
        return RedirectToPage();
    }
}
