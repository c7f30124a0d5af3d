using System.Diagnostics;
using System.Globalization;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Catalogue;
using Creneau.Changes;
using Creneau.Web.Browser;
using Creneau.Web.Hosting;
using Creneau.Web.Localization;
using Creneau.Web.Pages.Shared.Forms;
using Creneau.Web.Pages.Shared.Slots;
using Creneau.Web.Search;
using Creneau.Web.TagHelpers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.RateLimiting;

namespace Creneau.Web.Pages.Appointments;

/// <summary>
/// Adds a person to the appointment or removes one; where the changed party does not fit, offers other starts and keeps the form.
/// </summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.Codes)]
public sealed class PartyModel(
    BookingSession session,
    AppointmentWords words,
    SlotWords slotWords,
    PartyFormReader reader,
    ChangeParty change,
    AvailabilityIndex availability) : PageModel
{
    public Appointment Appointment { get; private set; } = null!;

    private AppointmentAccess Access { get; set; } = null!;

    [BindProperty, FromForm]
    public AddPersonInput Input { get; set; } = new();

    public FormNotice Notice { get; private set; } = new();

    public string? NoticeText => words.Sentence(Notice.Name);

    /// <summary>Starts that fit the changed party.</summary>
    public SlotOffers Offers => new(
        slotWords.Offers(Notice.Slots, Appointment.SiteId),
        Notice.RemovedId is null ? Url.Page("Party", "Add") : Url.Page("Party", "Remove", new { person = Notice.RemovedId }),
        "add");

    /// <summary>Id of the person whose line asked and who stays: their button gets the focus again.</summary>
    public long? StaysId { get; private set; }

    public bool IsFull => Appointment.People >= Appointment.MaxPeople;

    public PersonBlock Block => new(
        Ordinal: 1,
        People: 2,
        Service,
        AsksForNumber: Planning.Services.Any(service => service.TakesPreRequest),
        NumberRequired: Planning.PreRequest == PreRequestPolicy.Required)
    { ChoosesService = true };

    public IEnumerable<SelectListItem> Services => availability.Places.ServicesOn(Planning.Id, Place?.Date ?? Appointment.Date)
        .Select(service => new SelectListItem(service.Texts.Words().Name, CodeOf(service), service == Service));

    private string? RemovedName { get; set; }

    /// <summary>Where the changed party goes; null: where the appointment is.</summary>
    private NewPlace? Place { get; set; }

    private Planning Planning => availability.Places.Plannings[PlanningIdAtPlace ?? Appointment.PlanningId];

    private int? PlanningIdAtPlace =>
        Place is null ? null : availability.PlanFor(
            availability.WantedAt(
                Place.SiteId, Appointment.PlanningId, [.. Appointment.ServiceIds, Chosen.Id], (Place.Date, Place.StartMinute)))?.PlanningId;

    /// <summary>
    /// As it is chosen, among the services of the appointment's own planning; what the first person comes for unless
    /// one is, or the first of all when that is no longer offered.
    /// </summary>
    private Service Chosen
    {
        get
        {
            var own = availability.Places.Plannings[Appointment.PlanningId].Services;
            return own.FirstOrDefault(service => CodeOf(service) == Input.Service)
                ?? own.FirstOrDefault(service => service.Id == Appointment.ServiceIds[0])
                ?? own[0];
        }
    }

    /// <summary>The same in the planning that they go to.</summary>
    private Service Service => availability.Places.Services[availability.Places.ServicesAt(Planning.Id, [Chosen.Id])?[0] ?? Chosen.Id];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(null, ct) ?? Page();

    public IActionResult OnGetLanguage() => RedirectToPage("Party");

    public IActionResult OnGetAsk() => RedirectToPage("Party");

    /// <summary>The same page in the other language, with everything as it was filled in and said; nothing is changed.</summary>
    public async Task<IActionResult> OnPostLanguageAsync(Guid? appointmentId, [FromForm] FormNotice notice, CancellationToken ct)
    {
        ModelState.Clear();
        if (await LoadAsync(appointmentId, ct) is { } other)
        {
            return other;
        }

        Notice = notice;
        if (notice.IsChecked && !IsFull)
        {
            _ = Read();
        }

        return Page();
    }

    /// <summary>
    /// The line of a person asks whether to remove them, or no longer; everything else stays as it was filled in and said.
    /// </summary>
    /// <param name="person">Id of the person; null: they stay.</param>
    /// <param name="stays">Id of the person who was asked about until now.</param>
    public Task<IActionResult> OnPostAskAsync(
        long? person, long? stays, Guid? appointmentId, [FromForm] FormNotice notice, CancellationToken ct)
    {
        (notice.AskedId, StaysId) = (person, stays);
        Response.Headers["HX-Reswap"] = HtmxFormTagHelper.KeepScroll;
        return OnPostLanguageAsync(appointmentId, notice, ct);
    }

    /// <param name="slot">Another start that was offered; null: the appointment's.</param>
    public async Task<IActionResult> OnPostAddAsync(string? slot, string? formId, Guid? appointmentId, CancellationToken ct)
    {
        if (await LoadAsync(appointmentId, ct) is { } other)
        {
            return other;
        }

        if (IsFull)
        {
            // The page of a full party shows no fields that errors could stand beside
            ModelState.Clear();
            Notice.Name = NameOf(new PartyResult.WrongPartySize());
            return Page();
        }

        Place = PlaceOf(slot);
        return Read() is { } people ? await ChangeAsync(people, [], formId, ct) : Page();
    }

    /// <param name="person">Id of the person, not their place in the list, so that an old page removes nobody else.</param>
    public async Task<IActionResult> OnPostRemoveAsync(long person, string? slot, string? formId, Guid? appointmentId, CancellationToken ct)
    {
        if (await LoadAsync(appointmentId, ct) is { } other)
        {
            return other;
        }

        ModelState.Clear();
        Place = PlaceOf(slot);
        Notice.RemovedId = person;
        RemovedName = Appointment.Applicants.FirstOrDefault(applicant => applicant.Id == person)?.CalledName;
        return await ChangeAsync([], [person], formId, ct);
    }

    private async Task<IActionResult> ChangeAsync(
        IReadOnlyList<ReadPerson> added, IReadOnlyList<long> removed, string? formId, CancellationToken ct)
    {
        var result = await change.RunAsync(
            session.ActorOf(HttpContext), Access, new PartyChange(added, removed, Place), FormId.Of(formId), ct);
        switch (result)
        {
            case PartyResult.Changed when removed.Count > 0 && Input.Person.HasContent:
                Appointment = (await session.FindAppointmentAsync(HttpContext, ct))?.Appointment ?? Appointment;
                Notice = new FormNotice { Name = "PartyMadeRoom" };
                return Page();
            case PartyResult.Changed:
                var names = new PartyNames(added.Count == 0 ? null : added[0].Name.FirstGivenName, RemovedName);
                await session.SetPartyChangedAsync(HttpContext, Access, names, ct);
                return RedirectToPage("Index");
            case PartyResult.DoesNotFit other:
                Notice.Slots = [.. other.Instead.Select(start => SlotValue.Of(start).ToString())];
                break;
            case PartyResult.Duplicate duplicate:
                Notice.OwnsTheOther = duplicate.Own is not null;
                break;
            case PartyResult.Gone:
                return RedirectToPage("Index");
        }

        Notice.Name = NameOf(result);
        Response.StatusCode = result is PartyResult.NotConfirmed ? StatusCodes.Status429TooManyRequests : StatusCodes.Status200OK;
        return Page();
    }

    /// <returns>The new person; null when something is wrong, which then stands beside the fields.</returns>
    private IReadOnlyList<ReadPerson>? Read() => reader.ReadPeople(ModelState, [Input.Person], [Service], _ => "Input.Person");

    /// <summary>Code of the kind; of a service without one its number in the planning.</summary>
    private static string CodeOf(Service service) => service.Kind?.Code ?? service.Ordinal.ToString(CultureInfo.InvariantCulture);

    private static NewPlace? PlaceOf(string? slot) =>
        SlotValue.Parse(slot) is { } start ? new NewPlace(start.SiteId, start.Date, start.Minute) : null;

    private string NameOf(PartyResult result) => result switch
    {
        PartyResult.DoesNotFit => Notice.Slots.Count == 0 ? "PartyFitsNowhere" : Place is not null ? "PartyTaken" : "PartyDoesNotFit",
        PartyResult.Duplicate => "PartyDuplicate",
        PartyResult.AlreadyComes => "PartyAlreadyComes",
        PartyResult.NotConfirmed => AppointmentWords.NotConfirmed,
        PartyResult.AlreadyRemoved => "AlreadyRemoved",
        PartyResult.NoLongerOffered => "PartyNoLongerOffered",
        PartyResult.WrongPartySize => Notice.RemovedId is null ? "PartyWrongSize" : "PartyLastOne",
        _ => throw new UnreachableException(),
    };

    /// <returns>Another answer, when there is nothing to change or the form is of another appointment; null to go on.</returns>
    private async Task<IActionResult?> LoadAsync(Guid? appointmentId, CancellationToken ct)
    {
        if (await session.FindAppointmentAsync(HttpContext, ct) is not var (appointment, access)
            || !appointment.IsAhead(availability.Places, session.NowUtc))
        {
            return RedirectToPage("Index");
        }

        (Appointment, Access) = (appointment, access);
        if (appointmentId is null || appointmentId == appointment.Id)
        {
            return null;
        }

        Notice.Name = AppointmentWords.OtherTab;
        return Page();
    }
}
