using System.Globalization;
using System.Text;
using Creneau.Booking;
using Creneau.Notifications;
using QRCoder;

namespace Creneau.Web.Pages.Booking;

/// <summary>What the page of an appointment links to: its calendar entry, and its reference to be scanned at the counter.</summary>
public static class BookingFiles
{
    private const string NoStore = "no-store";

    public static void MapBookingFiles(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/rendez-vous/agenda.ics", CalendarAsync).ExcludeFromDescription();
        routes.MapGet("/rendez-vous/qr.svg", QrAsync).ExcludeFromDescription();
    }

    private static async Task<IResult> CalendarAsync(HttpContext context, Booker booker, AppointmentFacts facts, AppointmentCalendar calendar, CancellationToken ct)
    {
        if (await booker.AppointmentAsync(context, ct) is not { Status: AppointmentStatus.Confirmed } appointment)
        {
            return Results.NotFound();
        }

        var file = calendar.Of(appointment.Id, await facts.OfAsync(appointment, ct), CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, booker.NowUtc);
        context.Response.Headers.CacheControl = NoStore;
        return Results.File(file.Content, CalendarFile.MediaType, file.Name);
    }

    private static async Task<IResult> QrAsync(HttpContext context, Booker booker, CancellationToken ct)
    {
        if (await booker.AppointmentAsync(context, ct) is not { } appointment)
        {
            return Results.NotFound();
        }

        context.Response.Headers.CacheControl = NoStore;
        return Results.Text(Svg(appointment.Reference), "image/svg+xml", Encoding.UTF8);
    }

    /// <summary>Dark on light in dark mode and on paper too: scanners want it so.</summary>
    private static string Svg(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var drawn = new SvgQRCode(code);
        return drawn.GetGraphic(6, "#000000", "#ffffff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute);
    }
}
