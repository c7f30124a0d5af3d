using System.Diagnostics;
using Creneau.Availability;
using Creneau.Booking;
using Creneau.Catalogue;
using Creneau.Web.Html;
using Creneau.Web.Html.Shapes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Pages.Booking;

/// <summary>Adds a person to the appointment, or removes one; where it does not fit, other starts are offered with what was typed kept.</summary>
public sealed class PartyModel(Booker booker, BookingWords words, PartyForm form, ChangeParty change, AvailabilityIndex availability, IStringLocalizer<Shared.SharedTexts> shared) : PageModel
{
    public Appointment Appointment { get; private set; } = null!;

    [BindProperty, FromForm]
    public AddInput Input { get; set; } = new();

    public Said Said { get; private set; } = new();

    public string? Notice => words.Sentence(Said.Notice);

    /// <summary>Starts that fit the changed party, without the one who would be removed or with the new person.</summary>
    public Offers Instead => new(
        words.Offers(Said.Slots, Appointment.SiteId),
        Said.Removing is null ? Url.Page("Party", "Add") : Url.Page("Party", "Remove", new { person = Said.Removing }),
        "add");

    /// <summary>Who was asked about and stays: their button has the focus again.</summary>
    public long? Stays { get; private set; }

    public bool IsFull => Appointment.People >= Appointment.MaxPeople;

    public PersonBlock Block => new(1, 2, Kind, Planning.Services.Any(service => service.TakesPreRequest), Planning.PreRequest == PreRequestPolicy.Required) { ChoosesService = true };

    public IEnumerable<SelectListItem> Services => Planning.Services.OrderBy(service => service.Ordinal)
        .Select(service => new SelectListItem(shared[$"Service_{service.Kind}"], service.Kind.Code(), service.Kind == Kind));

    private string? Leaver { get; set; }

    /// <summary>Where they shall all go; null: where the appointment is.</summary>
    private NewPlace? Place { get; set; }

    private Planning Planning => availability.Places.Plannings[
        Place is { } place && availability.PlanFor(place.SiteId, [.. Appointment.Kinds.Append(Kind).Select(kind => (int)kind)]) is { } plan ? plan.PlanningId : Appointment.PlanningId];

    private ServiceKind Kind => ServiceKindCodes.Parse(Input.Service) ?? Appointment.Kinds[0];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(null, ct) ?? Page();

    public IActionResult OnGetDraft() => RedirectToPage("Party");

    public IActionResult OnGetAsk() => RedirectToPage("Party");

    /// <summary>The same page in the other language, with everything as it is typed and said.</summary>
    public async Task<IActionResult> OnPostDraftAsync(Guid? appointmentId, [FromForm] Said said, CancellationToken ct)
    {
        ModelState.Clear();
        if (await LoadAsync(appointmentId, ct) is { } elsewhere)
        {
            return elsewhere;
        }

        Said = said;
        if (said.IsRead && !IsFull)
        {
            _ = Read();
        }

        return Page();
    }

    /// <summary>The line of somebody asks once more, or no longer, with everything as it is typed and said.</summary>
    /// <param name="person">Who may no longer come; null: they stay.</param>
    /// <param name="stays">Who was asked about until now: their button has the focus again.</param>
    public Task<IActionResult> OnPostAskAsync(long? person, long? stays, Guid? appointmentId, [FromForm] Said said, CancellationToken ct)
    {
        (said.Asked, Stays) = (person, stays);
        // The line is where it was, and nothing on the page moves
        Response.Headers["HX-Reswap"] = QuickFormTagHelper.InPlace;
        return OnPostDraftAsync(appointmentId, said, ct);
    }

    /// <param name="slot">Another start that was offered; null: where the appointment is.</param>
    public async Task<IActionResult> OnPostAddAsync(string? slot, string? formId, Guid? appointmentId, CancellationToken ct)
    {
        if (await LoadAsync(appointmentId, ct) is { } elsewhere)
        {
            return elsewhere;
        }

        if (IsFull)
        {
            // The fields are not shown, so that nothing in them can be mended before there is room
            ModelState.Clear();
            Said.Notice = NameOf(new PartyResult.WrongPartySize());
            return Page();
        }

        Place = PlaceOf(slot);
        return Read() is { } people ? await ChangeAsync(people, [], formId, ct) : Page();
    }

