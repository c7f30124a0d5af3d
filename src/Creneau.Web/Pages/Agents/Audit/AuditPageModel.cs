using Creneau.Agents.SigningIn;
using Creneau.Availability;
using Creneau.Web.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Creneau.Web.Pages.Agents.Audit;

/// <summary>What the pages of the audit have in common: whose audit is read.</summary>
public abstract class AuditPageModel(AvailabilityIndex availability) : PageModel
{
    /// <summary>A town hall that the platform's staff look at; ignored for everybody else.</summary>
    [BindProperty(SupportsGet = true, Name = "mairie")]
    public int? Mairie { get; set; }

    public SignedInAgent Agent => HttpContext.SignedInAgent();

    /// <summary>The town hall whose audit is read; null: the whole platform's.</summary>
    public int? PlaceId => Agent.TownHallId ?? Mairie;

    public string? PlaceName => PlaceId is { } id ? Places.TownHalls.GetValueOrDefault(id)?.Name : null;

    public bool IsElsewhere => Agent.TownHallId is null && Mairie is not null;

    protected PlaceDirectory Places => availability.Places;

    /// <summary>The platform's staff may ask for a town hall that there is none of.</summary>
    protected bool IsKnownPlace => PlaceId is not { } id || Places.TownHalls.ContainsKey(id);
}
