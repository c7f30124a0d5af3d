using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Changes.Cancelling;
using Creneau.Counter.People;
using Creneau.Web.Access;
using Creneau.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Pages.Agents.Appointments;

public sealed class CancelInput
{
    public const string Person = "person";
    public const string TownHall = "town-hall";

    /// <summary>On whose initiative; null until one is chosen.</summary>
    public string? Initiative { get; set; }

    public string? Reason { get; set; }

    public bool Tells { get; set; } = true;
}

/// <summary>Cancels on the person's or the town hall's initiative; for a minute it can be undone.</summary>
[RequireRight(Rights.Appointments | Rights.Relay, AnyOf = true)]
[EnableRateLimiting(RateLimits.Agents)]
public sealed class CancelModel(
    DetailsReading reading,
    AskCancellation ask,
    AvailabilityIndex availability,
    TimeProvider clock,
    IStringLocalizer<CounterTexts> texts) : AppointmentPage(reading)
{
    [BindProperty, FromForm]
    public CancelInput Input { get; set; } = new();

    public int DelaySeconds => availability.Places.TownHalls[Appointment.TownHallId].CancelDelaySeconds;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) =>
        !await LoadAsync(id, ct) ? NotFound()
        : Appointment.IsAhead(availability.Places, clock.GetUtcNow().UtcDateTime) ? Page()
        : ToDetails("GoneMeanwhile");

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        CancelInitiative? initiative = Input.Initiative switch
        {
            CancelInput.Person => CancelInitiative.Person,
            CancelInput.TownHall => CancelInitiative.TownHall,
            _ => null,
        };
        if (initiative is not { } whose)
        {
            ModelState.AddModelError("Input.Initiative", texts["ChooseInitiative"]);
        }
        else if (Input.Reason?.Trim().Length > Appointment.LongestCancelReason)
        {
            ModelState.AddModelError("Input.Reason", texts["ReasonTooLong", Appointment.LongestCancelReason]);
        }
        else if (!HasChangedSince())
        {
            return ToDetails(NoticeOf(await ask.RunAsync(Agent, Access, new AskedCancellation(whose, Input.Reason, Input.Tells), ct)));
        }

        return Page();
    }

    private static string? NoticeOf(AskCancellationResult result) => result switch
    {
        // The page itself says how long it can be undone
        AskCancellationResult.Asked => null,
        AskCancellationResult.AlreadyAsked => "CancelAlreadyAsked",
        AskCancellationResult.Cancelled => "FreeNow_Freed",
        AskCancellationResult.AlreadyCancelled => "FreeNow_AlreadyCancelled",
        _ => "GoneMeanwhile",
    };
}
