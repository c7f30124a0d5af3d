using Creneau.Acting;
using Creneau.Administration.Plannings;
using Creneau.Availability;
using Creneau.Availability.Openings;
using Creneau.Catalogue;
using Creneau.Web.Access;
using Creneau.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Pages.Agents.Setup;

public sealed class NewPlanningInput
{
    public string? Name { get; set; }

    public PlanningTemplate Template { get; set; }
}

/// <summary>The plannings of a town hall, and a new one from a template.</summary>
[RequireRight(Rights.Accounts)]
[EnableRateLimiting(RateLimits.Agents)]
public sealed class PlanningsModel(
    CreatePlanning create, AvailabilityIndex availability, TimeProvider clock, IStringLocalizer<SetupTexts> texts)
    : SetupPage(availability, clock, texts)
{
    [BindProperty, FromForm]
    public NewPlanningInput Input { get; set; } = new();

    public IReadOnlyList<Planning> List => Places.PlanningsOf(TownHallId!.Value);

    public IEnumerable<SelectListItem> Templates =>
        Enum.GetValues<PlanningTemplate>().Select(template => new SelectListItem(Texts[$"Template_{template}"], template.ToString()));

    public string DesksOf(int planningId) => string.Join(
        ", ", Places.Desks.Values.Where(desk => desk.Plannings.Any(use => use.PlanningId == planningId)).Select(desk => desk.Name));

    public string StateOf(Planning planning) =>
        Texts[!planning.IsPublished ? "Draft" : Places.Retirements.IsRetired(RetiredKind.Planning, planning.Id, Today) ? "Closed" : "Open"];

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct) => Answer(
        await create.RunAsync(Actor, TownHallId!.Value, Input.Template, Input.Name ?? "", ct),
        "Input.",
        id => RedirectToPage("Planning", new { id, Mairie }));
}
