using Creneau.Acting;
using Creneau.Counter.People;
using Creneau.Web.Access;
using Creneau.Web.Hosting;
using Creneau.Web.Pages.Agents.Agenda;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Creneau.Web.Pages.Agents.Search;

/// <summary>Appointments of people who are looked for, over the town hall; each search stands in the audit.</summary>
[RequireRight(Rights.Appointments | Rights.Relay, AnyOf = true)]
[EnableRateLimiting(RateLimits.Agents)]
public sealed class IndexModel(SearchPeople search, TimeProvider clock) : PageModel
{
    public string? Asked { get; private set; }

    /// <summary>Null while nothing was asked that could be looked for.</summary>
    public SearchPeopleResult.Found? Found { get; private set; }

    public DateTime NowUtc { get; private set; }

    /// <summary>A reference or a QR code opens its appointment at once.</summary>
    public async Task<IActionResult> OnGetAsync(string? q, CancellationToken ct)
    {
        (Asked, NowUtc) = (q?.Trim(), clock.GetUtcNow().UtcDateTime);
        if (!string.IsNullOrEmpty(Asked))
        {
            Found = await search.RunAsync(HttpContext.AgentActor(), Asked, ct) as SearchPeopleResult.Found;
        }

        return Found is { IsExact: true, Appointments: [var only] } ? Redirect(Url.Content("~" + HrefOf(only))) : Page();
    }

    /// <summary>In the agenda of its day at the own town hall, else on a page of its own.</summary>
    public string HrefOf(FoundAppointment one) => one.TownHallId == HttpContext.SignedInAgent().TownHallId
        && HttpContext.SignedInAgent().Rights.HasFlag(Rights.Appointments)
            ? new AgendaAddress(one.SiteId, one.Date, AgendaView.Day, null, one.Id).Href
            : $"/agents/rendez-vous/{one.Id}";
}
