using Creneau.Availability;
using Creneau.Counter.Arrivals;
using Creneau.Counter.Devices;
using Creneau.Keys;
using Creneau.Places;
using Creneau.Web.Browser;
using Creneau.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Creneau.Web.Pages.Arrival;

/// <summary>
/// The tablet at which people note their own arrival. It exists in browsers that an agent has enrolled for the site, and says
/// nobody's name.
/// </summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.Arrivals)]
public sealed class IndexModel(SiteDevices devices, CheckIn checkIn, AvailabilityIndex availability, PlatformKeys keys) : PageModel
{
    public Site Site { get; private set; } = null!;

    /// <summary>What was typed, when it has to be typed again.</summary>
    public string? Typed { get; private set; }

    /// <summary>Null while nobody has asked.</summary>
    public CheckInResult? Result { get; private set; }

    /// <summary>The number is asked for again.</summary>
    public bool Asks => Result is null or CheckInResult.Unknown;

    public async Task<IActionResult> OnGetAsync(int site, CancellationToken ct) =>
        await FindAsync(site, ct) is null ? NotFound() : Page();

    public async Task<IActionResult> OnPostAsync(int site, string? number, CancellationToken ct)
    {
        if (await FindAsync(site, ct) is not { } tablet)
        {
            return NotFound();
        }

        if (!string.IsNullOrWhiteSpace(number))
        {
            Result = await checkIn.RunAsync(tablet, ClientNetwork.HashOf(HttpContext, keys), number, ct);
        }

        Typed = Result is CheckInResult.Unknown ? number : null;
        Response.StatusCode = Result is CheckInResult.TooMany ? StatusCodes.Status429TooManyRequests : StatusCodes.Status200OK;
        return Page();
    }

    private async Task<SiteDevice?> FindAsync(int siteId, CancellationToken ct)
    {
        Response.Headers.CacheControl = "no-store";
        Response.Headers["Permissions-Policy"] = SecurityHeadersMiddleware.PermissionsWithCamera;
        if (!availability.Places.Sites.TryGetValue(siteId, out var site))
        {
            return null;
        }

        Site = site;
        return await TabletCookie.FindAsync(HttpContext, devices, siteId, ct);
    }
}
