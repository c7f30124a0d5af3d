using Creneau.Counter.Devices;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Creneau.Web.Pages.Screen;

/// <summary>The screen of a waiting room: its address is its secret. It shows tickets and desks, and nobody's name.</summary>
[AllowAnonymous]
// Nobody guesses 256 bits, and a busy morning reads often
[DisableRateLimiting]
public sealed class IndexModel(SiteDevices devices, ScreenReading reading) : PageModel
{
    public WaitingScreen Screen { get; private set; } = null!;

    public string Secret { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(string secret, CancellationToken ct)
    {
        Response.Headers.CacheControl = "no-store";
        if (await devices.FindAsync(DeviceKind.Screen, secret, ct) is not { } device
            || await reading.ReadAsync(device, ct) is not { } screen)
        {
            return NotFound();
        }

        (Screen, Secret) = (screen, secret);
        return Page();
    }
}
