using System.Diagnostics;
using Creneau.Booking;
using Creneau.Web.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Creneau.Web.Pages.Booking;

/// <summary>The code; and what is to be done when it is right but somebody has an appointment already (rule 4).</summary>
public sealed class CodeModel(Booker booker, BookingWords words, CodeCases cases, SentCodes codes) : PageModel
{
    public Appointment Hold { get; private set; } = null!;

    [BindProperty, FromForm]
    public string? Code { get; set; }

    public SentCode? Sent { get; private set; }

    /// <summary>The people who cannot be confirmed; null while nothing is wrong with anybody.</summary>
    public IReadOnlyList<Applicant>? Duplicates { get; private set; }

    public bool OwnsTheOther { get; private set; }

    public bool EverybodyIsDuplicate => Duplicates?.Count == Hold.Applicants.Count;

    public bool NotConfirmed { get; private set; }

    public string Title => Duplicates is not null ? "DuplicateTitle" : NotConfirmed ? "NotConfirmedTitle" : "CodeTitle";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ?? Page();

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
            CodeResult.Sent => RedirectToPage("Code"),
            CodeResult.Refused { Reason: CodeRefusal.HoldGone } => RedirectToPage("People"),
            CodeResult.Refused refused => Fail(words.Why(refused)),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>« Continuer sans cette personne ».</summary>
    public async Task<IActionResult> OnPostWithoutAsync([FromForm] int[] ordinals, string? formId, Guid? holdId, CancellationToken ct) =>
        await ElsewhereAsync(holdId, ct)
            ?? await AnswerAsync(await cases.Without.RunAsync(Hold.Id, booker.VisitorOf(HttpContext), ordinals, FormId.Of(formId), ct), ct);

    /// <summary>Leaves this slot and moves the appointment there is instead; that it is theirs was proven by the code.</summary>
    public async Task<IActionResult> OnPostOwnAsync(Guid? holdId, CancellationToken ct)
    {
        if (await ElsewhereAsync(holdId, ct) is { } elsewhere)
        {
            return elsewhere;
        }

        await cases.GiveUp.RunAsync(Hold.Id, booker.VisitorOf(HttpContext), ct);
        return RedirectToPage("Move");
    }

    private async Task<IActionResult> AnswerAsync(ConfirmResult result, CancellationToken ct) => result switch
    {
        ConfirmResult.Confirmed confirmed => await DoneAsync(confirmed.AppointmentId, ct),
        ConfirmResult.WrongCode wrong => Fail(words.TriesLeft(wrong.TriesLeft)),
        ConfirmResult.CodeDead => Fail(words["Code_Dead"]),
        ConfirmResult.CodeLate => Fail(words["Code_Late"]),
        ConfirmResult.HoldGone => RedirectToPage("People"),
        ConfirmResult.Duplicate duplicate => await TellAsync(duplicate, ct),
        ConfirmResult.NotConfirmed => Refused(),
        _ => throw new UnreachableException(),
    };

    private async Task<IActionResult> DoneAsync(Guid appointmentId, CancellationToken ct)
    {
        if (await cases.Find.ByIdAsync(appointmentId, ct) is { } appointment)
        {
            booker.Open(HttpContext, appointment, News.Confirmed);
        }

        return RedirectToPage("Index");
    }

    private async Task<IActionResult> TellAsync(ConfirmResult.Duplicate duplicate, CancellationToken ct)
    {
        Duplicates = [.. Hold.Applicants.Where(person => duplicate.Ordinals.Contains(person.Ordinal))];
        if (duplicate.OwnAppointmentId is { } own && await cases.Find.ByIdAsync(own, ct) is { } theirs)
        {
            OwnsTheOther = true;
            booker.Open(HttpContext, theirs, News.None);
        }

        return Page();
    }

    private PageResult Refused()
    {
        NotConfirmed = true;
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

        // Without a code asked for, what is noted there was taken over from another hold, to be read and sent first
        Hold = hold;
        Sent = await codes.LastAsync(hold.Id, ct);
        return Sent is null ? RedirectToPage("People") : null;
    }
}

/// <summary>What can be done on that page.</summary>
public sealed record CodeCases(AskForCode Ask, ConfirmAppointment Confirm, GoOnWithout Without, GiveUpHold GiveUp, FindAppointment Find);
