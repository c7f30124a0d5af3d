using Creneau.Acting;
using Creneau.Offers.Runs;
using Creneau.Web.Access;
using Creneau.Web.Hosting;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Creneau.Web.Pages.Agents.Cancellations;

/// <summary>The latest cancellations of the town hall.</summary>
[RequireRight(Rights.Appointments)]
[EnableRateLimiting(RateLimits.Agents)]
public sealed class ListModel(ReadCancellation reading) : PageModel
{
    public IReadOnlyList<ListedCancellation> Runs { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) =>
        Runs = await reading.LatestAsync(HttpContext.AgentActor(), HttpContext.SignedInAgent().TownHallId ?? 0, ct);
}
