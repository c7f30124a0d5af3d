using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Reminders;
using Creneau.Web.Browser;
using Creneau.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Creneau.Web.Pages.Appointments;

/// <summary>« Je viens, mon dossier est complet »: the answer to a reminder, with one button.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.Codes)]
public sealed class ComeModel(BookingSession session, AppointmentWords words, SayComing say, AvailabilityIndex availability) : PageModel
{
    public Appointment Appointment { get; private set; } = null!;

    private AppointmentAccess Access { get; set; } = null!;

    public string? Notice { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ?? Page();

    public async Task<IActionResult> OnPostAsync(Guid? appointmentId, CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } redirect)
        {
            return redirect;
        }

        if (appointmentId is not null && appointmentId != Appointment.Id)
        {
            Notice = words[AppointmentWords.OtherTab];
            return Page();
        }

        switch (await say.RunAsync(session.ActorOf(HttpContext), Access, ct))
        {
            case SayComingResult.Noted or SayComingResult.NotedBefore:
                await session.SetAppointmentAsync(HttpContext, Access, AppointmentNotice.SaidComing, ct);
                break;
            default:
                // The appointment's page says what has become of it
                break;
        }

        return RedirectToPage("Index");
    }

    /// <returns>A redirect when there is nothing to come to; null to go on.</returns>
    private async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        if (await session.FindAppointmentAsync(HttpContext, ct) is not var (appointment, access)
            || !appointment.IsAhead(availability.Places, session.NowUtc))
        {
            return RedirectToPage("Index");
        }

        (Appointment, Access) = (appointment, access);
        return null;
    }
}
