using Creneau.Acting;
using Creneau.Availability;
using Creneau.Catalogue;
using Creneau.Hours;
using Creneau.Places;
using Creneau.Web.Access;
using Creneau.Web.Hosting;
using Creneau.Web.Localization;
using Creneau.Web.Pages.Agents.Hours;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Creneau.Web.Pages.Agents.Why;

/// <summary>Names the first cause for which a service has no start on a date, and where it is mended.</summary>
[RequireRight(Rights.Appointments)]
[EnableRateLimiting(RateLimits.Agents)]
public sealed class IndexModel(ExplainNoStarts explain, WhyWords words, AvailabilityIndex availability, TimeProvider clock) : PageModel
{
    private const int DaysSuggested = 5;

    [FromQuery(Name = "site")]
    public int? AskedSite { get; set; }

    [FromQuery(Name = "planning")]
    public int? AskedPlanning { get; set; }

    [FromQuery(Name = "demarche")]
    public int? AskedService { get; set; }

    /// <summary>As typed.</summary>
    [FromQuery(Name = "jour")]
    public string? AskedDate { get; set; }

    [FromQuery(Name = "par")]
    public string? AskedChannel { get; set; }

    /// <summary>Null: the town hall has no site or no service yet.</summary>
    public WhyAddress? Asked { get; private set; }

    /// <summary>Null: there is no date to answer for.</summary>
    public StartsAnswer? Answer { get; private set; }

    public Remedy? Remedy { get; private set; }

    public IReadOnlyList<Site> Sites { get; private set; } = [];

    /// <summary>Those with services.</summary>
    public IReadOnlyList<Planning> Plannings { get; private set; } = [];

    public DateOnly Today { get; private set; }

    /// <summary>Workdays from today on.</summary>
    public IEnumerable<DateOnly> SuggestedDates => Enumerable.Range(0, 2 * DaysSuggested).Select(Today.AddDays)
        .Where(date => date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)).Take(DaysSuggested);

    public string? Refusal { get; private set; }

    public bool May(Rights rights) => HttpContext.SignedInAgent().Rights.HasFlag(rights);

    public static IEnumerable<(int Id, string Name)> ServicesOf(Planning planning) =>
        planning.Services.OrderBy(service => service.Ordinal).Select(service => (service.Id, service.Texts.Words().Name));

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid || HttpContext.SignedInAgent().TownHallId is not { } townHallId || !Read(townHallId))
        {
            return NotFound();
        }

        if (Asked is null || Refusal is not null)
        {
            return Page();
        }

        var question = new StartsQuestion(Asked.SiteId, Asked.ServiceId!.Value, Asked.Date, Asked.AtCounter);
        Answer = await explain.RunAsync(HttpContext.AgentActor(), question, ct);
        if (Answer is null)
        {
            return NotFound();
        }

        Remedy = words.RemedyFor(Answer, Asked);
        return Page();
    }

    /// <returns>False when something is asked for that is not of this town hall.</returns>
    private bool Read(int townHallId)
    {
        var places = availability.Places;
        Sites = [.. places.SitesOf(townHallId).OrderBy(site => site.Name)];
        Plannings = [.. places.PlanningsOf(townHallId).Where(planning => planning.Services.Count > 0)];
        var service = AskedService is { } id
            ? Plannings.SelectMany(planning => planning.Services).FirstOrDefault(one => one.Id == id)
            : Plannings.FirstOrDefault(planning => AskedPlanning is null || planning.Id == AskedPlanning)
                ?.Services.MinBy(one => one.Ordinal);
        var site = Sites.FirstOrDefault(one => one.Id == AskedSite) ?? SiteOf(service);
        if ((AskedSite is not null && site?.Id != AskedSite) || (service is null && (AskedService ?? AskedPlanning) is not null))
        {
            return false;
        }

        if (site is null || service is null)
        {
            return true;
        }

        Today = places.DateAt(townHallId, clock.GetUtcNow().UtcDateTime);
        var date = string.IsNullOrWhiteSpace(AskedDate) ? Today : TypedTime.Date(AskedDate);
        Refusal = date is null ? words["NotADate"] : null;
        Asked = new WhyAddress(site.Id, service.PlanningId, service.Id, date ?? Today, AskedChannel == WhyAddress.Counter);
        return true;
    }

    /// <summary>The first site at which a service has desks; else any.</summary>
    private Site? SiteOf(Service? service) =>
        Sites.FirstOrDefault(site => service is not null && availability.Places.DesksOf(service.PlanningId, site.Id).Count > 0)
        ?? (Sites.Count > 0 ? Sites[0] : null);
}
