using System.Globalization;
using Creneau.Acting;
using Creneau.Availability;
using Creneau.Changes;
using Creneau.Counter.People;
using Creneau.Scheduling;
using Creneau.Text;
using Creneau.Web.Access;
using Creneau.Web.Browser;
using Creneau.Web.Hosting;
using Creneau.Web.Pages.Shared.Slots;
using Creneau.Web.Search;
using Creneau.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Pages.Agents.Appointments;

public sealed class MoveInput
{
    /// <summary>The chosen start, as <see cref="SlotValue"/>.</summary>
    public string? Slot { get; set; }

    /// <summary>A day whose starts are shown, « 2026-12-01 ».</summary>
    public string? Day { get; set; }

    /// <summary>A desk that is taken when it is free at the chosen start.</summary>
    public int? Desk { get; set; }

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

    /// <param name="date">A day to look at, « 2026-12-01 ».</param>
    /// <param name="start">Minute of that day: the start that is meant, as where the appointment was dropped in the agenda.</param>
    /// <param name="desk">The desk that is meant with it.</param>
    public async Task<IActionResult> OnGetAsync(Guid id, string? date, string? start, int? desk, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        if (IsoDate.Parse(date?.Trim()) is not { } day)
        {
            return Show();
        }

        Input.Day = date;
        Input.Desk = desk;
        if (!int.TryParse(start, NumberStyles.None, CultureInfo.InvariantCulture, out var minute) || minute >= DayBits.MinutesPerDay)
        {
            return Show();
        }

        var meant = new SlotValue(Appointment.SiteId, day, minute);
        Input.Slot = meant.ToString();
        var page = Show();
        if (page is PageResult && Own.All(one => one.Slot != meant))
        {
            ModelState.AddModelError(
                "Input.Slot",
                texts["StartDoesNotDo", Wording.Current.Time(minute), Wording.Current.Duration(Appointment.Slot.Minutes)]);
        }

        return page;
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

        if (HasChangedSince())
        {
            return Show();
        }

        if (SlotValue.Parse(Input.Slot) is not { } slot)
        {
            ModelState.AddModelError("Input.Slot", texts["ChooseStart"]);
            return Show();
        }

        var place = new NewPlace(slot.SiteId, slot.Date, slot.Minute) { DeskId = Input.Desk };
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
            Own = IsoDate.Parse(Input.Day?.Trim()) is not { } day ? starts.Next(Agent, wanted, null, OwnShown)
                : day == Appointment.Date ? starts.AroundIt(Agent, Appointment, Input.Desk)
                : starts.OnDay(Agent, wanted, day);
        }

        var near = Agent.AtCounterOf(Appointment.TownHallId)
            ? availability.Places.Sites[Appointment.SiteId].Place
            : places.MiddleOf(Agent) ?? availability.Places.Sites[Appointment.SiteId].Place;
        var others = new OtherPlaces(near, NearestFirst: false, IsoDate.Parse(Input.Day?.Trim()));
        Elsewhere =
        [
            .. starts.Elsewhere(Agent, wanted, others, OthersShown).Where(start => Own.All(own => own.Slot.SiteId != start.Slot.SiteId)),
        ];
        return Page();
    }
}
