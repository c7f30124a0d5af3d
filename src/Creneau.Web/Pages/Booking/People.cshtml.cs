using System.Diagnostics;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Booking;
using Creneau.Catalogue;
using Creneau.Keys;
using Creneau.Web.Browser;
using Creneau.Web.Hosting;
using Creneau.Web.Pages.Shared.Forms;
using Creneau.Web.Pages.Shared.Search;
using Creneau.Web.Pages.Shared.Slots;
using Creneau.Web.Search;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Creneau.Web.Pages.Booking;

/// <summary>« Qui vient au rendez-vous ? »: while the slot is held, and after the hold has ended with everything still filled in.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.Codes)]
public sealed partial class PeopleModel(
    BookingSession session,
    BookingWords words,
    SlotWords slotWords,
    SearchWords searchWords,
    PartyFormReader reader,
    PeopleCases cases,
    ConfirmationOutcome outcome,
    AvailabilityIndex availability,
    PlatformKeys keys) : PageModel
{
    /// <summary>The hold, live or not; null when this browser has none.</summary>
    public Appointment? Hold { get; private set; }

    [BindProperty, FromForm]
    public PartyInput Input { get; set; } = new();

    /// <summary>The slot is kept, and every service of it is still offered.</summary>
    public bool IsKept => Hold?.IsLiveHold(session.NowUtc) == true && Services.Count > 0;

    /// <summary>The code may go by SMS.</summary>
    public bool IsSmsOffered { get; private set; }

    public FormNotice Notice { get; private set; } = new();

    public string? NoticeText => TooFast ?? words.Sentence(Notice.Name);

    /// <summary>The notice says why nothing was done, not what was done.</summary>
    public bool IsWarned =>
        Notice.Name is BookingWords.OtherTab or BookingWords.OutdatedForm
        || Notice.Name?.StartsWith("Code_", StringComparison.Ordinal) == true
        || TooFast is not null;

    /// <summary>The slot of an ended hold can be held again.</summary>
    public bool IsFreeAgain { get; private set; }

    /// <summary>The form is filled in with what was typed before, for this slot or another one.</summary>
    public bool IsFilledIn => Input.HasContent;

    public SlotOffers Offers { get; private set; } = new([]);

    /// <summary>Query of the search that the slot came from; without one, of a search around it.</summary>
    public string Search => Hold is null || session.StateOf(HttpContext).Search is { Length: > 0 }
        ? session.StateOf(HttpContext).Search ?? ""
        : SearchAddress.Around(
            searchWords.PlaceOf(availability.Places.TownHalls[Hold.TownHallId], availability.Places.Sites[Hold.SiteId]),
            slotWords.Kinds(Hold));

    public Planning Planning => availability.Places.Plannings[Hold!.PlanningId];

    /// <summary>When several people come: the heading of each, by the beginning of the names of their fields.</summary>
    public IReadOnlyDictionary<string, string> Groups => Hold!.People == 1
        ? new Dictionary<string, string>()
        : Enumerable.Range(0, Hold.People).ToDictionary(person => $"Input.People[{person}]", HeadingOf);

    public IReadOnlyList<PersonBlock> Blocks => [.. Services.Select((service, person) => new PersonBlock(
        person,
        Hold!.People,
        service,
        service.TakesPreRequest,
        Planning.PreRequest == PreRequestPolicy.Required))];

    /// <summary>The service of each person; empty when one of them is no longer offered.</summary>
    public IReadOnlyList<Service> Services => slotWords.Services(Hold!);

    /// <summary>Why no code was sent yet. Not part of the notice: its seconds are over when the page is shown again.</summary>
    private string? TooFast { get; set; }

    public string HeadingOf(int person) => reader.HeadingOf(person, Hold!.People);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } redirect)
        {
            return redirect;
        }

        if (Hold is not null)
        {
            Input = await session.FillFormAsync(HttpContext, Hold, ct);
            Input.Contact.Way ??= ContactInput.ByEmail;
        }

        HasDraftForNextHold = await session.HasDraftAsync(HttpContext, ct);
        return Show();
    }

    public async Task<IActionResult> OnPostAsync(Guid? holdId, string? formId, CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } redirect)
        {
            return redirect;
        }

        return Hold is not null && IsKept && !IsOfOtherHold(holdId)
            ? await AskForCodeAsync(Hold, formId, ct)
            : await ShowAndSaveDraftAsync(holdId, ct);
    }

    public IActionResult OnGetLanguage() => RedirectToPage("People");

    /// <summary>The same page in the other language, with everything as it was filled in and said; nothing is sent.</summary>
    public async Task<IActionResult> OnPostLanguageAsync(Guid? holdId, [FromForm] FormNotice notice, CancellationToken ct)
    {
        ModelState.Clear();
        if (await LoadAsync(ct) is { } redirect)
        {
            return redirect;
        }

        Notice = notice;
        _ = IsOfOtherHold(holdId);
        if (Hold is not null && notice.IsChecked)
        {
            _ = Read(Hold);
        }

        return await ShowAndSaveDraftAsync(holdId, ct);
    }

    public async Task<IActionResult> OnPostProlongAsync(Guid? holdId, CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } redirect)
        {
            return redirect;
        }

        if (Hold is null || !IsKept || IsOfOtherHold(holdId))
        {
            await SaveDraftForNextHoldAsync(holdId, ct);
            return ShowWholePage();
        }

        Notice.Name = await cases.Prolong.RunAsync(session.ActorOf(HttpContext), Hold.Id, ct) switch
        {
            ProlongResult.Prolonged => BookingWords.Prolonged,
            ProlongResult.AlreadyProlonged => BookingWords.ProlongedBefore,
            ProlongResult.Gone => null,
        };
        Hold = await session.FindHoldAsync(HttpContext, ct);
        return IsKept ? Show() : ShowWholePage();
    }

    /// <summary>Holds the slot again, or another one, and sends the form for it.</summary>
    /// <param name="slot">Null: the slot of the ended hold.</param>
    public async Task<IActionResult> OnPostRetakeAsync(string? slot, Guid? holdId, string? formId, CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } redirect)
        {
            return redirect;
        }

        if (await IsRetakenAsync(holdId, ct))
        {
            return await SendAsync(ct);
        }

        if (Hold is null || IsOfOtherHold(holdId))
        {
            return await ShowAndSaveDraftAsync(holdId, ct);
        }

        var start = SlotValue.Parse(slot) ?? new SlotValue(Hold.SiteId, Hold.Date, Hold.StartMinute);
        var wanted = availability.WantedAt(start.SiteId, Hold.PlanningId, Hold.ServiceIds, (start.Date, start.Minute));
        switch (await cases.Hold.RunAsync(session.ActorOf(HttpContext), wanted, FormId.Of(formId), Hold.Id, ct))
        {
            case HoldResult.Held held:
                session.SetHold(HttpContext, held.AppointmentId, null);
                return await SendAsync(ct);
            case HoldResult.Refused refused:
                Notice.Name = SlotWords.NameOf(refused.Reason);
                Offers = new SlotOffers(slotWords.Offers(refused.Instead), Url.Page("People", "Retake"));
                Input.ResizeTo(Hold.People);
                return Page();
            default:
                return Show();
        }
    }

    /// <summary>
    /// Whether the first click of a double click has held the same slot again already; then the form is not of another hold.
    /// </summary>
    private async Task<bool> IsRetakenAsync(Guid? holdId, CancellationToken ct) =>
        holdId is { } posted
            && IsKept
            && posted != Hold!.Id
            && await cases.Find.HoldAsync(session.ActorOf(HttpContext), posted, ct) is { } before
        && (before.SiteId, before.Date, before.StartMinute) == (Hold.SiteId, Hold.Date, Hold.StartMinute);

    /// <summary>Sends the posted form for the hold that was just taken; without people in it, shows the empty form.</summary>
    private async Task<IActionResult> SendAsync(CancellationToken ct)
    {
        Hold = await session.FindHoldAsync(HttpContext, ct);
        return Input.People.Count == 0 || Hold is null ? RedirectToPage("People") : await AskForCodeAsync(Hold, null, ct);
    }

    private async Task<IActionResult> AskForCodeAsync(Appointment hold, string? formId, CancellationToken ct)
    {
        var actor = session.ActorOf(HttpContext);
        var (contact, people) = Read(hold);
        if (!ModelState.IsValid || contact is null || people is null)
        {
            return Page();
        }

        if (session.StateOf(HttpContext).Refusal is { } refusal && refusal.HoldId == hold.Id)
        {
            if (IsAsStored(hold, contact, people))
            {
                return RedirectToPage("Code");
            }

            if (refusal.Ordinals.Count == 0 && hold.Contact?.IsSameMailboxAs(contact) == true)
            {
                // This contact is refused whoever it asks about: the corrected form is for another contact, or for the town hall
                await session.SaveDraftAsync(HttpContext, hold, Input, Blocks, ct);
                return RedirectToPage("Code");
            }
        }

        return await cases.Code.Ask.RunAsync(actor, hold.Id, contact, people, FormId.Of(formId), ct) switch
        {
            CodeResult.Sent => await GoOnToCodeAsync(hold, ct),
            CodeResult.NotNeeded decided => await ShowResultAsync(hold, decided.Answer, ct),
            CodeResult.Refused refused => await ShowNotSentAsync(refused, ct),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>Reads what was filled in; errors stand beside the fields.</summary>
    private (Contact? Contact, IReadOnlyList<ReadPerson>? People) Read(Appointment hold)
    {
        Input.ResizeTo(hold.People);
        var contact = reader.ReadContact(ModelState, Input.Contact, session.ActorOf(HttpContext).Language);
        return (contact, reader.ReadPeople(ModelState, Input.People, slotWords.Services(hold), person => $"Input.People[{person}]"));
    }

    private async Task<IActionResult> GoOnToCodeAsync(Appointment hold, CancellationToken ct)
    {
        await session.SetFormSentAsync(HttpContext, hold, Blocks, ct);
        return RedirectToPage("Code");
    }

    /// <summary>The contact was proven already, so that the answer about the people is known at once.</summary>
    private async Task<IActionResult> ShowResultAsync(Appointment hold, ConfirmResult result, CancellationToken ct)
    {
        await session.SetFormSentAsync(HttpContext, hold, Blocks, ct);
        return RedirectToPage(await outcome.NoteAsync(HttpContext, hold.Id, result, ct));
    }

    private bool IsAsStored(Appointment hold, Contact contact, IReadOnlyList<ReadPerson> people) =>
        hold.HasContact(contact)
        && hold.Applicants.OrderBy(applicant => applicant.Ordinal)
            .Select(applicant => (applicant.PersonName, applicant.BirthDate!, NumbersOf(applicant)))
            .SequenceEqual(people.Select(person => (person.Name, person.BirthDate, string.Join(' ', person.PreRequests))));

    private string NumbersOf(Applicant applicant) => string.Join(' ', applicant.PreRequests.Select(number => keys.Decrypt(number.Cipher)));

    private async Task<IActionResult> ShowNotSentAsync(CodeResult.Refused refused, CancellationToken ct)
    {
        switch (refused.Reason)
        {
            case CodeRefusal.HoldGone:
                // The first click of a double click may have confirmed it
                return await LoadAsync(ct) ?? Show();
            case CodeRefusal.TooFast:
                TooFast = words.TextOf(refused);
                break;
            default:
                Notice.Name = BookingWords.NameOf(refused.Reason);
                break;
        }

        Response.StatusCode = StatusCodes.Status429TooManyRequests;
        return Page();
    }

    /// <summary>Whether the form was rendered for another hold than this browser has now; then the notice says so.</summary>
    private bool IsOfOtherHold(Guid? holdId)
    {
        if (holdId is null || holdId == Hold?.Id)
        {
            return false;
        }

        Notice.Name = BookingWords.OtherTab;
        return true;
    }

    /// <returns>A redirect when there is nothing to fill in; null to go on.</returns>
    private async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Hold = await session.FindHoldAsync(HttpContext, ct);
        if (Hold?.Status.Claims() == true)
        {
            await outcome.NoteAsync(HttpContext, Hold.Id, new ConfirmResult.Confirmed(Hold.Id), ct);
            return RedirectToPage(ConfirmationOutcome.AppointmentPage);
        }

        if (Hold is not null && Services.Count == 0)
        {
            Notice.Name = SlotWords.NameOf(SlotRefusal.NoLongerOffered);
        }

        IsSmsOffered = Hold is not null && await cases.Code.Sms.AreOfferedAsync(Hold.TownHallId, ct);
        return Hold is null && session.StateOf(HttpContext).Access is not null ? RedirectToPage(ConfirmationOutcome.AppointmentPage) : null;
    }

    /// <summary>In answer to htmx, which asked for the sentence about the hold alone: more than that has changed.</summary>
    private PageResult ShowWholePage()
    {
        Response.Headers["HX-Retarget"] = Response.Headers["HX-Reselect"] = "#content";
        Response.Headers["HX-Reswap"] = "outerHTML show:window:top";
        return Show();
    }

    private PageResult Show()
    {
        if (Hold is not null)
        {
            Input.ResizeTo(Hold.People);
        }

        if (Hold is not null && !IsKept)
        {
            var wanted = new WantedSlot(Hold.SiteId, Hold.PlanningId, Hold.ServiceIds, Hold.Date, Hold.StartMinute);
            var actor = session.ActorOf(HttpContext);
            IsFreeAgain = cases.Outlook.IsFree(wanted, actor);
            Offers = IsFreeAgain
                ? Offers
                : new SlotOffers(slotWords.Offers(cases.Outlook.Nearest(wanted, actor)), Url.Page("People", "Retake"));
        }

        return Page();
    }
}
