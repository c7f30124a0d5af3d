using System.Diagnostics;
using Creneau.Availability;
using Creneau.Booking;
using Creneau.Catalogue;
using Creneau.Privacy;
using Creneau.Web.Html;
using Creneau.Web.Pages.Search;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Creneau.Web.Pages.Booking;

/// <summary>« Qui vient au rendez-vous ? »: while the slot is kept, and, with everything still typed, after it no longer is.</summary>
public sealed partial class PeopleModel(Booker booker, BookingWords words, SearchWords searchWords, PartyForm form, PeopleCases cases, AvailabilityIndex availability, Keys keys) : PageModel
{
    private const string OtherTab = "OtherTab";
    private const string OldForm = "OldForm";

    /// <summary>The hold, live or not; null when this browser has none.</summary>
    public Appointment? Hold { get; private set; }

    [BindProperty, FromForm]
    public PartyInput Input { get; set; } = new();

    public bool IsKept => Hold?.IsLiveHold(booker.NowUtc) == true;

    public Said Said { get; private set; } = new();

    /// <summary>What happened, when the page is not simply to be filled in.</summary>
    public string? Notice => TooFast ?? words.Sentence(Said.Notice);

    /// <summary>Something stands in the way: the form was sent or emptied elsewhere, or is about another slot than the one that is kept now, or no code was sent.</summary>
    public bool IsWarned => Said.Notice is OtherTab or OldForm || Said.Notice?.StartsWith("Code_", StringComparison.Ordinal) == true || TooFast is not null;

    /// <summary>The slot can be had back as it was.</summary>
    public bool IsFreeAgain { get; private set; }

    /// <summary>The form is filled in with what was typed before, for this slot or another one.</summary>
    public bool IsRepeated => Input.HasAny;

    public Offers Instead { get; private set; } = new([]);

    /// <summary>Query of the search that the slot came from; else of one around it.</summary>
    public string Search => Hold is null || booker.StateOf(HttpContext).Search is { Length: > 0 }
        ? booker.StateOf(HttpContext).Search ?? ""
        : SearchAddress.Around(searchWords.PlaceOf(availability.Places.TownHalls[Hold.TownHallId], availability.Places.Sites[Hold.SiteId]), Hold.Kinds);

    public Planning Planning => availability.Places.Plannings[Hold!.PlanningId];

    /// <summary>Who an error is about, when several people come.</summary>
    public IReadOnlyDictionary<string, string> Groups => Hold!.People == 1
        ? new Dictionary<string, string>()
        : Enumerable.Range(0, Hold.People).ToDictionary(person => $"Input.People[{person}]", person => words[BookingWords.Person(person)]);

    /// <summary>Why no code was sent yet; the seconds in it are over when the page is shown again.</summary>
    private string? TooFast { get; set; }

