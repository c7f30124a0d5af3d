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

    /// <summary>How much had happened to it when the form was shown; null: nothing depends on it.</summary>
    [BindProperty]
    public int? SeenVersion { get; set; }

    /// <summary>How much has happened to it; carried by the forms that change it.</summary>
    public int Version => Details.History.Count;

    /// <summary>What others did since the form was shown, the newest first: nothing was changed, and it may be sent again.</summary>
    public IReadOnlyList<HistoryLine> ChangedSince { get; private set; } = [];

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

    /// <summary>Whether somebody else has changed it since the form was shown; then the page says what.</summary>
    protected bool HasChangedSince()
    {
        var since = Details.History.Take(Version - (SeenVersion ?? Version)).ToList();
        ChangedSince = since.Exists(line => line.AgentName != HttpContext.SignedInAgent().Name) ? since : [];
        return ChangedSince.Count > 0;
    }

    protected RedirectToPageResult ToDetails(string? notice = null)
    {
        Notice = notice;
        return RedirectToPage("/Agents/Appointments/Index", new { id = Appointment.Id });
    }
}
