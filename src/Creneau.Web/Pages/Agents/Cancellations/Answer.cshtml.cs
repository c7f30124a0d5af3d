using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Offers;
using Creneau.Web.Access;
using Creneau.Web.Hosting;
using Creneau.Web.Search;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Creneau.Web.Pages.Agents.Cancellations;

/// <summary>On the phone: takes for somebody one of the starts that are offered to them, or notes that they want none.</summary>
[RequireRight(Rights.Appointments | Rights.Relay, AnyOf = true)]
[EnableRateLimiting(RateLimits.Agents)]
public sealed class AnswerModel(
    FindAppointment find, ReadOffer offers, TakeOffer take, DeclineOffer decline, CancellationWords words) : PageModel
{
    public Appointment Appointment { get; private set; } = null!;

    private AppointmentAccess Access { get; set; } = null!;

    /// <summary>Null when nothing is offered (any more).</summary>
    public OfferView? View { get; private set; }

    public string? Problem { get; private set; }

    private Actor Agent => HttpContext.AgentActor();

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await LoadAsync(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, string? slot, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        if (SlotValue.Parse(slot) is not { } chosen
            || await offers.StartAsync(id, (chosen.SiteId, chosen.Date, chosen.Minute), ct) is not { } start)
        {
            Problem = words["Answer_Gone"];
            return Page();
        }

        switch (await take.RunAsync(Agent, Access, start, ct))
        {
            case TakeOfferResult.Taken:
                return Redirect($"~/agents/rendez-vous/{id}");
            case TakeOfferResult.Duplicate:
                Problem = words["Answer_Duplicate"];
                break;
            case TakeOfferResult.NotTold:
                Problem = words["Answer_NotTold"];
                break;
            case TakeOfferResult.Refused:
                Problem = words["Answer_Refused"];
                break;
            default:
                Problem = words["Answer_Gone"];
                break;
        }

        return await LoadAsync(id, ct) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostDeclineAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        await decline.RunAsync(Agent, Access, ct);
        return Redirect($"~/agents/rendez-vous/{id}");
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await find.ByAgentAsync(Agent, id, ct) is not var (appointment, access))
        {
            return false;
        }

        (Appointment, Access) = (appointment, access);
        View = await offers.OfAsync(appointment, ct);
        return true;
    }
}
