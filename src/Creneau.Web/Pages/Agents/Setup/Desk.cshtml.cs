using Creneau.Acting;
using Creneau.Administration;
using Creneau.Administration.Desks;
using Creneau.Availability;
using Creneau.Catalogue;
using Creneau.Places;
using Creneau.Web.Access;
using Creneau.Web.Hosting;
using Creneau.Web.Pages.Agents.Hours;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Pages.Agents.Setup;

public sealed class DeskInput
{
    public string? Name { get; set; }

    /// <summary>Ids, in the order of <see cref="Ranks"/>.</summary>
    public List<int> Plannings { get; set; } = [];

    /// <summary>As typed; empty: the planning does not use the desk.</summary>
    public List<string?> Ranks { get; set; } = [];
}

/// <summary>A desk: its name, and the rank at which each planning opens it. Without an id: a new one.</summary>
[RequireRight(Rights.Accounts)]
[EnableRateLimiting(RateLimits.Agents)]
public sealed class DeskModel(
    CreateDesk create, ChangeDesk change, AvailabilityIndex availability, TimeProvider clock, IStringLocalizer<SetupTexts> texts)
    : SetupPage(availability, clock, texts)
{
    [FromRoute]
    public int? Id { get; set; }

    /// <summary>The site of a new one.</summary>
    [BindProperty(SupportsGet = true, Name = "lieu")]
    public int? Lieu { get; set; }

    [BindProperty, FromForm]
    public DeskInput Input { get; set; } = new();

    public Desk? Stored => Id is { } id ? Places.Desks[id] : null;

    public Site Site => Places.Sites[Stored?.SiteId ?? Lieu!.Value];

    public IReadOnlyList<Planning> Plannings => Places.PlanningsOf(TownHallId!.Value);

    public string Version => Stored is { } desk ? SectionVersion.Of(DeskDetails.From(desk)) : "";

    public void OnGet()
    {
        Input.Name = Stored?.Name;
        Input.Ranks = [.. Plannings.Select(planning => RankOf(planning.Id))];
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        List<DeskUse> uses = [];
        for (var i = 0; i < Math.Min(Input.Plannings.Count, Input.Ranks.Count); i++)
        {
            if (Number("Input.", string.Create(null, $"Ranks[{i}]"), Input.Ranks[i], isRequired: false) is { } rank)
            {
                uses.Add(new DeskUse(Input.Plannings[i], rank));
            }
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var details = new DeskDetails(Input.Name ?? "", [.. uses.OrderBy(use => use.PlanningId)]);
        var result = Id is { } id
            ? await change.RunAsync(Actor, id, Seen ?? "", details, ct)
            : await create.RunAsync(Actor, Site.Id, details, ct);
        return Answer(result, "Input.", saved => RedirectToPage(new { id = saved, Mairie }));
    }

    protected override bool IsKnown() => Id is { } id
        ? Places.Desks.TryGetValue(id, out var desk) && Places.Sites[desk.SiteId].TownHallId == TownHallId
        : Lieu is { } site && Places.Sites.GetValueOrDefault(site)?.TownHallId == TownHallId;

    private string? RankOf(int planningId) =>
        Stored?.Plannings.FirstOrDefault(use => use.PlanningId == planningId) is { } use ? TypedTime.Digits(use.Rank)
        : Stored is null && Plannings is [_] ? TypedTime.Digits(Places.DesksOf(planningId, Site.Id).Count + 1)
        : null;
}
