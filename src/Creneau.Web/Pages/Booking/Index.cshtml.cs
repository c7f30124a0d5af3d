using System.Globalization;
using Creneau.Availability;
using Creneau.Booking;
using Creneau.Catalogue;
using Creneau.Web.Html;
using Creneau.Web.Html.Shapes;
using Creneau.Web.Pages.Search;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace Creneau.Web.Pages.Booking;

/// <summary>The appointment of this browser, just confirmed or found again; without one, the form to find it.</summary>
public sealed class IndexModel(Booker booker, BookingWords words, SearchWords searchWords, FindAppointment find, AvailabilityIndex availability, IOptions<StampPrices> prices) : PageModel
{
    public Appointment? Appointment { get; private set; }

    public News News { get; private set; }

    /// <summary>First name of who was just removed.</summary>
    public string? Leaver { get; private set; }

    public string? Comer { get; private set; }

    /// <summary>Moving, cancelling and changing the party are possible until the start (rule 14).</summary>
    public bool IsAhead { get; private set; }

    [BindProperty, FromForm]
    public FindInput Input { get; set; } = new();

    public GeoPlace Place
    {
        get
        {
            var site = availability.Places.Sites[Appointment!.SiteId];
            return new GeoPlace(site.Latitude, site.Longitude, site.AccessNotes, site.Wheelchair);
        }
    }

    public string? Phone => availability.Places.TownHalls[Appointment!.TownHallId].Phone;

    public string SearchAgain => SearchAddress.Around(searchWords.PlaceOf(availability.Places.TownHalls[Appointment!.TownHallId], availability.Places.Sites[Appointment.SiteId]), Appointment.Kinds);

    public DoneBand Band => new(words[Title], Creneau.Text.Wording.Current.Sentence(BookingWords.Moment(Appointment!)), $"{words.Place(Appointment!)}, {words.Street(Appointment!)}", Appointment!.Reference);

    public string Title => (Appointment?.Status, News) switch
    {
        (null, _) => "FindTitle",
        (AppointmentStatus.Cancelled, _) => "CancelledTitle",
        (AppointmentStatus.Confirmed, News.Confirmed) => "ConfirmedTitle",
        (AppointmentStatus.Confirmed, News.Moved) => "MovedTitle",
        (AppointmentStatus.Confirmed, News.PartyChanged) => "PartyChangedTitle",
        _ => "YourAppointment",
    };

    public IEnumerable<(Applicant Person, DocumentList Documents)> ToBring => Appointment!.Applicants.Select(person => (person, DocumentList.For(
        Appointment.Kinds[person.Ordinal],
        person.IsMinorOn(Appointment.Date),
        CultureInfo.CurrentUICulture,
        prices.Value)));

    /// <summary>A slot that is kept for this browser, to go on with.</summary>
    public Appointment? Kept { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Appointment = await booker.AppointmentAsync(HttpContext, ct);
        Kept = await booker.HoldAsync(HttpContext, ct) is { } hold && hold.IsLiveHold(booker.NowUtc) ? hold : null;
        var state = booker.StateOf(HttpContext);
        (News, Leaver, Comer) = (state.News, state.Leaver, state.Comer);
        IsAhead = Appointment?.Status == AppointmentStatus.Confirmed && availability.Places.StartUtc(Appointment.Slot) > booker.NowUtc;
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

        switch (await find.ByReferenceAsync(Input.Reference, Input.Contact, booker.VisitorOf(HttpContext), ct))
        {
            case LookUpResult.Found found:
                booker.Open(HttpContext, found.Appointment, News.None);
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

    public IActionResult OnPostLeave()
    {
        booker.Leave(HttpContext);
        return RedirectToPage("Index");
    }
}

/// <summary>« Référence et contact ».</summary>
public sealed class FindInput
{
    public static readonly IReadOnlyList<string> Order = [nameof(Reference), nameof(Contact)];

    public string? Reference { get; set; }
    public string? Contact { get; set; }
}

/// <summary>Where it is and how to get in.</summary>
public sealed record GeoPlace(double Latitude, double Longitude, string? AccessNotes, bool Wheelchair)
{
    /// <summary>The place on OpenStreetMap, as a link: nothing is loaded from there.</summary>
    public string OnMap => string.Create(CultureInfo.InvariantCulture, $"https://www.openstreetmap.org/?mlat={Latitude:0.00000}&mlon={Longitude:0.00000}#map=17/{Latitude:0.00000}/{Longitude:0.00000}");
}
