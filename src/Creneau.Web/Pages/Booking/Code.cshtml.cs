using System.Diagnostics;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Booking;
using Creneau.Web.Browser;
using Creneau.Web.Hosting;
using Creneau.Web.TagHelpers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Creneau.Web.Pages.Booking;

/// <summary>The code, and what can be done when it is right but somebody has an appointment already (rule 4).</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.Codes)]
public sealed class CodeModel(
    BookingSession session,
    BookingWords words,
    CodeCases cases,
    SentCodes codes,
    ConfirmationOutcome outcome,
    AvailabilityIndex availability)
    : PageModel
{
    public Appointment Hold { get; private set; } = null!;

    [BindProperty, FromForm]
    public string? Code { get; set; }

    public SentCode? Sent { get; private set; }

    /// <summary>The answer to the right code of this hold when it confirmed nothing; null while there is none.</summary>
    public ConfirmationRefusal? Refusal { get; private set; }

    /// <summary>The people who cannot be confirmed; null when nobody is named.</summary>
    public IReadOnlyList<Applicant>? Duplicates => Refusal is { Ordinals.Count: > 0 } refusal
        ? [.. Hold.Applicants.Where(person => refusal.Ordinals.Contains(person.Ordinal))]
        : null;

    public bool OwnsTheOther => Refusal?.Own is { } own && own == session.StateOf(HttpContext).Access;

    public bool EverybodyIsDuplicate => Duplicates?.Count == Hold.Applicants.Count;

    public bool NotConfirmed => Refusal is { Ordinals.Count: 0 };

    /// <summary>Of the town hall, which can help where nothing can be done online.</summary>
    public string? Phone => availability.Places.PhoneOf(Hold.PlanningId, Hold.SiteId);

    /// <summary>Why no new code was sent.</summary>
    public string? NoNewCode { get; private set; }

    public string Title => Duplicates is not null ? "DuplicateTitle" : NotConfirmed ? "NotConfirmedTitle" : "CodeTitle";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } redirect)
        {
            return redirect;
        }

        Refusal = CurrentRefusal;
        Response.StatusCode = NotConfirmed ? StatusCodes.Status429TooManyRequests : StatusCodes.Status200OK;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? formId, Guid? holdId, CancellationToken ct)
    {
        if (await LoadForPostAsync(holdId, ct) is { } other)
        {
            return other;
        }

        var digits = (Code ?? "").Count(char.IsAsciiDigit);
        if (digits != OneTimeCode.Digits)
        {
            return ShowError(digits == 0 ? words["Code_Missing"] : words.CodeLength(digits));
        }

        return await ShowResultAsync(await cases.Confirm.RunAsync(session.ActorOf(HttpContext), Hold.Id, Code!, FormId.Of(formId), ct), ct);
    }

    public async Task<IActionResult> OnPostResendAsync(string? formId, Guid? holdId, CancellationToken ct)
    {
        if (await LoadForPostAsync(holdId, ct) is { } other)
        {
            return other;
        }

        return await cases.Ask.RunAsync(session.ActorOf(HttpContext), Hold.Id, Hold.Contact!, null, FormId.Of(formId), ct) switch
        {
            CodeResult.Sent => ShowSent(),
            CodeResult.Refused { Reason: CodeRefusal.HoldGone } => RedirectToPage("People"),
            CodeResult.Refused refused => ShowNotSent(refused),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>« Continuer sans cette personne ».</summary>
    public async Task<IActionResult> OnPostWithoutAsync([FromForm] int[] ordinals, string? formId, Guid? holdId, CancellationToken ct)
    {
        if (await LoadForPostAsync(holdId, ct) is { } other)
        {
            return other;
        }

        var result = await cases.Without.RunAsync(session.ActorOf(HttpContext), Hold.Id, ordinals, FormId.Of(formId), ct);
        if (result is not ConfirmResult.HoldGone)
        {
            // Fewer people come than the draft has: it would put details beside the wrong ones
            await session.ClearFormAsync(HttpContext, ct);
        }

        return await ShowResultAsync(result, ct);
    }

    /// <summary>Gives the slot back and moves their other appointment instead; that it is theirs was proven by the code.</summary>
    public Task<IActionResult> OnPostOwnAsync(Guid? holdId, CancellationToken ct) => GiveUpAsync(holdId, "/Appointments/Move", ct);

    /// <summary>« Ne plus garder ce créneau », when it cannot be confirmed.</summary>
    public Task<IActionResult> OnPostGiveBackAsync(Guid? holdId, CancellationToken ct) => GiveUpAsync(holdId, "People", ct);

    private async Task<IActionResult> GiveUpAsync(Guid? holdId, string nextPage, CancellationToken ct)
    {
        if (await LoadForPostAsync(holdId, ct) is { } other)
        {
            return other;
        }

        await cases.GiveUp.RunAsync(session.ActorOf(HttpContext), Hold.Id, ct);
        await session.ForgetHoldAsync(HttpContext, ct);
        return RedirectToPage(nextPage);
    }

    private async Task<IActionResult> ShowResultAsync(ConfirmResult result, CancellationToken ct) =>
        await outcome.NoteAsync(HttpContext, Hold.Id, result, ct) is { } page
            ? RedirectToPage(page)
            : result switch
            {
                ConfirmResult.WrongCode wrong => ShowError(words.TriesLeft(wrong.TriesLeft)),
                // The right code was typed in another tab, or before « back »
                ConfirmResult.CodeDead when CurrentRefusal is not null => RedirectToPage("Code"),
                ConfirmResult.CodeDead => ShowError(words["Code_Dead"]),
                ConfirmResult.CodeLate => ShowError(words["Code_Late"]),
                _ => throw new UnreachableException(),
            };

    /// <summary>Valid while it is about this hold and, where it names people, the contact is proven for them.</summary>
    private ConfirmationRefusal? CurrentRefusal =>
        session.StateOf(HttpContext).Refusal is { } refusal
        && refusal.HoldId == Hold.Id
        && (refusal.Ordinals.Count == 0 || Hold.ContactProvenUtc is not null)
            ? refusal
            : null;

    private RedirectToPageResult ShowSent()
    {
        session.SetRefusal(HttpContext, null);
        return RedirectToPage("Code");
    }

    /// <summary>Asking too early is no error of the field: the sentence stands beside the button, and the page does not scroll.</summary>
    private PageResult ShowNotSent(CodeResult.Refused refused)
    {
        NoNewCode = words.TextOf(refused);
        Response.StatusCode = StatusCodes.Status429TooManyRequests;
        Response.Headers["HX-Reswap"] = HtmxFormTagHelper.KeepScroll;
        return Page();
    }

    private PageResult ShowError(string sentence)
    {
        ModelState.AddModelError(nameof(Code), sentence);
        return Page();
    }

    /// <returns>Another answer, when there is no code to type or the form is of another hold; null to go on.</returns>
    private async Task<IActionResult?> LoadForPostAsync(Guid? holdId, CancellationToken ct)
    {
        var redirect = await LoadAsync(ct);
        if (redirect is null && holdId is not null && holdId != Hold.Id)
        {
            ModelState.Remove(nameof(Code));
            return ShowError(words[BookingWords.OtherTab]);
        }

        return redirect;
    }

    /// <returns>A redirect when there is no code to type; null to go on.</returns>
    private async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var hold = await session.FindHoldAsync(HttpContext, ct);
        if (hold is null || hold.Status.Claims() || !hold.IsLiveHold(session.NowUtc) || hold.Contact is null)
        {
            return RedirectToPage("People");
        }

        Hold = hold;
        Sent = await codes.LastAsync(hold.Id, ct);
        // Without a code its details were taken over from another hold: they must be read again and sent first
        return Sent is null ? RedirectToPage("People") : null;
    }
}