    public IReadOnlyList<PersonBlock> Blocks => [.. Hold!.Kinds.Select((kind, person) => new PersonBlock(
        person, Hold.People, kind, availability.Places.ServiceOf(Hold.PlanningId, kind)?.TakesPreRequest == true, Planning.PreRequest == PreRequestPolicy.Required))];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } elsewhere)
        {
            return elsewhere;
        }

        if (Hold is not null)
        {
            Input = booker.FilledIn(HttpContext, Hold);
            Input.Contact.Way ??= ContactInput.ByEmail;
        }

        TypedWaits = booker.KeepsTyped(HttpContext);

        return Show();
    }

    public async Task<IActionResult> OnPostAsync(Guid? holdId, string? formId, CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } elsewhere)
        {
            return elsewhere;
        }

        return Hold is not null && IsKept && !IsOtherTab(holdId) ? await AskAsync(Hold, formId, ct) : await ShowAsync(holdId, ct);
    }

    public IActionResult OnGetDraft() => RedirectToPage("People");

    /// <summary>The same page in the other language, with everything as it is typed and said.</summary>
    public async Task<IActionResult> OnPostDraftAsync(Guid? holdId, [FromForm] Said said, CancellationToken ct)
    {
        ModelState.Clear();
        if (await LoadAsync(ct) is { } elsewhere)
        {
            return elsewhere;
        }

        Said = said;
        _ = IsOtherTab(holdId);
        if (Hold is not null && said.IsRead)
        {
            _ = Read(Hold);
        }

        return await ShowAsync(holdId, ct);
    }

    public async Task<IActionResult> OnPostProlongAsync(Guid? holdId, CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } elsewhere)
        {
            return elsewhere;
        }

        if (Hold is null || !IsKept || IsOtherTab(holdId))
        {
            await KeepForNextAsync(holdId, ct);
            return ShowWhole();
        }

        Said.Notice = await cases.Prolong.RunAsync(Hold.Id, booker.VisitorOf(HttpContext), ct) switch
        {
            ProlongResult.Prolonged => "ProlongedNow",
            ProlongResult.AlreadyProlonged => "ProlongedBefore",
            ProlongResult.Gone => null,
        };
        Hold = await booker.HoldAsync(HttpContext, ct);
        return IsKept ? Show() : ShowWhole();
    }

    /// <summary>Takes the slot again, or another one, and goes on with what is typed.</summary>
    /// <param name="slot">Null: the one that was kept.</param>
    public async Task<IActionResult> OnPostRetakeAsync(string? slot, Guid? holdId, string? formId, CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } elsewhere)
        {
            return elsewhere;
        }

        if (await IsRetakenAsync(holdId, ct))
        {
            return await GoOnAsync(ct);
        }

        if (Hold is null || IsOtherTab(holdId))
        {
            return await ShowAsync(holdId, ct);
        }

        var start = SlotValue.Parse(slot) ?? new SlotValue(Hold.SiteId, Hold.Date, Hold.StartMinute);
        var wanted = new WantedSlot(start.SiteId, Hold.Kinds, start.Date, start.Minute);
        switch (await cases.Hold.RunAsync(wanted, booker.VisitorOf(HttpContext), FormId.Of(formId), Hold.Id, ct))
        {
            case HoldResult.Held held:
                booker.Keep(HttpContext, held.AppointmentId, null);
                return await GoOnAsync(ct);
            case HoldResult.Refused refused:
                Said.Notice = BookingWords.NameOf(refused.Reason);
                Instead = new Offers(words.Offers(refused.Instead), Url.Page("People", "Retake"));
                Input.Fit(Hold.People);
                return Page();
            default:
                return Show();
        }
    }

    /// <summary>The other click of a double click has taken the same slot again already: that is no other tab.</summary>
    private async Task<bool> IsRetakenAsync(Guid? holdId, CancellationToken ct) =>
        holdId is { } posted && IsKept && posted != Hold!.Id && await cases.Find.ByIdAsync(posted, ct) is { } before
        && (before.BrowserHash, before.SiteId, before.Date, before.StartMinute) == (Hold.BrowserHash, Hold.SiteId, Hold.Date, Hold.StartMinute);

    private async Task<IActionResult> GoOnAsync(CancellationToken ct)
    {
        Hold = await booker.HoldAsync(HttpContext, ct);
        return Input.People.Count == 0 || Hold is null ? RedirectToPage("People") : await AskAsync(Hold, null, ct);
    }

    private async Task<IActionResult> AskAsync(Appointment hold, string? formId, CancellationToken ct)
    {
        var visitor = booker.VisitorOf(HttpContext);
        var (contact, people) = Read(hold);
        if (!ModelState.IsValid || contact is null || people is null)
        {
            return Page();
        }

        if (booker.StateOf(HttpContext).Told is { } told && told.HoldId == hold.Id)
        {
            if (IsAsNoted(hold, contact, people))
            {
                return RedirectToPage("Code");
            }

            if (told.Ordinals.Count == 0 && hold.Contact?.CountsAs(contact) == true)
            {
                // Refused, whoever they ask about: what was corrected is for another address, or the town hall
                booker.KeepTyped(HttpContext, Input, Blocks);
                return RedirectToPage("Code");
            }
        }

        return await cases.Code.RunAsync(hold.Id, visitor, contact, people, FormId.Of(formId), ct) switch
        {
            CodeResult.Sent => GoOnToCode(),
            CodeResult.NotNeeded decided => await GoOnAsync(hold, decided.Answer, ct),
            CodeResult.Refused refused => await RefuseAsync(refused, ct),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>Reads what is typed; what is wrong with it stands beside the fields.</summary>
    private (Contact? Contact, IReadOnlyList<ReadPerson>? People) Read(Appointment hold)
    {
        Input.Fit(hold.People);
        var contact = form.Contact(ModelState, Input.Contact, booker.VisitorOf(HttpContext).Language);
        return (contact, form.People(ModelState, Input.People, hold.Kinds, hold.PlanningId, person => $"Input.People[{person}]"));
    }

    private RedirectToPageResult GoOnToCode()
    {
        booker.Sent(HttpContext, Blocks);
        return RedirectToPage("Code");
    }

    /// <summary>The contact was proven already: what became of the people is known at once.</summary>
    private async Task<IActionResult> GoOnAsync(Appointment hold, ConfirmResult answer, CancellationToken ct)
    {
        booker.Sent(HttpContext, Blocks);
        return RedirectToPage(await booker.AnswerAsync(HttpContext, hold.Id, answer, ct));
    }

    private bool IsAsNoted(Appointment hold, Contact contact, IReadOnlyList<ReadPerson> people) =>
        hold.WritesTo(contact)
        && hold.Applicants.OrderBy(applicant => applicant.Ordinal)
            .Select(applicant => (applicant.Name, applicant.BirthDate, string.Join(' ', applicant.PreRequests.Select(number => keys.Decrypt(number.Cipher)))))
            .SequenceEqual(people.Select(person => (person.Name, person.BirthDate, string.Join(' ', person.PreRequests))));

    private async Task<IActionResult> RefuseAsync(CodeResult.Refused refused, CancellationToken ct)
    {
        switch (refused.Reason)
        {
            case CodeRefusal.HoldGone:
                // The other click of a double click may have confirmed it
                return await LoadAsync(ct) ?? Show();
            case CodeRefusal.TooFast:
                TooFast = words.Why(refused);
                break;
            default:
                Said.Notice = BookingWords.NameOf(refused.Reason);
                break;
        }

        Response.StatusCode = StatusCodes.Status429TooManyRequests;
        return Page();
    }

    private bool IsOtherTab(Guid? holdId)
    {
        if (holdId is null || holdId == Hold?.Id)
        {
            return false;
        }

        Said.Notice = OtherTab;
        return true;
    }

    /// <returns>Where to go instead, when there is nothing to fill in; null to show the page.</returns>
    private async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Hold = await booker.HoldAsync(HttpContext, ct);
        if (Hold?.Status.Claims() == true)
        {
            booker.Open(HttpContext, Hold, News.Confirmed);
            return RedirectToPage("Index");
        }

        return Hold is null && booker.StateOf(HttpContext).AppointmentId is not null ? RedirectToPage("Index") : null;
    }

    /// <summary>More has changed than the sentence that says until when the slot is kept, which a script asks for.</summary>
    private PageResult ShowWhole()
    {
        Response.Headers["HX-Retarget"] = Response.Headers["HX-Reselect"] = "#content";
        Response.Headers["HX-Reswap"] = "outerHTML show:window:top";
        return Show();
    }

    private PageResult Show()
    {
        if (Hold is not null)
        {
            Input.Fit(Hold.People);
        }

        if (Hold is not null && !IsKept)
        {
            var wanted = new WantedSlot(Hold.SiteId, Hold.Kinds, Hold.Date, Hold.StartMinute);
            IsFreeAgain = cases.Outlook.IsFree(wanted, booker.VisitorOf(HttpContext));
            Instead = IsFreeAgain ? Instead : new Offers(words.Offers(cases.Outlook.Nearest(wanted)), Url.Page("People", "Retake"));
        }

        return Page();
    }
}

/// <summary>What can be done on that page.</summary>
public sealed record PeopleCases(HoldSlot Hold, ProlongHold Prolong, ForgetDetails Forget, AskForCode Code, SlotOutlook Outlook, FindAppointment Find);
