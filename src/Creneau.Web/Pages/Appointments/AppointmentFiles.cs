using System.Globalization;
using System.Text;
using Creneau.Appointments;
using Creneau.Notifications;
using Creneau.Web.Browser;
using QRCoder;

namespace Creneau.Web.Pages.Appointments;

/// <summary>Files that the page of an appointment links to: its calendar entry, and its reference as a QR code for the counter.</summary>
public static class AppointmentFiles
{
    private const string NoStore = "no-store";

    public static void MapAppointmentFiles(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/rendez-vous/agenda.ics", GetCalendarAsync).ExcludeFromDescription().AllowAnonymous().DisableRateLimiting();
        routes.MapGet("/rendez-vous/qr.svg", GetQrCodeAsync).ExcludeFromDescription().AllowAnonymous().DisableRateLimiting();
    }

    private static async Task<IResult> GetCalendarAsync(
        HttpContext context, BookingSession session, AppointmentFacts facts, AppointmentCalendar calendar, CancellationToken ct)
    {
        if (await session.FindAppointmentAsync(context, ct) is not { Appointment: { Status: AppointmentStatus.Confirmed } appointment })
        {
            return Results.NotFound();
        }

        var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        var file = calendar.Of(appointment.Id, await facts.OfAsync(appointment, ct), language, session.NowUtc);
        context.Response.Headers.CacheControl = NoStore;
        return Results.File(file.Content, CalendarFile.MediaType, file.Name);
    }

    private static async Task<IResult> GetQrCodeAsync(HttpContext context, BookingSession session, CancellationToken ct)
    {
        if (await session.FindAppointmentAsync(context, ct) is not { Appointment: var appointment })
        {
            return Results.NotFound();
        }

        context.Response.Headers.CacheControl = NoStore;
        return Results.Text(QrCode(appointment.Reference), "image/svg+xml", Encoding.UTF8);
    }

    /// <summary>Dark on light also in dark mode and on paper: scanners need it.</summary>
    private static string QrCode(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var drawn = new SvgQRCode(code);
        return drawn.GetGraphic(6, "#000000", "#ffffff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute);
    }
}
