using System.Globalization;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Catalogue;
using Creneau.Offers;
using Creneau.Reminders;
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
using Microsoft.Extensions.Options;

namespace Creneau.Web.Pages.Appointments;

/// <summary>The appointment of this browser, just confirmed or found again; without one, the form to find it.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.LookUps)]
public sealed class IndexModel(
    BookingSession session,
    AppointmentWords words,
    SlotWords slotWords,
    SearchWords searchWords,
    FindAppointment find,
    ReadOffer offers,
    ReadReminders reminders,
    AvailabilityIndex availability,
    IOptions<StampPrices> prices) : PageModel
{
    public Appointment? Appointment { get; private set; }

    public AppointmentNotice Notice { get; private set; }

    /// <summary>Who was just added or removed; null: nobody, or their name is kept no longer.</summary>
    public PartyNames? PartyNames { get; private set; }

    /// <summary>It has not begun: moving, cancelling and changing the party are possible (rule 14).</summary>
    public bool IsAhead { get; private set; }

    /// <summary>They were reminded and have not answered yet.</summary>
    public bool IsAsked { get; private set; }

    /// <summary>A slot that is held for this browser, to go on with.</summary>
    public Appointment? Hold { get; private set; }

    [BindProperty, FromForm]
    public FindInput Input { get; set; } = new();

    public Venue Venue
    {
        get
        {
            var site = availability.Places.Sites[Appointment!.SiteId];
            return new Venue(site.Latitude, site.Longitude, site.AccessNotes, site.Wheelchair);
        }
    }

    public string? Phone => availability.Places.PhoneOf(Appointment!.PlanningId, Appointment.SiteId);

    /// <summary>Query of a search around the site for the same people.</summary>
    public string SearchAgain
    {
        get
        {
            var (townHall, site) = (availability.Places.TownHalls[Appointment!.TownHallId], availability.Places.Sites[Appointment.SiteId]);
            return SearchAddress.Around(searchWords.PlaceOf(townHall, site), slotWords.Kinds(Appointment));
        }
    }

    public DoneBand Band => new(
        words[Title],
        Wording.Current.Sentence(SlotWords.Moment(Appointment!)),
        $"{slotWords.Place(Appointment!)}, {slotWords.Street(Appointment!)}",
        Appointment!.Reference);

    public string Title => (Appointment?.Status, Notice) switch
    {
        (null, _) => "FindTitle",
        (AppointmentStatus.Cancelled, _) => "CancelledTitle",
        (AppointmentStatus.Confirmed, AppointmentNotice.Confirmed) => "ConfirmedTitle",
        (AppointmentStatus.Confirmed, AppointmentNotice.Moved) => "MovedTitle",
        (AppointmentStatus.Confirmed, AppointmentNotice.PartyChanged) => "PartyChangedTitle",
        (AppointmentStatus.Confirmed, AppointmentNotice.SaidComing) => "SaidComingTitle",
        _ => "YourAppointment",
    };

    /// <summary>What each person brings; people whose service is of no kind of the platform have no list.</summary>
    public IEnumerable<(Applicant Person, DocumentList Documents)> ToBring =>
        from person in Appointment!.Applicants
        let kind = availability.Places.Services.GetValueOrDefault(person.ServiceId)?.Kind
        where kind is not null
        select (person, DocumentList.For(kind, person.IsMinorOn(Appointment.Date), CultureInfo.CurrentUICulture, prices.Value));

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Appointment = (await session.FindAppointmentAsync(HttpContext, ct))?.Appointment;
        Hold = await session.FindHoldAsync(HttpContext, ct) is { } hold && hold.IsLiveHold(session.NowUtc) ? hold : null;
        Notice = session.StateOf(HttpContext).Notice;
        PartyNames = await session.FindPartyNamesAsync(HttpContext, ct);
        IsAhead = Appointment?.IsAhead(availability.Places, session.NowUtc) == true;
        IsAsked = IsAhead && Appointment!.SaidComingUtc is null && await reminders.WasWrittenAsync(Appointment.Id, ct);
        return Appointment is { Status: AppointmentStatus.Cancelled } cancelled && await offers.OfAsync(cancelled, ct) is not null
            ? RedirectToPage("Offer")
            : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(Input.Reference))
        {
            ModelState.AddModelError("Input.Reference", words["Reference_Missing"]);
        }

        if (string.IsNullOrWhiteSpace(Input.Contact))
        {
            ModelState.AddModelError("Input.Contact", words["Contact_Missing"]);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        switch (await find.ByReferenceAsync(session.ActorOf(HttpContext), Input.Reference, Input.Contact, ct))
        {
            case LookUpResult.Found found:
                await session.SetAppointmentAsync(HttpContext, found.Opened.Access, AppointmentNotice.None, ct);
                return RedirectToPage("Index");
            case LookUpResult.TooMany:
                ModelState.AddModelError("", words["TooManyLookUps"]);
                Response.StatusCode = StatusCodes.Status429TooManyRequests;
                return Page();
            default:
                ModelState.AddModelError("", words["NotFound"]);
                return Page();
        }
    }

    /// <summary>« Fermer ce rendez-vous », on somebody else's computer.</summary>
    [HandlerRateLimit(RateLimits.None)]
    public async Task<IActionResult> OnPostCloseAsync(CancellationToken ct)
    {
        await session.CloseAsync(HttpContext, ct);
        return RedirectToPage("Index");
    }
}
