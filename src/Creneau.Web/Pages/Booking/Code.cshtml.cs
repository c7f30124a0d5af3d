using System.Diagnostics;
using Creneau.Availability;
using Creneau.Booking;
using Creneau.Web.Html;
using Creneau.Web.Html.Shapes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Creneau.Web.Pages.Booking;

/// <summary>The code; and what is to be done when it is right but somebody has an appointment already (rule 4).</summary>
public sealed class CodeModel(Booker booker, BookingWords words, CodeCases cases, SentCodes codes, AvailabilityIndex availability) : PageModel
{
    public Appointment Hold { get; private set; } = null!;

    [BindProperty, FromForm]
    public string? Code { get; set; }

    public SentCode? Sent { get; private set; }

    /// <summary>What was answered to the right code of this hold, when it was no confirmation; null while that is open.</summary>
    public Told? Told { get; private set; }

    /// <summary>The people who cannot be confirmed; null while nothing is wrong with anybody.</summary>
    public IReadOnlyList<Applicant>? Duplicates => Told is { Ordinals.Count: > 0 } told ? [.. Hold.Applicants.Where(person => told.Ordinals.Contains(person.Ordinal))] : null;

    public bool OwnsTheOther => Told?.OwnAppointmentId is { } own && own == booker.StateOf(HttpContext).AppointmentId;

    public bool EverybodyIsDuplicate => Duplicates?.Count == Hold.Applicants.Count;

    public bool NotConfirmed => Told is { Ordinals.Count: 0 };

    /// <summary>Of the town hall, which can help where nothing can be done online.</summary>
    public string? Phone => availability.Places.TownHalls[Hold.TownHallId].Phone;

    /// <summary>Why no new code was sent.</summary>
    public string? NoNewCode { get; private set; }

    public string Title => Duplicates is not null ? "DuplicateTitle" : NotConfirmed ? "NotConfirmedTitle" : "CodeTitle";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } elsewhere)
        {
            return elsewhere;
        }

        Told = Standing;
        Response.StatusCode = NotConfirmed ? StatusCodes.Status429TooManyRequests : StatusCodes.Status200OK;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? formId, Guid? holdId, CancellationToken ct)
    {
        if (await ElsewhereAsync(holdId, ct) is { } elsewhere)
        {
            return elsewhere;
        }

        var digits = (Code ?? "").Count(char.IsAsciiDigit);
        if (digits != OneTimeCode.Digits)
        {
            return Fail(digits == 0 ? words["Code_Missing"] : words.CodeLength(digits));
        }

        return await AnswerAsync(await cases.Confirm.RunAsync(Hold.Id, booker.VisitorOf(HttpContext), Code!, FormId.Of(formId), ct), ct);
    }

    public async Task<IActionResult> OnPostResendAsync(string? formId, Guid? holdId, CancellationToken ct)
    {
        if (await ElsewhereAsync(holdId, ct) is { } elsewhere)
        {
            return elsewhere;
        }

        return await cases.Ask.RunAsync(Hold.Id, booker.VisitorOf(HttpContext), Hold.Contact!, null, FormId.Of(formId), ct) switch
        {
            CodeResult.Sent => ShowSent(),
            CodeResult.Refused { Reason: CodeRefusal.HoldGone } => RedirectToPage("People"),
            CodeResult.Refused refused => Refuse(refused),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>« Continuer sans cette personne ».</summary>
    public async Task<IActionResult> OnPostWithoutAsync([FromForm] int[] ordinals, string? formId, Guid? holdId, CancellationToken ct)
    {
        if (await ElsewhereAsync(holdId, ct) is { } elsewhere)
        {
            return elsewhere;
        }

        var result = await cases.Without.RunAsync(Hold.Id, booker.VisitorOf(HttpContext), ordinals, FormId.Of(formId), ct);
        if (result is not ConfirmResult.HoldGone)
        {
            booker.LeftOut(HttpContext);
        }

        return await AnswerAsync(result, ct);
    }

    /// <summary>Leaves this slot and moves the appointment there is instead; that it is theirs was proven by the code.</summary>
    public Task<IActionResult> OnPostOwnAsync(Guid? holdId, CancellationToken ct) => GiveUpAsync(holdId, "Move", ct);

    /// <summary>« Ne plus garder ce créneau », when it cannot be confirmed.</summary>
    public Task<IActionResult> OnPostGiveBackAsync(Guid? holdId, CancellationToken ct) => GiveUpAsync(holdId, "People", ct);

    private async Task<IActionResult> GiveUpAsync(Guid? holdId, string page, CancellationToken ct)
    {
        if (await ElsewhereAsync(holdId, ct) is { } elsewhere)
        {
            return elsewhere;
        }

        await cases.GiveUp.RunAsync(Hold.Id, booker.VisitorOf(HttpContext), ct);
        booker.GaveUp(HttpContext);
        return RedirectToPage(page);
    }

    private async Task<IActionResult> AnswerAsync(ConfirmResult result, CancellationToken ct) => await booker.AnswerAsync(HttpContext, Hold.Id, result, ct) is { } page
        ? RedirectToPage(page)
        : result switch
        {
            ConfirmResult.WrongCode wrong => Fail(words.TriesLeft(wrong.TriesLeft)),
            // The right code was typed in another tab, or before « back »
            ConfirmResult.CodeDead when Standing is not null => RedirectToPage("Code"),
            ConfirmResult.CodeDead => Fail(words["Code_Dead"]),
            ConfirmResult.CodeLate => Fail(words["Code_Late"]),
            _ => throw new UnreachableException(),
        };

    /// <summary>Counts as long as it is about this hold and, if about its people, the contact is proven for them.</summary>
    private Told? Standing => booker.StateOf(HttpContext).Told is { } told && told.HoldId == Hold.Id && (told.Ordinals.Count == 0 || Hold.ContactProvenUtc is not null) ? told : null;

    private RedirectToPageResult ShowSent()
    {
        booker.Untell(HttpContext);
        return RedirectToPage("Code");
    }

    /// <summary>That it is too early is no fault of the field: it is said where the button is, and nothing on the page moves.</summary>
    private PageResult Refuse(CodeResult.Refused refused)
    {
        NoNewCode = words.Why(refused);
        Response.StatusCode = StatusCodes.Status429TooManyRequests;
        Response.Headers["HX-Reswap"] = QuickFormTagHelper.InPlace;
        return Page();
    }

    private PageResult Fail(string sentence)
    {
        ModelState.AddModelError(nameof(Code), sentence);
        return Page();
    }

    private async Task<IActionResult?> ElsewhereAsync(Guid? holdId, CancellationToken ct)
    {
        var elsewhere = await LoadAsync(ct);
        if (elsewhere is null && holdId is not null && holdId != Hold.Id)
        {
            ModelState.Remove(nameof(Code));
            return Fail(words["OtherTab"]);
        }

        return elsewhere;
    }

    /// <returns>Where to go instead, when there is no code to type.</returns>
    private async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var hold = await booker.HoldAsync(HttpContext, ct);
        if (hold is null || hold.Status.Claims() || !hold.IsLiveHold(booker.NowUtc) || hold.Contact is null)
        {
            return RedirectToPage("People");
        }

        Hold = hold;
        Sent = await codes.LastAsync(hold.Id, ct);
        // Without a code asked for, what is noted there was taken over from another hold, to be read and sent first
        return Sent is null ? RedirectToPage("People") : null;
    }
}

/// <summary>What can be done on that page.</summary>
public sealed record CodeCases(AskForCode Ask, ConfirmAppointment Confirm, GoOnWithout Without, GiveUpHold GiveUp);
