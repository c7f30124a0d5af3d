using System.Diagnostics;
using Creneau.Availability;
using Creneau.Booking;
using Creneau.Catalogue;
using Creneau.Web.Html;
using Creneau.Web.Pages.Search;
using Creneau.Web.Search;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;

namespace Creneau.Web.Pages.Booking;

/// <summary>Where every slot button of the search posts to: keeps the slot and goes on to « Qui vient ? », or says why it cannot.</summary>
[IgnoreAntiforgeryToken] // The search needs no cookie and so has no token; a hold takes nothing from anybody, and what comes from another site is refused at the door.
public sealed class HoldModel(HoldSlot hold, Booker booker, BookingWords words, SearchWords searchWords, FindAppointment find, SlotFinder finder, AvailabilityIndex availability) : PageModel
{
    public Refusal Refusal { get; private set; } = null!;

    public SearchPart Part { get; private set; } = null!;

    /// <summary>Query of the search, with its question mark; only ever used on our own home page.</summary>
    private string Search { get; set; } = "";

    public IActionResult OnGet() => RedirectToPage("/Index");

    public async Task<IActionResult> OnPostAsync(string? slot, string? services, string? formId, string? back, CancellationToken ct)
    {
        Search = SearchAddress.Query(back);
        if (SlotValue.Parse(slot) is not { } start)
        {
            return Show(SlotRefusal.UnknownPlace, [], null, []);
        }

        if (PartyCode.Parse(services) is not { } kinds)
        {
            return Show(SlotRefusal.NotServedHere, [], start.SiteId, []);
        }

        return await KeepAsync(new WantedSlot(start.SiteId, kinds, start.Date, start.Minute), FormId.Of(formId), ct);
    }

    private async Task<IActionResult> KeepAsync(WantedSlot wanted, string formId, CancellationToken ct)
    {
        var before = await booker.HoldUnseenAsync(HttpContext, ct);
        return await hold.RunAsync(wanted, booker.VisitorOf(HttpContext), formId, before?.Id, ct) switch
        {
            HoldResult.Held held => await GoOnAsync(held, before, wanted, ct),
            HoldResult.Refused refused => Show(refused.Reason, words.Offers(refused.Instead), wanted.SiteId, wanted.Kinds),
            HoldResult.OtherForm => RedirectToPage("People"),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>The answer may be the one that this form got long ago: a hold that has ended since is taken anew.</summary>
    private async Task<IActionResult> GoOnAsync(HoldResult.Held held, Appointment? before, WantedSlot wanted, CancellationToken ct)
    {
        if (await find.ByIdAsync(held.AppointmentId, ct) is { } earlier && !earlier.IsLiveHold(booker.NowUtc) && !earlier.Status.Claims())
        {
            return await KeepAsync(wanted, FormId.New(), ct);
        }

        if (before is not null)
        {
            booker.KeepSent(HttpContext, before);
        }

        booker.Keep(HttpContext, held.AppointmentId, Search);
        return RedirectToPage("People");
    }

    private PageResult Show(SlotRefusal reason, IReadOnlyList<Offer> instead, int? siteId, IReadOnlyList<ServiceKind> kinds)
    {
        Part = new SearchPart(finder.Find(SearchAgain(siteId, [.. kinds.Take(Appointment.MaxPeople)]), []));
        Refusal = new Refusal(words.Title(reason), words.Why(reason), new Offers(instead), Part.SlotForm);
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    /// <summary>The search that the slot came from, for the same people; else one around the place.</summary>
    private SearchQuery SearchAgain(int? siteId, IReadOnlyList<ServiceKind> kinds)
    {
        var (query, problems) = SearchReader.Read(new QueryCollection(QueryHelpers.ParseQuery(Search)));
        query = problems.Count > 0 ? new SearchQuery() : query;
        query = kinds.Count == 0 ? query : query.For(kinds);
        return query.HasPlace || siteId is not { } id || !availability.Places.Sites.TryGetValue(id, out var site)
            ? query
            : query with { Near = searchWords.PlaceOf(availability.Places.TownHalls[site.TownHallId], site) };
    }
}
