using Creneau.Availability;
using Creneau.Booking;
using Creneau.Web.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Creneau.Web.Pages.Booking;

/// <summary>One page, one button; the slot is free at once.</summary>
public sealed class CancelModel(Booker booker, BookingWords words, CancelAppointment cancel, AvailabilityIndex availability) : PageModel
{
    public Appointment Appointment { get; private set; } = null!;

    public string? Notice { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ?? Page();

    public async Task<IActionResult> OnPostAsync(string? formId, Guid? appointmentId, CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } elsewhere)
        {
            return elsewhere;
        }

        if (appointmentId is not null && appointmentId != Appointment.Id)
        {
            Notice = words["OtherTabAppointment"];
            return Page();
        }

        return await cancel.RunAsync(Appointment.Id, booker.VisitorOf(HttpContext), FormId.Of(formId), ct) switch
        {
            // Its page says what has become of it, cancelled or begun
            CancelResult.Cancelled or CancelResult.AlreadyCancelled or CancelResult.Gone => RedirectToPage("Index"),
        };
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        if (await booker.AppointmentAsync(HttpContext, ct) is not { Status: AppointmentStatus.Confirmed } appointment
            || availability.Places.StartUtc(appointment.Slot) <= booker.NowUtc)
        {
            return RedirectToPage("Index");
        }

        Appointment = appointment;
        return null;
    }
}
