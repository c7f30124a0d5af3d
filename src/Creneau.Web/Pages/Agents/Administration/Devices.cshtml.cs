using System.Globalization;
using Creneau.Acting;
using Creneau.Agents.SigningIn;
using Creneau.Availability;
using Creneau.Counter.Devices;
using Creneau.Notifications;
using Creneau.Places;
using Creneau.Web.Access;
using Creneau.Web.Browser;
using Creneau.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Pages.Agents.Administration;

public sealed class DeviceInput
{
    public int Site { get; set; }

    public string? Name { get; set; }
}

/// <summary>Tablets and screens of waiting rooms: enrolled and revoked by the agents of the town hall.</summary>
[RequireRight(Rights.Appointments)]
[EnableRateLimiting(RateLimits.Agents)]
public sealed class DevicesModel(
    SiteDevices devices,
    EnrolDevice enrol,
    RevokeDevice revoke,
    AvailabilityIndex availability,
    NotificationSettings reached,
    IStringLocalizer<AgentTexts> texts) : PageModel
{
    [BindProperty, FromForm]
    public DeviceInput Input { get; set; } = new();

    [BindProperty, FromForm]
    public DeviceInput Tablet { get; set; } = new();

    [TempData]
    public string? Notice { get; set; }

    public IReadOnlyList<SiteDevice> Listed { get; private set; } = [];

    /// <summary>Of the screen that was made just now, shown this once.</summary>
    public string? Address { get; private set; }

    public IEnumerable<SelectListItem> SiteItems => Sites.OrderBy(site => site.Name, StringComparer.CurrentCulture)
        .Select(site => new SelectListItem(availability.Places.SiteName(site.Id), site.Id.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Null: there are several to choose from.</summary>
    public int? OnlySite => Sites.ToList() is [var site] ? site.Id : null;

    private IEnumerable<Site> Sites => availability.Places.SitesOf(TownHallId);

    private int TownHallId => HttpContext.SignedInAgent().TownHallId ?? 0;

    public string PlaceOf(SiteDevice device) => availability.Places.SiteName(device.SiteId);

    public DateOnly SinceOf(SiteDevice device) => availability.Places.DateAt(TownHallId, device.CreatedUtc);

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostScreenAsync(CancellationToken ct)
    {
        var result = await enrol.RunAsync(HttpContext.AgentActor(), Input.Site, DeviceKind.Screen, Input.Name, ct);
        if (result is not EnrolDeviceResult.Enrolled made)
        {
            return await RefusedAsync(result, "Input.Name", ct);
        }

        Address = $"{reached.PublicUrl.TrimEnd('/')}/ecran/{made.Secret}";
        ModelState.Clear();
        Input = new DeviceInput();
        await LoadAsync(ct);
        return Page();
    }

    /// <summary>Makes a tablet of the browser that asks, and leaves nobody signed in at it.</summary>
    public async Task<IActionResult> OnPostTabletAsync([FromServices] SignOut signOut, CancellationToken ct)
    {
        var result = await enrol.RunAsync(HttpContext.AgentActor(), Tablet.Site, DeviceKind.Tablet, Tablet.Name, ct);
        if (result is not EnrolDeviceResult.Enrolled made)
        {
            return await RefusedAsync(result, "Tablet.Name", ct);
        }

        TabletCookie.Write(HttpContext, made.Secret);
        await signOut.RunAsync(HttpContext.AgentActor(), HttpContext.SignedInAgent().SessionId, ct);
        await HttpContext.ForgetAgentAsync();
        return RedirectToPage("/Arrival/Index", new { site = Tablet.Site });
    }

    public async Task<IActionResult> OnPostRevokeAsync(int device, CancellationToken ct)
    {
        if (!await revoke.RunAsync(HttpContext.AgentActor(), device, ct))
        {
            return NotFound();
        }

        Notice = "DeviceRevoked";
        return RedirectToPage();
    }

    private async Task<IActionResult> RefusedAsync(EnrolDeviceResult result, string nameField, CancellationToken ct)
    {
        if (result is not EnrolDeviceResult.BadName)
        {
            return NotFound();
        }

        ModelState.AddModelError(nameField, texts["DeviceNameMissing"]);
        await LoadAsync(ct);
        return Page();
    }

    private async Task LoadAsync(CancellationToken ct) => Listed = await devices.ListAsync(HttpContext.AgentActor(), TownHallId, ct);
}
