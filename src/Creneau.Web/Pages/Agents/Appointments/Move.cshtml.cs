using System.Globalization;
using Creneau.Acting;
using Creneau.Availability;
using Creneau.Changes;
using Creneau.Counter.People;
using Creneau.Web.Access;
using Creneau.Web.Browser;
using Creneau.Web.Hosting;
using Creneau.Web.Pages.Shared.Slots;
using Creneau.Web.Search;
using Creneau.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Pages.Agents.Appointments;

public sealed class MoveInput
{
    /// <summary>The chosen start, as <see cref="SlotValue"/>.</summary>
    public string? Slot { get; set; }

    /// <summary>A day whose starts are shown, « 2026-12-01 ».</summary>
    public string? Day { get; set; }

    public bool Tells { get; set; } = true;

    public string? FormId { get; set; }
}

/// <summary>Another start for the whole party: the own sites first, then the neighbours; what is listed is what the move takes.</summary>
[RequireRight(Rights.Appointments | Rights.Relay, AnyOf = true)]
[EnableRateLimiting(RateLimits.Agents)]
public sealed class MoveModel(
    DetailsReading reading,
    CounterStarts starts,
    CounterPlaces places,
    MoveAppointment move,
    SlotWords slotWords,
    AvailabilityIndex availability,
    TimeProvider clock,
    IStringLocalizer<CounterTexts> texts) : AppointmentPage(reading)
{
    private const int OwnShown = 8;
    private const int OthersShown = 5;

    [BindProperty, FromForm]
    public MoveInput Input { get; set; } = new();

    public IReadOnlyList<CounterStart> Own { get; private set; } = [];

    public IReadOnlyList<CounterStart> Elsewhere { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, string? date, string? start, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        if (date is not null)
        {
            Input.Day = date;
            Input.Slot = IsoDate.Parse(date?.Trim()) is { } day
                && int.TryParse(start, NumberStyles.None, CultureInfo.InvariantCulture, out var minute)
                ? new SlotValue(Appointment.SiteId, day, minute).ToString()
                : null;
        }

        return Show();
    }

    public async Task<IActionResult> OnPostRefreshAsync(Guid id, CancellationToken ct)
    {
        ModelState.Clear();
        Response.Headers["HX-Reswap"] = HtmxFormTagHelper.KeepScroll;
        return await LoadAsync(id, ct) ? Show() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        if (SlotValue.Parse(Input.Slot) is not { } slot)
        {
            ModelState.AddModelError("Input.Slot", texts["ChooseStart"]);
            return Show();
        }

        var place = new NewPlace(slot.SiteId, slot.Date, slot.Minute);
        switch (await move.RunAsync(Agent, Access, place, FormId.Of(Input.FormId), ct, silent: !Input.Tells))
        {
            case MoveResult.Moved:
                return ToDetails("Moved");
            case MoveResult.Refused refused:
                ModelState.AddModelError("Input.Slot", slotWords.TextOf(refused.Reason));
                Own = [.. refused.Instead.Select(one => CounterStart.Of(one))];
                return Show();
            default:
                return ToDetails("GoneMeanwhile");
        }
    }

    private IActionResult Show()
    {
        if (!Appointment.IsAhead(availability.Places, clock.GetUtcNow().UtcDateTime))
        {
            return ToDetails("GoneMeanwhile");
        }

        var wanted = new WantedSlot(
            Appointment.SiteId, Appointment.PlanningId, Appointment.ServiceIds, Appointment.Date, Appointment.StartMinute);
        if (Own.Count == 0)
        {
            Own = IsoDate.Parse(Input.Day?.Trim()) is { } day
                ? starts.OnDay(Agent, wanted, day)
                : starts.Next(Agent, wanted, null, OwnShown);
        }

        var near = Agent.AtCounterOf(Appointment.TownHallId)
            ? availability.Places.Sites[Appointment.SiteId].Place
            : places.MiddleOf(Agent) ?? availability.Places.Sites[Appointment.SiteId].Place;
        Elsewhere =
        [
            .. starts.Elsewhere(Agent, wanted, near, OthersShown).Where(start => Own.All(own => own.Slot.SiteId != start.Slot.SiteId)),
        ];
        return Page();
    }
}
