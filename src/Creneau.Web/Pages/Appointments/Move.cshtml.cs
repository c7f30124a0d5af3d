using System.Diagnostics;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Changes;
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

namespace Creneau.Web.Pages.Appointments;

/// <summary>Another date or another place for the same people: a slot button moves the appointment and frees the old slot.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.Codes)]
public sealed class MoveModel(
    BookingSession session,
    AppointmentWords words,
    SlotWords slotWords,
    SearchWords searchWords,
    MoveAppointment move,
    SlotFinder finder,
    AvailabilityIndex availability) : PageModel
{
    public Appointment Appointment { get; private set; } = null!;

    private AppointmentAccess Access { get; set; } = null!;

    public SearchPart Part { get; private set; } = null!;

    public SlotRefused? Refused { get; private set; }

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => ShowAsync(Request.Query, ct);

    /// <param name="back">Query of the search that the slot came from.</param>
    public async Task<IActionResult> OnPostAsync(string? slot, string? formId, Guid? appointmentId, string? back, CancellationToken ct)
    {
        var search = new QueryCollection(QueryHelpers.ParseQuery(SearchAddress.Query(back)));
        if (await ShowAsync(search, ct) is RedirectToPageResult redirect)
        {
            return redirect;
        }

        if (appointmentId is not null && appointmentId != Appointment.Id)
        {
            return Refuse(words[AppointmentWords.OtherTab], []);
        }

        if (SlotValue.Parse(slot) is not { } start)
        {
            return Refuse(slotWords.TextOf(SlotRefusal.UnknownPlace), []);
        }

        return await ShowResultAsync(
            await move.RunAsync(
                session.ActorOf(HttpContext), Access, new NewPlace(start.SiteId, start.Date, start.Minute), FormId.Of(formId), ct),
            search,
            ct);
    }

    private async Task<IActionResult> ShowResultAsync(MoveResult result, QueryCollection search, CancellationToken ct)
    {
        switch (result)
        {
            case MoveResult.Moved:
                await session.SetAppointmentAsync(HttpContext, Access, AppointmentNotice.Moved, ct);
                return RedirectToPage("Index");
            case MoveResult.Gone:
                return RedirectToPage("Index");
            case MoveResult.Refused refused:
                return await ShowAsync(search, ct) is PageResult
                    ? Refuse(slotWords.TextOf(refused.Reason), slotWords.Offers(refused.Instead))
                    : RedirectToPage("Index");
            default:
                throw new UnreachableException();
        }
    }

    private PageResult Refuse(string reason, IReadOnlyList<SlotOffer> offers)
    {
        Refused = new SlotRefused(words["MoveTitle"], reason, new SlotOffers(offers), Part.SlotForm);
        return Page();
    }

    /// <returns>A redirect when there is nothing to move; else the page with the search.</returns>
    private async Task<IActionResult> ShowAsync(IQueryCollection search, CancellationToken ct)
    {
        if (await session.FindAppointmentAsync(HttpContext, ct) is not var (appointment, access)
            || !appointment.IsAhead(availability.Places, session.NowUtc))
        {
            return RedirectToPage("Index");
        }

        (Appointment, Access) = (appointment, access);
        var (query, problems) = SearchReader.Read(search, availability.Places.Kinds);
        foreach (var problem in problems)
        {
            ModelState.AddModelError(problem.Field(), searchWords.Problem(problem));
        }

        query = ForTheSamePeople(query);
        Part = new SearchPart(finder.Find(query, problems))
        {
            Page = "/rendez-vous/deplacer",
            Moves = true,
            AsksPlace = !query.Collects,
            AsksParty = false,
            Hidden = [KeyValuePair.Create("appointmentId", appointment.Id.ToString())],
        };
        return Page();
    }

    /// <summary>Around the present site unless another place was typed; a collection stays where the request was filed.</summary>
    private SearchQuery ForTheSamePeople(SearchQuery asked)
    {
        var query = asked.For(slotWords.Kinds(Appointment));
        var (townHall, site) = (availability.Places.TownHalls[Appointment.TownHallId], availability.Places.Sites[Appointment.SiteId]);
        return query switch
        {
            { Collects: true } => query with { Near = townHall.InseeCode, Position = null },
            { HasPlace: false } => query with { Near = searchWords.PlaceOf(townHall, site), Position = null },
            _ => query,
        };
    }
}
