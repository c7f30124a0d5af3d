using Creneau.Acting;
using Creneau.Administration;
using Creneau.Administration.Sites;
using Creneau.Availability;
using Creneau.Web.Access;
using Creneau.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Pages.Agents.Setup;

/// <summary>Adds a place where a town hall receives people.</summary>
[RequireRight(Rights.Accounts)]
[EnableRateLimiting(RateLimits.Agents)]
public sealed class NewSiteModel(
    CreateSite create,
    CommunePoints communes,
    PlaceMaps maps,
    AvailabilityIndex availability,
    TimeProvider clock,
    IStringLocalizer<SetupTexts> texts)
    : SetupPage(availability, clock, texts)
{
    [BindProperty, FromForm]
    public NamesInput Names { get; set; } = new();

    [BindProperty, FromForm]
    public PlaceInput PlaceInput { get; set; } = new();

    [BindProperty, FromForm]
    public AccessInput Access { get; set; } = new() { Wheelchair = true };

    public PlaceMap Map => maps.Of(TownHall, null, PlaceInput.Latitude, PlaceInput.Longitude);

    public void OnGet()
    {
        Names.Name = Texts["SiteNameOf", Creneau.Text.Wording.French.OfPlace(TownHall.Name)];
        PlaceInput.City = TownHall.Name;
        PlaceInput.Postcode = communes.Find(TownHall.InseeCode)?.Postcodes is [var first, ..] ? first : null;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var (latitude, longitude) = (
            Degrees("PlaceInput.", nameof(PlaceInput.Latitude), PlaceInput.Latitude),
            Degrees("PlaceInput.", nameof(PlaceInput.Longitude), PlaceInput.Longitude));
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var site = new NewSite(
            new SiteNames(Names.Name ?? "", Names.Phone),
            PlaceInput.ToPlace(latitude, longitude, null),
            new SiteAccess(Access.Wheelchair, Access.Notes));
        return Answer(
            await create.RunAsync(Actor, TownHallId!.Value, site, ct), "", id => RedirectToPage("Site", new { id, Mairie }));
    }

    protected override string FieldOf(FieldError error) => error.Field switch
    {
        nameof(SiteNames.Name) or nameof(SiteNames.Phone) => "Names." + error.Field,
        nameof(SiteAccess.Notes) => "Access." + error.Field,
        _ => "PlaceInput." + error.Field,
    };
}