    /// <param name="person">Id of the person, so that a stale page removes nobody else.</param>
    public async Task<IActionResult> OnPostRemoveAsync(long person, string? slot, string? formId, Guid? appointmentId, CancellationToken ct)
    {
        if (await LoadAsync(appointmentId, ct) is { } elsewhere)
        {
            return elsewhere;
        }

        ModelState.Clear();
        Place = PlaceOf(slot);
        (Said.Removing, Leaver) = (person, Appointment.Applicants.FirstOrDefault(applicant => applicant.Id == person)?.FirstGivenName);
        return await ChangeAsync([], [person], formId, ct);
    }

    private async Task<IActionResult> ChangeAsync(IReadOnlyList<ReadPerson> added, IReadOnlyList<long> removed, string? formId, CancellationToken ct)
    {
        var result = await change.RunAsync(Appointment.Id, booker.VisitorOf(HttpContext), added, removed, Place, FormId.Of(formId), ct);
        switch (result)
        {
            case PartyResult.Changed when removed.Count > 0 && Input.Person.HasAny:
                Appointment = await booker.AppointmentAsync(HttpContext, ct) ?? Appointment;
                Said = new Said { Notice = "PartyMadeRoom" };
                return Page();
            case PartyResult.Changed:
                booker.Open(HttpContext, Appointment, News.PartyChanged, Leaver, added.Count == 0 ? null : added[0].Name.FirstGivenName);
                return RedirectToPage("Index");
            case PartyResult.DoesNotFit other:
                Said.Slots = [.. other.Instead.Select(start => SlotValue.Of(start).ToString())];
                break;
            case PartyResult.Duplicate duplicate:
                Said.OwnsTheOther = duplicate.OwnAppointmentId is not null;
                break;
            case PartyResult.Gone:
                return RedirectToPage("Index");
        }

        Said.Notice = NameOf(result);
        Response.StatusCode = result is PartyResult.NotConfirmed ? StatusCodes.Status429TooManyRequests : StatusCodes.Status200OK;
        return Page();
    }

    /// <summary>Reads the new person; null when something is wrong, which stands beside the fields then.</summary>
    private IReadOnlyList<ReadPerson>? Read() => form.People(ModelState, [Input.Person], [Kind], Planning.Id, _ => "Input.Person");

    private static NewPlace? PlaceOf(string? slot) => SlotValue.Parse(slot) is { } start ? new NewPlace(start.SiteId, start.Date, start.Minute) : null;

    private string NameOf(PartyResult result) => result switch
    {
        PartyResult.DoesNotFit => Said.Slots.Count == 0 ? "PartyFitsNowhere" : Place is not null ? "PartyTaken" : "PartyDoesNotFit",
        PartyResult.Duplicate => "PartyDuplicate",
        PartyResult.AlreadyComes => "PartyAlreadyComes",
        PartyResult.NotConfirmed => "NotConfirmed",
        PartyResult.AlreadyRemoved => "AlreadyRemoved",
        PartyResult.WrongPartySize => Said.Removing is null ? "PartyWrongSize" : "PartyLastOne",
        _ => throw new UnreachableException(),
    };

    private async Task<IActionResult?> LoadAsync(Guid? appointmentId, CancellationToken ct)
    {
        if (await booker.AppointmentAsync(HttpContext, ct) is not { Status: AppointmentStatus.Confirmed } appointment
            || availability.Places.StartUtc(appointment.Slot) <= booker.NowUtc)
        {
            return RedirectToPage("Index");
        }

        Appointment = appointment;
        if (appointmentId is null || appointmentId == appointment.Id)
        {
            return null;
        }

        Said.Notice = "OtherTabAppointment";
        return Page();
    }
}

/// <summary>One more person.</summary>
public sealed class AddInput
{
    /// <summary>Code of the kind of service.</summary>
    public string? Service { get; set; }

    public PersonInput Person { get; set; } = new();

    /// <summary>What is typed, by the names of the fields.</summary>
    public IEnumerable<(string Name, string Value)> Fields =>
        from typed in new (string Name, string? Value)[]
        {
            ("Input.Service", Service),
            ("Input.Person.BirthName", Person.BirthName),
            ("Input.Person.FirstGivenName", Person.FirstGivenName),
            ("Input.Person.BirthDate.Day", Person.BirthDate.Day),
            ("Input.Person.BirthDate.Month", Person.BirthDate.Month),
            ("Input.Person.BirthDate.Year", Person.BirthDate.Year),
            ("Input.Person.PreRequest", Person.PreRequest),
            ("Input.Person.SecondPreRequest", Person.SecondPreRequest),
        }
        where typed.Value is not null
        select (typed.Name, typed.Value);
}
