using Creneau.Booking;
using Creneau.Web.Html;
using Microsoft.AspNetCore.Mvc;

namespace Creneau.Web.Pages.Booking;

/// <summary>What is typed and not sent: it waits for the next slot, or is emptied.</summary>
public sealed partial class PeopleModel
{
    /// <summary>Whose the form is: this slot's, since it was last emptied or sent. An old one is nobody's, so that « back » fills in no other.</summary>
    public string Owner => $"{Hold!.Id:N}{(IsOld ? FormId.New() : Since)}";

    /// <summary>See <see cref="Typed.Since"/>. The answer to a form that is old stays an old form, unless it says so.</summary>
    public string? Since => HttpMethods.IsPost(Request.Method) && !IsOld ? Request.Form["since"] : CurrentSince;

    /// <summary>The form is older than what was sent or emptied since: it is kept when somebody goes on from it, never by itself.</summary>
    public bool IsOld => Said.Notice is OldForm;

    /// <summary>There is no slot, and what was typed will stand in the form of the next one.</summary>
    public bool TypedWaits { get; private set; }

    private string? CurrentSince => booker.TypedSince(HttpContext);

    /// <summary>« Changer de créneau »: what is typed waits, right or wrong, for the next slot.</summary>
    public async Task<IActionResult> OnPostLeaveAsync(Guid? holdId, string? since, CancellationToken ct)
    {
        if (!await IsKeptTypedAsync(holdId, since, ct))
        {
            return Show();
        }

        await KeepForNextAsync(holdId, ct);
        return Redirect(Url.Content("~/") + Search);
    }

    /// <summary>As for leaving, while somebody types and when they leave in another way; sent by a script.</summary>
    public async Task<IActionResult> OnPostKeepAsync(Guid? holdId, string? since, CancellationToken ct)
    {
        await IsKeptTypedAsync(holdId, since, ct);
        return new NoContentResult();
    }

    /// <summary>« Tout effacer ».</summary>
    public async Task<IActionResult> OnPostEmptyAsync(Guid? holdId, CancellationToken ct)
    {
        ModelState.Clear();
        if (await LoadAsync(ct) is { } elsewhere)
        {
            return elsewhere;
        }

        if (Hold is not null && IsOtherTab(holdId))
        {
            return Show();
        }

        if (Hold is not null)
        {
            await cases.Forget.RunAsync(Hold.Id, booker.VisitorOf(HttpContext), ct);
        }

        booker.EmptyTyped(HttpContext);
        return RedirectToPage("People");
    }

    /// <returns>False when it was typed for another slot than the one that is kept now, or is older than what was sent or emptied since.</returns>
    private async Task<bool> IsKeptTypedAsync(Guid? holdId, string? since, CancellationToken ct)
    {
        ModelState.Clear();
        Hold = await booker.HoldUnseenAsync(HttpContext, ct);
        if (Hold is not null && IsOtherTab(holdId))
        {
            return false;
        }

        if (Hold?.Status.Claims() != false)
        {
            return true;
        }

        if (since != CurrentSince)
        {
            // What was typed before « tout effacer », or before it was sent, in another tab, is not to come back by itself
            Said.Notice = OldForm;
            return !Input.HasAny;
        }

        Input.Fit(Hold.People);
        booker.KeepTyped(HttpContext, Input, Blocks);
        return true;
    }

    /// <summary>When the slot is long gone, or this browser's cookies are, what is typed waits for the next one; not when it was confirmed or given back: then it may be another person who sits there.</summary>
    /// <param name="holdId">For which it was typed.</param>
    private async Task KeepForNextAsync(Guid? holdId, CancellationToken ct)
    {
        if (Hold is null && (holdId is null || await cases.Find.ByIdAsync(holdId.Value, ct) is null or { Status: AppointmentStatus.Held or AppointmentStatus.Expired }))
        {
            TypedWaits = booker.KeepTyped(HttpContext, Input);
        }
    }

    private async Task<IActionResult> ShowAsync(Guid? holdId, CancellationToken ct)
    {
        await KeepForNextAsync(holdId, ct);
        return Show();
    }
}
