using System.Diagnostics;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Booking;
using Creneau.Catalogue;
using Creneau.Web.Browser;
using Creneau.Web.Hosting;
using Creneau.Web.Pages.Shared.Search;
using Creneau.Web.Pages.Shared.Slots;
using Creneau.Web.Search;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.WebUtilities;

namespace Creneau.Web.Pages.Booking;

/// <summary>Every slot button of the search posts here: holds the slot and goes on to « Qui vient ? », or says why it cannot.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.Holds)]
// The search sets no cookie and so has no token. A hold takes nothing from anybody, and cross-site posts are refused before
[IgnoreAntiforgeryToken]
public sealed class HoldModel(
    HoldSlot hold,
    BookingSession session,
    SlotWords words,
    SearchWords searchWords,
    FindAppointment find,
    SlotFinder finder,
    AvailabilityIndex availability)
    : PageModel
{
    public SlotRefused Refused { get; private set; } = null!;

    public SearchPart Part { get; private set; } = null!;

    /// <summary>Query of the search, with its question mark; it is only ever used on our own home page.</summary>
    private string Search { get; set; } = "";

    public IActionResult OnGet() => RedirectToPage("/Index");

    public async Task<IActionResult> OnPostAsync(string? slot, string? services, string? formId, string? back, CancellationToken ct)
    {
        Search = SearchAddress.Query(back);
        if (SlotValue.Parse(slot) is not { } start)
        {
            return Refuse(SlotRefusal.UnknownPlace, [], null, []);
        }

        if (PartyCode.Parse(services, availability.Places.Kinds) is not { } kinds)
        {
            return Refuse(SlotRefusal.NotServedHere, [], start.SiteId, []);
        }

        return await HoldAsync(availability.WantedAt(start.SiteId, kinds, start.Date, start.Minute), kinds, FormId.Of(formId), ct);
    }

    private async Task<IActionResult> HoldAsync(WantedSlot wanted, IReadOnlyList<ServiceKind> kinds, string formId, CancellationToken ct)
    {
        var before = await session.FindHoldWithoutRenewalAsync(HttpContext, ct);
        return await hold.RunAsync(session.ActorOf(HttpContext), wanted, formId, before?.Id, ct) switch
        {
            HoldResult.Held held => await GoOnAsync(held, before, wanted, kinds, ct),
            HoldResult.Refused refused => Refuse(refused.Reason, words.Offers(refused.Instead), wanted.SiteId, kinds),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>A repeated form gets its first answer, whose hold may have ended since; then the slot is held anew.</summary>
    private async Task<IActionResult> GoOnAsync(
        HoldResult.Held held, Appointment? before, WantedSlot wanted, IReadOnlyList<ServiceKind> kinds, CancellationToken ct)
    {
        var hasEnded = await find.HoldAsync(session.ActorOf(HttpContext), held.AppointmentId, ct) is { } earlier
            && !earlier.IsLiveHold(session.NowUtc)
            && !earlier.Status.Claims();
        if (hasEnded)
        {
            return await HoldAsync(wanted, kinds, FormId.New(), ct);
        }

        if (before is not null)
        {
            await session.SaveDraftOfReplacedAsync(HttpContext, before, ct);
        }

        session.SetHold(HttpContext, held.AppointmentId, Search);
        return RedirectToPage("People");
    }

    private PageResult Refuse(SlotRefusal reason, IReadOnlyList<SlotOffer> offers, int? siteId, IReadOnlyList<ServiceKind> kinds)
    {
        Part = new SearchPart(finder.Find(SearchAgain(siteId, [.. kinds.Take(Appointment.MaxPeople)]), []));
        Refused = new SlotRefused(words.Title(reason), words.TextOf(reason), new SlotOffers(offers), Part.SlotForm);
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    /// <summary>The search that the slot came from, for the same people; without one, a search around the site.</summary>
    private SearchQuery SearchAgain(int? siteId, IReadOnlyList<ServiceKind> kinds)
    {
        var (query, problems) = SearchReader.Read(new QueryCollection(QueryHelpers.ParseQuery(Search)), availability.Places.Kinds);
        query = problems.Count > 0 ? new SearchQuery() : query;
        query = kinds.Count == 0 ? query : query.For(kinds);
        return query.HasPlace || siteId is not { } id || !availability.Places.Sites.TryGetValue(id, out var site)
            ? query
            : query with { Near = searchWords.PlaceOf(availability.Places.TownHalls[site.TownHallId], site) };
    }
}
