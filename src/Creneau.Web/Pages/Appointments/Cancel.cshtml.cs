using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Changes;
using Creneau.Web.Browser;
using Creneau.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Creneau.Web.Pages.Appointments;

/// <summary>Cancels the appointment with one button; the slot is free at once.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.Codes)]
public sealed class CancelModel(
    BookingSession session, AppointmentWords words, CancelAppointment cancel, AvailabilityIndex availability) : PageModel
{
    public Appointment Appointment { get; private set; } = null!;

    private AppointmentAccess Access { get; set; } = null!;

    public string? Notice { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ?? Page();

    public async Task<IActionResult> OnPostAsync(string? formId, Guid? appointmentId, CancellationToken ct)
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

        return await cancel.RunAsync(session.ActorOf(HttpContext), Access, FormId.Of(formId), ct) switch
        {
            // The appointment's page says what has become of it, cancelled or begun
            CancelResult.Cancelled or CancelResult.AlreadyCancelled or CancelResult.Gone => RedirectToPage("Index"),
        };
    }

    /// <returns>A redirect when there is nothing to cancel; null to go on.</returns>
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
