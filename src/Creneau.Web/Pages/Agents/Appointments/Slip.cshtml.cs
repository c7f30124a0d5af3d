using Creneau.Acting;
using Creneau.Availability;
using Creneau.Counter.People;
using Creneau.Keys;
using Creneau.Notifications;
using Creneau.Places;
using Creneau.Web.Access;
using Creneau.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using QRCoder;

namespace Creneau.Web.Pages.Agents.Appointments;

/// <summary>
/// « Bulletin »: what somebody takes home on paper. Its link works once the slip was asked for, and until the contact changes.
/// </summary>
[RequireRight(Rights.Appointments | Rights.Relay, AnyOf = true)]
[EnableRateLimiting(RateLimits.Agents)]
public sealed class SlipModel(DetailsReading reading, ShortLinks links, MessageLinks addresses, AvailabilityIndex availability)
    : AppointmentPage(reading)
{
    private const int PixelsPerModule = 6;

    /// <summary>Ten letters and digits in two groups: « abcde 23456 ».</summary>
    public string LinkSigns { get; private set; } = "";

    public string Address { get; private set; } = "";

    public Site Site => availability.Places.Sites[Appointment.SiteId];

    public string? Phone => availability.Places.PhoneOf(Appointment.PlanningId, Appointment.SiteId);

    /// <summary>The QR code as an address of its own.</summary>
    public string Picture
    {
        get
        {
            using var code = QRCodeGenerator.GenerateQrCode(Address, QRCodeGenerator.ECCLevel.M);
            using var picture = new PngByteQRCode(code);
            return "data:image/png;base64," + Convert.ToBase64String(picture.GetGraphic(PixelsPerModule));
        }
    }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        if (Appointment.ShortLinkHash is null)
        {
            return ToDetails();
        }

        var link = links.For(Appointment.Id, Appointment.TokenVersion);
        (LinkSigns, Address) = ($"{link[..5]} {link[5..]}", addresses.ShortLink(link));
        return Page();
    }
}
