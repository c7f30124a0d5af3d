using System.Diagnostics;
using Creneau.Availability;
using Creneau.Booking;
using Creneau.Catalogue;
using Creneau.Scheduling;
using Creneau.Web.Html;
using Creneau.Web.Html.Shapes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Creneau.Web.Pages.Booking;

/// <summary>Another date or another place for the same people: one click, and the old slot is free.</summary>
public sealed class MoveModel(Booker booker, BookingWords words, MoveAppointment move, MovePlaces places, AvailabilityIndex availability) : PageModel
{
    public Appointment Appointment { get; private set; } = null!;

    public MoveSearch Search { get; private set; } = MoveSearch.Read(null, null, null);

    public SearchAnswer Found { get; private set; } = null!;

    public string? Notice { get; private set; }

    public Offers Instead { get; private set; } = new([]);

    /// <summary>A collection stays where the request was filed.</summary>
    public bool IsBound => Appointment.Kinds.Contains(ServiceKind.Collection);

    public DateOnly Today => DateOnly.FromDateTime(booker.NowUtc);

    public Creneau.Places.Site Site(int id) => availability.Places.Sites[id];

    public Segmented Sorts => new(words["Sort"],
    [
        new Segment(words["SortNear"], Address("near", Search.Km), !Search.Soonest),
        new Segment(words["SortSoon"], Address("soon", Search.Km), Search.Soonest),
    ]);

    public int? Wider => MoveSearch.Radii.Where(km => km > Search.Km).Select(km => (int?)km).FirstOrDefault();

    public string Address(string sort, int km) => Url.Page("Move", new { sort, km, from = Search.FromCode })!;

    public Task<IActionResult> OnGetAsync(string? sort, int? km, string? from, CancellationToken ct) =>
        ShowAsync(MoveSearch.Read(sort, km, from), ct);

    public async Task<IActionResult> OnPostAsync(string? slot, string? formId, Guid? appointmentId, string? sort, int? km, string? from, CancellationToken ct)
    {
        var search = MoveSearch.Read(sort, km, from);
        if (await ShowAsync(search, ct) is RedirectToPageResult elsewhere)
        {
            return elsewhere;
        }

        if (appointmentId is not null && appointmentId != Appointment.Id)
        {
            Notice = words["OtherTabAppointment"];
            return Page();
        }

        if (SlotValue.Parse(slot) is not { } start)
        {
            Notice = words.Why(SlotRefusal.UnknownPlace);
            return Page();
        }

        return await AnswerAsync(await move.RunAsync(Appointment.Id, start.SiteId, start.Date, start.Minute, booker.VisitorOf(HttpContext), FormId.Of(formId), ct), ct);
    }

    private async Task<IActionResult> AnswerAsync(MoveResult result, CancellationToken ct)
    {
        switch (result)
        {
            case MoveResult.Moved:
                booker.Open(HttpContext, Appointment, News.Moved);
                return RedirectToPage("Index");
            case MoveResult.Gone or MoveResult.OtherForm:
                return RedirectToPage("Index");
            case MoveResult.Refused refused:
                await ShowAsync(Search, ct);
                (Notice, Instead) = (words.Why(refused.Reason), new Offers(words.Offers(refused.Instead)));
                return Page();
            default:
                throw new UnreachableException();
        }
    }

    private async Task<IActionResult> ShowAsync(MoveSearch search, CancellationToken ct)
    {
        if (await booker.AppointmentAsync(HttpContext, ct) is not { } appointment
            || appointment.Status != AppointmentStatus.Confirmed
            || availability.Places.StartUtc(appointment.Slot) <= booker.NowUtc)
        {
            return RedirectToPage("Index");
        }

        (Appointment, Search) = (appointment, search);
        Found = places.Around(appointment, search);
        return Page();
    }
}
