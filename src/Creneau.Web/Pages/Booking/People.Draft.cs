using Creneau.Appointments;
using Creneau.Web.Browser;
using Creneau.Web.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Creneau.Web.Pages.Booking;

/// <summary>The draft: what was filled in and not sent is saved for this hold or the next one, or emptied.</summary>
public sealed partial class PeopleModel
{
    /// <summary>
    /// Browsers refill a form of the same owner after « back »: the form of this hold in this version. Each outdated form is an owner of
    /// its own, so that it refills none.
    /// </summary>
    public string FormOwner => $"{Hold!.Id:N}{(IsOutdated ? FormId.New() : FormVersion)}";

    /// <summary>
    /// See <see cref="BookingState.FormVersion"/>. The answer to an old form keeps its version, unless it says that it is outdated.
    /// </summary>
    public string? FormVersion => HttpMethods.IsPost(Request.Method) && !IsOutdated ? Request.Form["formVersion"] : CurrentFormVersion;

    /// <summary>The form was sent or emptied in another tab since: it is saved when somebody goes on from it, never by a script.</summary>
    public bool IsOutdated => Notice.Name is BookingWords.OutdatedForm;

    /// <summary>There is no hold, and a draft will fill in the form of the next one.</summary>
    public bool HasDraftForNextHold { get; private set; }

    private string? CurrentFormVersion => session.StateOf(HttpContext).FormVersion;

    /// <summary>« Changer de créneau »: saves the form, right or wrong, and goes back to the search.</summary>
    [HandlerRateLimit(RateLimits.Drafts)]
    public async Task<IActionResult> OnPostChangeSlotAsync(Guid? holdId, string? formVersion, CancellationToken ct)
    {
        if (!await TrySaveDraftAsync(holdId, formVersion, ct))
        {
            return Show();
        }

        await SaveDraftForNextHoldAsync(holdId, ct);
        return Redirect(Url.Content("~/") + Search);
    }

    /// <summary>Sent by a script while somebody types and when they leave the page.</summary>
    [HandlerRateLimit(RateLimits.Drafts)]
    public async Task<IActionResult> OnPostSaveDraftAsync(Guid? holdId, string? formVersion, CancellationToken ct)
    {
        await TrySaveDraftAsync(holdId, formVersion, ct);
        return new NoContentResult();
    }

    /// <summary>« Tout effacer ».</summary>
    public async Task<IActionResult> OnPostEmptyAsync(Guid? holdId, CancellationToken ct)
    {
        ModelState.Clear();
        if (await LoadAsync(ct) is { } redirect)
        {
            return redirect;
        }

        if (Hold is not null && IsOfOtherHold(holdId))
        {
            return Show();
        }

        if (Hold is not null)
        {
            await cases.Forget.RunAsync(session.ActorOf(HttpContext), Hold.Id, ct);
        }

        await session.ClearFormAsync(HttpContext, ct);
        return RedirectToPage("People");
    }

    /// <returns>
    /// False when the form is of another hold than this browser has now, or was sent or emptied since; the notice says so.
    /// </returns>
    private async Task<bool> TrySaveDraftAsync(Guid? holdId, string? formVersion, CancellationToken ct)
    {
        ModelState.Clear();
        Hold = await session.FindHoldWithoutRenewalAsync(HttpContext, ct);
        if (Hold is not null && IsOfOtherHold(holdId))
        {
            return false;
        }

        if (Hold?.Status.Claims() != false)
        {
            return true;
        }

        if (formVersion != CurrentFormVersion)
        {
            Notice.Name = BookingWords.OutdatedForm;
            return !Input.HasContent;
        }

        Input.ResizeTo(Hold.People);
        await session.SaveDraftAsync(HttpContext, Hold, Input, Blocks, ct);
        return true;
    }

    /// <summary>
    /// Saves the form when its hold, or this browser's cookies, are gone. Not when the hold was confirmed or given back: somebody else
    /// may sit at the browser by then.
    /// </summary>
    /// <param name="holdId">Of the form.</param>
    private async Task SaveDraftForNextHoldAsync(Guid? holdId, CancellationToken ct)
    {
        var mayBeSaved = Hold is null && (holdId is null || await IsOpenAsync(holdId.Value, ct));
        if (mayBeSaved)
        {
            HasDraftForNextHold = await session.SaveDraftForNextHoldAsync(HttpContext, Input, ct);
        }
    }

    private async Task<IActionResult> ShowAndSaveDraftAsync(Guid? holdId, CancellationToken ct)
    {
        await SaveDraftForNextHoldAsync(holdId, ct);
        return Show();
    }

    /// <summary>
    /// Whether a hold is gone altogether, or was neither confirmed nor given back; one of another session counts as
    /// gone.
    /// </summary>
    private async Task<bool> IsOpenAsync(Guid holdId, CancellationToken ct) =>
        await cases.Find.HoldAsync(session.ActorOf(HttpContext), holdId, ct) is { } hold
            ? hold.Status is AppointmentStatus.Held or AppointmentStatus.Expired
            : !await cases.Find.WasAppointmentAsync(holdId, ct);
}
