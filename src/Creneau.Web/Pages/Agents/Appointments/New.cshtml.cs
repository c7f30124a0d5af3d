using System.Globalization;
using Creneau.Acting;
using Creneau.Agents;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Booking.ByAgents;
using Creneau.Changes;
using Creneau.OnePerPerson;
using Creneau.Scheduling;
using Creneau.Text;
using Creneau.Web.Access;
using Creneau.Web.Browser;
using Creneau.Web.Hosting;
using Creneau.Web.Localization;
using Creneau.Web.Pages.Shared.Forms;
using Creneau.Web.Pages.Shared.Slots;
using Creneau.Web.Search;
using Creneau.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Pages.Agents.Appointments;

/// <summary>
/// « Nouveau rendez-vous »: an agent books for somebody at the counter or on the phone. It starts empty; site, planning, date,
/// start and desk come with the address, from the agenda.
/// </summary>
[RequireRight(Rights.Appointments | Rights.Relay, AnyOf = true)]
[EnableRateLimiting(RateLimits.Agents)]
public sealed partial class NewModel(
    CounterPlaces places,
    CounterStarts starts,
    PartyFormReader reader,
    CommuneReader communes,
    PlaceFinder finder,
    SlotWords slotWords,
    BookForPeople book,
    MoveAppointment move,
    FindAppointment find,
    AvailabilityIndex availability,
    IStringLocalizer<CounterTexts> texts) : PageModel
{
    private const int OwnShown = 5;
    private const int OthersShown = 5;
    private const int RelayShown = 12;
    private const string Nearest = "nearest";

    [BindProperty, FromForm]
    public BookInput Input { get; set; } = new();

    [TempData]
    public string? Notice { get; set; }

    /// <summary>Of a link that knows what somebody comes for; null: not said.</summary>
    [BindProperty(SupportsGet = true, Name = "demarche")]
    public string? AskedService { get; set; }

    /// <summary>Of such a link: how many come; null: not said.</summary>
    [BindProperty(SupportsGet = true, Name = "personnes")]
    public int? AskedPeople { get; set; }

    /// <summary>Where the agent may book; empty on a platform without desks.</summary>
    public IReadOnlyList<CounterPlace> Places { get; private set; } = [];

    public CounterPlace Place { get; private set; } = null!;

    /// <summary>The address is of another town hall of theirs, such as of a tab that was opened for it; null otherwise.</summary>
    public MembershipPlace? OtherTownHall { get; private set; }

    /// <summary>Who has an appointment already, by ordinal, with the one that the agent may see.</summary>
    public IReadOnlyDictionary<int, SeenAppointment?> Duplicates { get; private set; } = new Dictionary<int, SeenAppointment?>();

    public string? Refusal { get; private set; }

    /// <summary>The chosen start is not to be had for this party.</summary>
    public CounterStart? Lost { get; private set; }

    public IReadOnlyList<CounterStart> Own { get; private set; } = [];

    public IReadOnlyList<CounterStart> Elsewhere { get; private set; } = [];

    public bool MayBookOutside => Place.IsOwn && Agent.May(Rights.OutsideHours, Place.Plan.TownHallId);

    public bool IsRelay => !Place.IsOwn;

    public IEnumerable<(int Id, string Name)> ServiceNames => Place.Services.Select(service => (service.Id, service.Texts.Words().Name));

    /// <summary>Several plannings stand in the list of places, so that each is named.</summary>
    public bool NamesPlannings => Places.Select(place => place.Planning.Id).Distinct().Count() > 1;

    public IReadOnlyList<(int Id, string Name)> Desks =>
    [
        .. availability.Places.DesksOf(Place.Planning.Id, Place.Site.Id).Select(desk => (desk.Desk.Id, desk.Desk.Name)),
    ];

    public IEnumerable<SelectListItem> DeskItems =>
        Desks.Select(desk => new SelectListItem(desk.Name, desk.Id.ToString(CultureInfo.InvariantCulture), desk.Id == Input.OutsideDesk));

    /// <summary>The asked day has no start here, and the next ones are listed instead.</summary>
    public bool NothingThatDay { get; private set; }

    public IEnumerable<SelectListItem> SiteItems =>
    [
        new SelectListItem(texts["AllPlaces"], "", Input.OtherSite is null),
        .. starts.Sites(Agent, Wanted(null), Middle).Select(one => new SelectListItem(
            $"{availability.Places.SiteName(one.SiteId)} ({Wording.Current.Distance(one.Km)})",
            one.SiteId.ToString(CultureInfo.InvariantCulture),
            one.SiteId == Input.OtherSite)),
    ];

    public IEnumerable<SelectListItem> SortItems =>
    [
        new SelectListItem(texts["Soonest"], "", Input.Sort != Nearest),
        new SelectListItem(texts["Nearest"], Nearest, Input.Sort == Nearest),
    ];

    private Actor Agent => HttpContext.AgentActor();

    public IActionResult OnGet(int? site, int? planning, string? date, string? start, int? desk)
    {
        Input.At = site is { } siteId && planning is { } planningId ? CounterPlace.KeyOf(siteId, planningId) : null;
        Input.Desk = desk;
        OtherTownHall = HttpContext.SignedInAgent().AlsoAt(
            site is { } asked ? availability.Places.Sites.GetValueOrDefault(asked)?.TownHallId : null);
        if (OtherTownHall is not null)
        {
            return Page();
        }

        if (!TryPlace())
        {
            return NotFound();
        }

        Input.Count = Math.Clamp(AskedPeople ?? 1, 1, Appointment.MaxPeople);
        Input.Service = ServiceOf(AskedService) is null ? null : AskedService;
        if (IsoDate.Parse(date?.Trim()) is { } day)
        {
            Input.OutsideDate = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            if (MinuteOf(start) is { } minute)
            {
                Input.Slot = Input.Pointed = new SlotValue(Place.Site.Id, day, minute).ToString();
                Input.Service ??= FittingService(day, minute);
            }
            else
            {
                Input.Day = Input.OutsideDate;
            }
        }

        return Show();
    }

    /// <summary>Other services, people, day or place: the starts are looked for anew, and what was typed stays.</summary>
    public IActionResult OnPostRefresh()
    {
        ModelState.Clear();
        Response.Headers["HX-Reswap"] = HtmxFormTagHelper.KeepScroll;
        return TryPlace() ? Show() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!TryPlace())
        {
            return NotFound();
        }

        if (Read() is not { } booking)
        {
            return Show();
        }

        switch (await book.RunAsync(Agent, booking, FormId.Of(Input.FormId), ct))
        {
            case BookResult.Booked booked:
                Notice = booking.Contact is null || booking.Silent ? "BookedPrint" : "Booked";
                return RedirectToPage("/Agents/Appointments/Index", new { id = booked.AppointmentId });
            case BookResult.Refused refused:
                ModelState.AddModelError("Input.Slot", slotWords.TextOf(refused.Reason));
                Own = [.. refused.Instead.Select(slot => CounterStart.Of(slot))];
                Input.Slot = null;
                return Show();
            case BookResult.Duplicate duplicate:
                Duplicates = duplicate.Ordinals.ToDictionary(
                    ordinal => ordinal, ordinal => duplicate.Seen.FirstOrDefault(seen => seen.Ordinal == ordinal));
                return Show();
            case BookResult.SamePersonTwice twice:
                ModelState.AddModelError(
                    string.Create(CultureInfo.InvariantCulture, $"Input.People[{twice.Ordinal}].BirthName"), texts["SamePersonTwice"]);
                return Show();
            case BookResult.NotAllowed:
                return StatusCode(StatusCodes.Status403Forbidden);
            case BookResult.NotTold:
                Refusal = texts["ToldEnough"];
                return Show();
            default:
                Refusal = texts["FormAnswered"];
                return Show();
        }
    }

    /// <summary>« Le déplacer ici »: an appointment in the way that the agent may see.</summary>
    public async Task<IActionResult> OnPostMoveHereAsync(Guid seen, CancellationToken ct)
    {
        ModelState.Clear();
        if (!TryPlace())
        {
            return NotFound();
        }

        return await find.ByAgentAsync(Agent, seen, ct) is { } opened ? await MoveHereAsync(opened, ct) : NotFound();
    }

    /// <summary>The same with the reference and the contact that the person gives, wherever it is.</summary>
    public async Task<IActionResult> OnPostMoveFoundAsync(CancellationToken ct)
    {
        ModelState.Clear();
        if (!TryPlace())
        {
            return NotFound();
        }

        switch (await find.ByReferenceAsync(Agent, Input.Reference, Input.ReferenceContact, ct))
        {
            case LookUpResult.Found found:
                return await MoveHereAsync(found.Opened, ct);
            case LookUpResult.TooMany:
                ModelState.AddModelError("Input.Reference", texts["TooManyLookUps"]);
                return Show();
            default:
                ModelState.AddModelError("Input.Reference", texts["NotFoundByReference"]);
                return Show();
        }
    }

    /// <summary>« 10:15 », « 10h15 », or a minute of the day as the agenda writes it.</summary>
    private static int? MinuteOf(string? typed)
    {
        var text = typed?.Trim().Replace('h', ':').Replace('H', ':').Replace(" ", "", StringComparison.Ordinal);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var minute) && minute < DayBits.MinutesPerDay
            ? minute
            : TimeOnly.TryParse(text, CultureInfo.InvariantCulture, out var time) ? (time.Hour * 60) + time.Minute
            : null;
    }

    private bool TryPlace()
    {
        Places = places.Of(Agent);
        Place = Places.FirstOrDefault(place => place.Key == Input.At)!;
        if (Place is null && (Places.Count == 0 || (HttpMethods.IsGet(Request.Method) && Input.At is not null && Places[0].IsOwn)))
        {
            // An address with the site of another town hall leads nowhere
            return false;
        }

        Place ??= Places[0];
        Input.At = Place.Key;
        Input.Fill();
        return true;
    }

    private async Task<IActionResult> MoveHereAsync(OpenedAppointment opened, CancellationToken ct)
    {
        if (SlotValue.Parse(Input.Slot) is not { } slot)
        {
            ModelState.AddModelError("Input.Slot", texts["ChooseStart"]);
            return Show();
        }

        var place = new NewPlace(slot.SiteId, slot.Date, slot.Minute);
        switch (await move.RunAsync(Agent, opened.Access, place, FormId.Of(Input.FormId), ct, silent: !Input.Tells))
        {
            case MoveResult.Moved:
                Notice = "Moved";
                return await find.ByAgentAsync(Agent, opened.Appointment.Id, ct) is null
                    ? RedirectToPage("/Agents/Index")
                    : RedirectToPage("/Agents/Appointments/Index", new { id = opened.Appointment.Id });
            case MoveResult.Refused refused:
                ModelState.AddModelError("Input.Slot", slotWords.TextOf(refused.Reason));
                Own = [.. refused.Instead.Select(one => CounterStart.Of(one))];
                return Show();
            default:
                Refusal = texts["GoneMeanwhile"];
                return Show();
        }
    }

    private PageResult Show()
    {
        LookForStarts();
        return Page();
    }
}
