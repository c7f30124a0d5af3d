using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Offers;
using Creneau.Scheduling;
using Creneau.Text;
using Creneau.Web.Browser;
using Creneau.Web.Hosting;
using Creneau.Web.Pages.Shared.Search;
using Creneau.Web.Pages.Shared.Slots;
using Creneau.Web.Search;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Creneau.Web.Pages.Appointments;

/// <summary>
/// What the town hall offers instead of the appointment that it cancelled: a button takes a start, without a new code. Looking at
/// the page takes nothing.
/// </summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.Codes)]
public sealed class OfferModel(
    BookingSession session,
    AppointmentWords words,
    SlotWords slotWords,
    SearchWords searchWords,
    ReadOffer offers,
    TakeOffer take,
    DeclineOffer decline,
    AvailabilityIndex availability) : PageModel
{
    public Appointment Appointment { get; private set; } = null!;

    private AppointmentAccess Access { get; set; } = null!;

    private OfferView View { get; set; } = null!;

    /// <summary>Why nothing was taken.</summary>
    public string? Notice { get; private set; }

    /// <summary>The start that is kept; null when none is (any more).</summary>
    public SlotOffer? Kept => View.KeptUntilUtc is null ? null : Shown(View.Starts[0]);

    /// <summary>« mercredi 25 novembre à 10 h 51 », on the town hall's wall clock.</summary>
    public string KeptUntil
    {
        get
        {
            var (date, minute) = WallClock.Split(availability.Places.LocalTime(Appointment.TownHallId, View.KeptUntilUtc!.Value));
            return Wording.Current.LongMoment(date, minute);
        }
    }

    /// <summary>The others; empty when all are gone.</summary>
    public IReadOnlyList<SlotOffer> Others => [.. View.Starts.Skip(Kept is null ? 0 : 1).Select(Shown)];

    /// <summary>Query of a search around the site for the same people.</summary>
    private string SearchAgain
    {
        get
        {
            var (townHall, site) = (availability.Places.TownHalls[Appointment.TownHallId], availability.Places.Sites[Appointment.SiteId]);
            return SearchAddress.Around(searchWords.PlaceOf(townHall, site), slotWords.Kinds(Appointment));
        }
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : RedirectToPage("Index");

    public async Task<IActionResult> OnPostAsync(string? slot, Guid? appointmentId, CancellationToken ct)
    {
        if (await session.FindAppointmentAsync(HttpContext, ct) is not var (appointment, access))
        {
            return RedirectToPage("Index");
        }

        if (appointmentId != appointment.Id || SlotValue.Parse(slot) is not { } chosen)
        {
            return await ShowAsync(words[AppointmentWords.OtherTab], ct);
        }

        var start = await offers.StartAsync(appointment.Id, (chosen.SiteId, chosen.Date, chosen.Minute), ct);
        if (start is null)
        {
            return RedirectToPage("Index");
        }

        switch (await take.RunAsync(session.ActorOf(HttpContext), access, start, ct))
        {
            case TakeOfferResult.Taken:
                await session.SetAppointmentAsync(HttpContext, access, AppointmentNotice.Moved, ct);
                return RedirectToPage("Index");
            case TakeOfferResult.Refused refused:
                return await ShowAsync(slotWords.TextOf(refused.Reason), ct);
            case TakeOfferResult.Duplicate:
                return await ShowAsync(words["OfferDuplicate"], ct);
            case TakeOfferResult.NotTold:
                return await ShowAsync(words["OfferNotConfirmed"], ct);
            default:
                return RedirectToPage("Index");
        }
    }

    /// <summary>« Non merci ».</summary>
    public async Task<IActionResult> OnPostDeclineAsync(Guid? appointmentId, CancellationToken ct)
    {
        if (await LoadAsync(ct) && appointmentId == Appointment.Id)
        {
            await decline.RunAsync(session.ActorOf(HttpContext), Access, ct);
        }

        return RedirectToPage("Index");
    }

    /// <summary>Another search: whom it is for comes along in the browser's draft, in no address and no cookie.</summary>
    public async Task<IActionResult> OnPostSearchAsync(Guid? appointmentId, CancellationToken ct)
    {
        if (!await LoadAsync(ct) || appointmentId != Appointment.Id)
        {
            return RedirectToPage("Index");
        }

        await session.SaveDraftOfCancelledAsync(HttpContext, Appointment, ct);
        return Redirect($"~/{SearchAgain}");
    }

    private async Task<IActionResult> ShowAsync(string notice, CancellationToken ct)
    {
        Notice = notice;
        return await LoadAsync(ct) ? Page() : RedirectToPage("Index");
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await session.FindAppointmentAsync(HttpContext, ct) is not var (appointment, access)
            || await offers.OfAsync(appointment, ct) is not { } view)
        {
            return false;
        }

        (Appointment, Access, View) = (appointment, access, view);
        return true;
    }

    private SlotOffer Shown(OfferedStart start) =>
        new(new SlotValue(start.SiteId, start.Date, start.StartMinute), availability.Places.SiteName(start.SiteId), start.Km);
}
