using Creneau.Appointments;
using Creneau.Booking;
using Creneau.Web.Browser;

namespace Creneau.Web.Pages.Booking;

/// <summary>What follows an attempt to confirm a hold.</summary>
public sealed class ConfirmationOutcome(BookingSession session, FindAppointment find)
{
    public const string AppointmentPage = "/Appointments/Index";
    public const string CodePage = "Code";
    public const string PeoplePage = "People";

    /// <summary>Notes the result in the session, so that the page that shows it can be opened again.</summary>
    /// <returns>Name of that page; null when the result is about the typed code.</returns>
    public async Task<string?> NoteAsync(HttpContext context, Guid holdId, ConfirmResult result, CancellationToken ct)
    {
        switch (result)
        {
            case ConfirmResult.Confirmed confirmed:
                await OpenConfirmedAsync(context, confirmed.AppointmentId, ct);
                return AppointmentPage;
            case ConfirmResult.Duplicate duplicate:
                session.SetRefusal(context, new ConfirmationRefusal(holdId, duplicate.Ordinals, duplicate.Own));
                if (duplicate.Own is { } own)
                {
                    await session.SetAppointmentAsync(context, own, AppointmentNotice.None, ct);
                }

                return CodePage;
            case ConfirmResult.NotConfirmed:
                session.SetRefusal(context, new ConfirmationRefusal(holdId, []));
                return CodePage;
            case ConfirmResult.HoldGone:
                return PeoplePage;
            default:
                return null;
        }
    }

    private async Task OpenConfirmedAsync(HttpContext context, Guid id, CancellationToken ct)
    {
        if (await find.BySessionAsync(session.ActorOf(context), id, ct) is { } opened)
        {
            await session.SetAppointmentAsync(context, opened.Access, AppointmentNotice.Confirmed, ct);
        }
    }
}
