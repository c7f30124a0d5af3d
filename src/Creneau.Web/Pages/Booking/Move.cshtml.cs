using System.Diagnostics;
using Creneau.Availability;
using Creneau.Booking;
using Creneau.Web.Html;
using Creneau.Web.Pages.Search;
using Creneau.Web.Search;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;

namespace Creneau.Web.Pages.Booking;

/// <summary>Another date or another place for the same people: one click, and the old slot is free.</summary>
public sealed class MoveModel(Booker booker, BookingWords words, SearchWords searchWords, MoveAppointment move, SlotFinder finder, AvailabilityIndex availability) : PageModel
{
    public Appointment Appointment { get; private set; } = null!;

    public SearchPart Part { get; private set; } = null!;

    public Refusal? Refusal { get; private set; }

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => ShowAsync(Request.Query, ct);

    /// <param name="back">The search that the slot came from.</param>
    public async Task<IActionResult> OnPostAsync(string? slot, string? formId, Guid? appointmentId, string? back, CancellationToken ct)
    {
        var search = new QueryCollection(QueryHelpers.ParseQuery(SearchAddress.Query(back)));
        if (await ShowAsync(search, ct) is RedirectToPageResult elsewhere)
        {
            return elsewhere;
        }

        if (appointmentId is not null && appointmentId != Appointment.Id)
        {
            return Refuse(words["OtherTabAppointment"], []);
        }

        if (SlotValue.Parse(slot) is not { } start)
        {
            return Refuse(words.Why(SlotRefusal.UnknownPlace), []);
        }

        return await AnswerAsync(await move.RunAsync(Appointment.Id, start.SiteId, start.Date, start.Minute, booker.VisitorOf(HttpContext), FormId.Of(formId), ct), search, ct);
    }

    private async Task<IActionResult> AnswerAsync(MoveResult result, QueryCollection search, CancellationToken ct)
    {
        switch (result)
        {
            case MoveResult.Moved:
                booker.Open(HttpContext, Appointment, News.Moved);
                return RedirectToPage("Index");
            case MoveResult.Gone or MoveResult.OtherForm:
                return RedirectToPage("Index");
            case MoveResult.Refused refused:
                return await ShowAsync(search, ct) is PageResult ? Refuse(words.Why(refused.Reason), words.Offers(refused.Instead)) : RedirectToPage("Index");
            default:
                throw new UnreachableException();
        }
    }

    private PageResult Refuse(string why, IReadOnlyList<Offer> instead)
    {
        Refusal = new Refusal(words["MoveTitle"], why, new Offers(instead), Part.SlotForm);
        return Page();
    }

    private async Task<IActionResult> ShowAsync(IQueryCollection search, CancellationToken ct)
    {
        if (await booker.AppointmentAsync(HttpContext, ct) is not { Status: AppointmentStatus.Confirmed } appointment
            || availability.Places.StartUtc(appointment.Slot) <= booker.NowUtc)
        {
            return RedirectToPage("Index");
        }

        Appointment = appointment;
        var (query, problems) = SearchReader.Read(search);
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

    /// <summary>Around the present place unless another was typed; a collection stays where the request was filed.</summary>
    private SearchQuery ForTheSamePeople(SearchQuery asked)
    {
        var query = asked.For(Appointment.Kinds);
        return query switch
        {
            { Collects: true } => query with { Near = availability.Places.TownHalls[Appointment.TownHallId].InseeCode, Position = null },
            { HasPlace: false } => query with { Near = searchWords.PlaceOf(availability.Places.TownHalls[Appointment.TownHallId], availability.Places.Sites[Appointment.SiteId]), Position = null },
            _ => query,
        };
    }
}
