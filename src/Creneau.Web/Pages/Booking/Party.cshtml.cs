using System.Diagnostics;
using Creneau.Availability;
using Creneau.Booking;
using Creneau.Catalogue;
using Creneau.Web.Html;
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

    public string? Notice { get; private set; }

    /// <summary>Starts that fit the changed party.</summary>
    public Offers Instead { get; private set; } = new([]);

    /// <summary>Who would be removed, while <see cref="Instead"/> is about a removal.</summary>
    public long? Removing { get; private set; }

    /// <summary>Whose line asks whether they shall be removed.</summary>
    public long? Asked { get; private set; }

    /// <summary>The new person has an appointment with the same contact.</summary>
    public bool OwnsTheOther { get; private set; }

    public bool IsFull => Appointment.People >= Appointment.MaxPeople;

    public PersonBlock Block => new(1, 2, Kind, Planning.Services.Any(service => service.TakesPreRequest), Planning.PreRequest == PreRequestPolicy.Required) { ChoosesService = true };

    public IEnumerable<SelectListItem> Services => Planning.Services.OrderBy(service => service.Ordinal)
        .Select(service => new SelectListItem(shared[$"Service_{service.Kind}"], service.Kind.Code(), service.Kind == Kind));

    private string? Leaver { get; set; }

    private Planning Planning => availability.Places.Plannings[Appointment.PlanningId];

    private ServiceKind Kind => ServiceKindCodes.Parse(Input.Service) ?? Appointment.Kinds[0];

    /// <param name="person">Who may no longer come: their line asks once more.</param>
    public async Task<IActionResult> OnGetAsync(long? person, CancellationToken ct)
    {
        Asked = person;
        return await LoadAsync(null, ct) ?? Page();
    }

    public IActionResult OnGetDraft() => RedirectToPage("Party");

    /// <summary>The same page in the other language, with everything as it is typed.</summary>
    public async Task<IActionResult> OnPostDraftAsync(Guid? appointmentId, CancellationToken ct)
    {
        ModelState.Clear();
        return await LoadAsync(appointmentId, ct) ?? Page();
    }

    /// <param name="slot">Another start that was offered; null: where the appointment is.</param>
    public async Task<IActionResult> OnPostAddAsync(string? slot, string? formId, Guid? appointmentId, CancellationToken ct)
    {
        if (await LoadAsync(appointmentId, ct) is { } elsewhere)
        {
            return elsewhere;
        }

        var people = form.People(ModelState, [Input.Person], [Kind], Appointment.PlanningId, _ => "Input.Person");
        return people is null ? Page() : await ChangeAsync(people, [], slot, formId, ct);
    }

    /// <param name="person">Id of the person, so that a stale page removes nobody else.</param>
    public async Task<IActionResult> OnPostRemoveAsync(long person, string? slot, string? formId, Guid? appointmentId, CancellationToken ct)
    {
        if (await LoadAsync(appointmentId, ct) is { } elsewhere)
        {
            return elsewhere;
        }

        ModelState.Clear();
        if (Appointment.Applicants.FirstOrDefault(applicant => applicant.Id == person) is not { } leaving)
        {
            Notice = words["AlreadyRemoved"];
            return Page();
        }

        (Removing, Leaver) = (person, leaving.FirstGivenName);
        return await ChangeAsync([], [leaving.Ordinal], slot, formId, ct);
    }

    private async Task<IActionResult> ChangeAsync(IReadOnlyList<ReadPerson> added, IReadOnlyList<int> removed, string? slot, string? formId, CancellationToken ct)
    {
        var place = SlotValue.Parse(slot) is { } start ? new NewPlace(start.SiteId, start.Date, start.Minute) : null;
        var result = await change.RunAsync(Appointment.Id, booker.VisitorOf(HttpContext), added, removed, place, FormId.Of(formId), ct);
        switch (result)
        {
            case PartyResult.Changed:
                booker.Open(HttpContext, Appointment, News.PartyChanged, Leaver);
                return RedirectToPage("Index");
            case PartyResult.DoesNotFit other:
                Instead = new Offers(words.Offers(other.Instead), Url.Page("Party", Removing is null ? "Add" : "Remove"));
                break;
            case PartyResult.Duplicate duplicate:
                OwnsTheOther = duplicate.OwnAppointmentId is not null;
                break;
            case PartyResult.Gone:
                return RedirectToPage("Index");
        }

        Notice = Say(result);
        return Page();
    }

    private string Say(PartyResult result) => words[result switch
    {
        PartyResult.DoesNotFit => Instead.Starts.Count > 0 ? "PartyDoesNotFit" : "PartyFitsNowhere",
        PartyResult.Duplicate => "PartyDuplicate",
        PartyResult.AlreadyComes => "PartyAlreadyComes",
        PartyResult.NotConfirmed => "NotConfirmed",
        PartyResult.WrongPartySize => "PartyWrongSize",
        _ => throw new UnreachableException(),
    }];

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

        Notice = words["OtherTabAppointment"];
        return Page();
    }
}

/// <summary>One more person.</summary>
public sealed class AddInput
{
    /// <summary>Code of the kind of service.</summary>
    public string? Service { get; set; }

    public PersonInput Person { get; set; } = new();
}
