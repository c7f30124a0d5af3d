using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Counter.People;
using Creneau.Web.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Creneau.Web.Pages.Agents.Appointments;

/// <summary>A page about one appointment that the agent may see; all others are not found.</summary>
public abstract class AppointmentPage(DetailsReading reading) : PageModel
{
    public AppointmentDetails Details { get; private set; } = null!;

    public Appointment Appointment => Details.Appointment;

    [TempData]
    public string? Notice { get; set; }

    /// <summary>Why nothing was done.</summary>
    public string? Refusal { get; protected set; }

    protected Actor Agent => HttpContext.AgentActor();

    protected AppointmentAccess Access => Details.Opened.Access;

    /// <returns>False when there is no such appointment, or it is not theirs to see.</returns>
    protected async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await reading.ReadAsync(Agent, id, ct) is not { } details)
        {
            return false;
        }

        Details = details;
        return true;
    }

    protected RedirectToPageResult ToDetails(string? notice = null)
    {
        Notice = notice;
        return RedirectToPage("/Agents/Appointments/Index", new { id = Appointment.Id });
    }
}
