using System.Diagnostics;
using Creneau.Booking;
using Creneau.Web.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Creneau.Web.Pages.Booking;

/// <summary>Where every slot button of the search posts to: keeps the slot and goes on to « Qui vient ? », or says why it cannot.</summary>
[IgnoreAntiforgeryToken] // The search needs no cookie and so has no token; a hold takes nothing from anybody, and what comes from another site is refused below.
public sealed class HoldModel(HoldSlot hold, Booker booker, BookingWords words, FindAppointment find) : PageModel
{
    public string Heading { get; private set; } = "";

    public string Reason { get; private set; } = "";

    public Offers Instead { get; private set; } = new([]);

    public string Services { get; private set; } = "";

    /// <summary>Query of the search, with its question mark; only ever used on our own home page.</summary>
    public string Search { get; private set; } = "";

    public IActionResult OnGet() => RedirectToPage("/Index");

    public async Task<IActionResult> OnPostAsync(string? slot, string? services, string? formId, string? back, CancellationToken ct)
    {
        // Before the visitor is asked for: the answer must not carry cookies that replace those of a hold
        if (Elsewhere.IsWhere(Request))
        {
            return BadRequest();
        }

        Search = SearchAddress.Query(back);
        if (SlotValue.Parse(slot) is not { } start)
        {
            return Show(SlotRefusal.UnknownPlace, []);
        }

        if (PartyCode.Parse(services) is not { } kinds)
        {
            return Show(SlotRefusal.NotServedHere, []);
        }

        Services = PartyCode.Of(kinds.Take(Appointment.MaxPeople));
        return await KeepAsync(new WantedSlot(start.SiteId, kinds, start.Date, start.Minute), FormId.Of(formId), ct);
    }

    private async Task<IActionResult> KeepAsync(WantedSlot wanted, string formId, CancellationToken ct) =>
        await hold.RunAsync(wanted, booker.VisitorOf(HttpContext), formId, null, ct) switch
        {
            HoldResult.Held held => await GoOnAsync(held, wanted, ct),
            HoldResult.Refused refused => Show(refused.Reason, words.Offers(refused.Instead)),
            HoldResult.OtherForm => RedirectToPage("People"),
            _ => throw new UnreachableException(),
        };

    /// <summary>The answer may be the one that this form got long ago: a hold that has ended since is taken anew.</summary>
    private async Task<IActionResult> GoOnAsync(HoldResult.Held held, WantedSlot wanted, CancellationToken ct)
    {
        if (await find.ByIdAsync(held.AppointmentId, ct) is { } earlier && !earlier.IsLiveHold(booker.NowUtc) && !earlier.Status.Claims())
        {
            return await KeepAsync(wanted, FormId.New(), ct);
        }

        booker.Keep(HttpContext, held.AppointmentId, Search);
        return RedirectToPage("People");
    }

    private PageResult Show(SlotRefusal reason, IReadOnlyList<Offer> instead)
    {
        (Heading, Reason, Instead) = (words.Title(reason), words.Why(reason), new Offers(instead));
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }
}
