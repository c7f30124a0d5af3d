using Creneau.Acting;
using Creneau.Administration;
using Creneau.Administration.Sites;
using Creneau.Availability;
using Creneau.Places;
using Creneau.Web.Access;
using Creneau.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Pages.Agents.Setup;

/// <summary>A place where a town hall receives people.</summary>
[RequireRight(Rights.Accounts)]
[EnableRateLimiting(RateLimits.Agents)]
public sealed class SiteModel(
    ChangeSite change, PlaceMaps maps, AvailabilityIndex availability, TimeProvider clock, IStringLocalizer<SetupTexts> texts)
    : SetupPage(availability, clock, texts)
{
    [FromRoute]
    public int Id { get; set; }

    [BindProperty, FromForm]
    public NamesInput Names { get; set; } = new();

    [BindProperty, FromForm]
    public PlaceInput PlaceInput { get; set; } = new();

    [BindProperty, FromForm]
    public AccessInput Access { get; set; } = new();

    public Site Stored => Places.Sites[Id];

    public string NamesVersion => SectionVersion.Of(SiteNames.From(Stored));

    public string PlaceVersion => SectionVersion.Of(SitePlace.From(Stored));

    public string AccessVersion => SectionVersion.Of(SiteAccess.From(Stored));

    public PlaceMap Map => maps.Of(TownHall, Stored, PlaceInput.Latitude, PlaceInput.Longitude);

    public IReadOnlyList<Desk> Desks => Places.DesksAt(Id);

    public string UsesOf(Desk desk) => string.Join(
        ", ",
        desk.Plannings.OrderBy(use => use.PlanningId).Select(use =>
            Texts["RankIn", Places.Plannings[use.PlanningId].Name, use.Rank].Value));

    public void OnGet()
    {
        Names = new NamesInput { Name = Stored.Name, Phone = Stored.Phone };
        PlaceInput = PlaceInput.Of(Stored);
        Access = new AccessInput { Wheelchair = Stored.Wheelchair, Notes = Stored.AccessNotes };
    }

    public Task<IActionResult> OnPostNamesAsync(CancellationToken ct) =>
        SaveAsync("Names.", new SiteNames(Names.Name ?? "", Names.Phone), ct);

    public async Task<IActionResult> OnPostPlaceAsync(CancellationToken ct)
    {
        var (latitude, longitude) = (
            Degrees("PlaceInput.", nameof(PlaceInput.Latitude), PlaceInput.Latitude),
            Degrees("PlaceInput.", nameof(PlaceInput.Longitude), PlaceInput.Longitude));
        return ModelState.IsValid
            ? await SaveAsync(
                "PlaceInput.", PlaceInput.ToPlace(latitude, longitude, Stored).Following(Stored), ct)
            : Page();
    }

    public Task<IActionResult> OnPostAccessAsync(CancellationToken ct) =>
        SaveAsync("Access.", new SiteAccess(Access.Wheelchair, Access.Notes), ct);

    protected override bool IsKnown() => Places.Sites.TryGetValue(Id, out var site) && site.TownHallId == TownHallId;

    private async Task<IActionResult> SaveAsync(string prefix, SiteSection section, CancellationToken ct) => Answer(
        await change.RunAsync(Actor, Id, Seen ?? "", section, ct), prefix, id => RedirectToPage(new { id, Mairie }));
}
