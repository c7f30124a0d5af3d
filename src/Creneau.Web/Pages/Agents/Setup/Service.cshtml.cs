using Creneau.Acting;
using Creneau.Administration;
using Creneau.Administration.Retiring;
using Creneau.Administration.Services;
using Creneau.Availability;
using Creneau.Availability.Openings;
using Creneau.Catalogue;
using Creneau.Web.Access;
using Creneau.Web.Hosting;
using Creneau.Web.Localization;
using Creneau.Web.Pages.Agents.Hours;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Pages.Agents.Setup;

/// <summary>As typed.</summary>
public sealed class ServiceInput
{
    /// <summary>Code of the kind of a new one; empty: its own.</summary>
    public string? Kind { get; set; }

    public string? French { get; set; }

    public string? English { get; set; }

    public string? FirstMinutes { get; set; }

    public string? FurtherMinutes { get; set; }

    public string? BeforeMinutes { get; set; }

    public string? AfterMinutes { get; set; }

    public bool CounterOnly { get; set; }
}

/// <summary>A service of a planning: how long, who books it, whether it is offered just now. Without an id: a new one.</summary>
[RequireRight(Rights.Accounts)]
[EnableRateLimiting(RateLimits.Agents)]
public sealed class ServiceModel(
    AddService add,
    ChangeService change,
    Reinstate reinstate,
    AvailabilityIndex availability,
    TimeProvider clock,
    IStringLocalizer<SetupTexts> texts) : SetupPage(availability, clock, texts)
{
    [FromRoute]
    public int? Id { get; set; }

    /// <summary>The planning of a new one.</summary>
    [BindProperty(SupportsGet = true, Name = "planning")]
    public int? Planning { get; set; }

    [BindProperty, FromForm]
    public ServiceInput Input { get; set; } = new();

    public Service? Stored => Id is { } id ? Places.Services[id] : null;

    public Planning OfPlanning => Places.Plannings[Stored?.PlanningId ?? Planning!.Value];

    public string Version => Stored is { } service ? SectionVersion.Of(ServiceDetails.From(service)) : "";

    public IEnumerable<SelectListItem> Kinds =>
    [
        new(Texts["OwnKind"], ""),
        .. Places.Kinds.All.Where(kind => OfPlanning.Services.All(service => service.KindId != kind.Id))
            .Select(kind => new SelectListItem(kind.Texts.Words().Name, kind.Code)),
    ];

    public void OnGet()
    {
        var details = Stored is { } service ? ServiceDetails.From(service) : new ServiceDetails(null, null, 0, 0, false);
        Input = new ServiceInput
        {
            French = details.French,
            English = details.English,
            FirstMinutes = TypedTime.Digits(details.FirstMinutes),
            FurtherMinutes = TypedTime.Digits(details.FurtherMinutes),
            BeforeMinutes = TypedTime.Digits(details.BeforeMinutes),
            AfterMinutes = TypedTime.Digits(details.AfterMinutes),
            CounterOnly = details.CounterOnly,
        };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var (first, further) = (
            Number("Input.", nameof(Input.FirstMinutes), Input.FirstMinutes, isRequired: false),
            Number("Input.", nameof(Input.FurtherMinutes), Input.FurtherMinutes, isRequired: false));
        var (before, after) = (
            Number("Input.", nameof(Input.BeforeMinutes), Input.BeforeMinutes),
            Number("Input.", nameof(Input.AfterMinutes), Input.AfterMinutes));
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var details = new ServiceDetails(first, further, before!.Value, after!.Value, Input.CounterOnly, Input.French, Input.English);
        var kind = string.IsNullOrEmpty(Input.Kind) ? null : Input.Kind;
        var result = Id is { } id
            ? await change.RunAsync(Actor, id, Seen ?? "", details, ct)
            : await add.RunAsync(Actor, OfPlanning.Id, kind, details, ct);
        return Answer(result, "Input.", saved => RedirectToPage(new { id = saved, Mairie }));
    }

    public async Task<IActionResult> OnPostOnAsync(CancellationToken ct)
    {
        if (Id is not { } id || !await reinstate.RunAsync(Actor, new RetiredThing(RetiredKind.Service, id), ct))
        {
            return NotFound();
        }

        Notice = Texts["SwitchedOn"];
        return RedirectToPage(new { id, Mairie });
    }

    protected override bool IsKnown() => Id is { } id
        ? Places.Services.TryGetValue(id, out var service) && Places.Plannings[service.PlanningId].TownHallId == TownHallId
        : Planning is { } planning && Places.Plannings.GetValueOrDefault(planning)?.TownHallId == TownHallId;
}
