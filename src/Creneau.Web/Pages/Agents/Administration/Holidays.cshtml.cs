using System.Globalization;
using Creneau.Acting;
using Creneau.Availability;
using Creneau.Hours.SchoolTimes;
using Creneau.Places;
using Creneau.Storage;
using Creneau.Text;
using Creneau.Web.Access;
using Creneau.Web.Hosting;
using Creneau.Web.Pages.Agents.Hours;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Pages.Agents.Administration;

/// <summary>A period as typed, with what it was when the form was shown.</summary>
public sealed class HolidayInput
{
    public static readonly IReadOnlyList<string> Order = [nameof(Zone), nameof(Name), nameof(From), nameof(Until)];

    /// <summary>Null: a new one.</summary>
    public int? Id { get; set; }

    public string? Zone { get; set; }

    public string? Name { get; set; }

    public string? From { get; set; }

    public string? Until { get; set; }

    public string? SeenName { get; set; }

    public string? SeenFrom { get; set; }

    public string? SeenUntil { get; set; }
}

/// <summary>The zone of a town hall as chosen.</summary>
public sealed class ZoneInput
{
    public int? TownHall { get; set; }

    /// <summary>Empty: none.</summary>
    public string? Zone { get; set; }
}

/// <summary>
/// The school holidays of each zone, and the zone of each town hall: kept by the platform's administrators. A town hall's manager sees
/// the dates and chooses the zone.
/// </summary>
[RequireRight(Rights.Accounts)]
[EnableRateLimiting(RateLimits.Agents)]
public sealed class HolidaysModel(
    SaveSchoolHoliday save,
    RemoveSchoolHoliday remove,
    ChooseSchoolZone choose,
    IDbContextFactory<CreneauDb> contexts,
    StorageProvider storage,
    AvailabilityIndex availability,
    IStringLocalizer<AgentTexts> texts) : PageModel
{
    /// <summary>The period that is changed; null: one is added.</summary>
    [FromQuery(Name = "periode")]
    public int? Asked { get; set; }

    [BindProperty, FromForm]
    public HolidayInput Input { get; set; } = new();

    [BindProperty, FromForm]
    public ZoneInput Choice { get; set; } = new();

    [TempData]
    public string? Notice { get; set; }

    public IReadOnlyList<IGrouping<string, SchoolHoliday>> Zones { get; private set; } = [];

    /// <summary>Their zone can be chosen.</summary>
    public IEnumerable<TownHall> TownHalls => availability.Places.TownHalls.Values
        .Where(one => IsOfPlatform || one.Id == TownHallId).OrderBy(one => one.Name).ThenBy(one => one.Id);

    public bool IsOfPlatform => TownHallId is null;

    /// <summary>Null where there are several, or none.</summary>
    public TownHall? OnlyTownHall => IsOfPlatform ? null : TownHalls.FirstOrDefault();

    public IEnumerable<SelectListItem> TownHallItems => TownHalls.Select(one => new SelectListItem(
        texts["HolidayTownHall", one.Name, one.SchoolZone ?? texts["HolidayNoZone"].Value],
        one.Id.ToString(CultureInfo.InvariantCulture)));

    public IEnumerable<SelectListItem> ZoneItems =>
    [
        new(texts["HolidayNoZone"], ""),
        .. Zones.Select(zone => new SelectListItem(zone.Key, zone.Key) { Selected = zone.Key == OnlyTownHall?.SchoolZone }),
    ];

    public bool IsChange => Input.Id is not null;

    private int? TownHallId => HttpContext.SignedInAgent().TownHallId;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return NotFound();
        }

        await LoadAsync(ct);
        if (Asked is { } id)
        {
            if (Zones.SelectMany(zone => zone).FirstOrDefault(row => IsOfPlatform && row.Id == id) is not { } row)
            {
                return NotFound();
            }

            Input = Opened(row);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        var (from, until) = (Date(nameof(Input.From), Input.From), Date(nameof(Input.Until), Input.Until));
        if (from is null || until is null)
        {
            return Page();
        }

        var period = new SchoolPeriod(Input.Zone?.Trim() ?? "", Input.Name?.Trim() ?? "", from.Value, until.Value);
        switch (await save.RunAsync(HttpContext.AgentActor(), Seen, period, ct))
        {
            case SaveSchoolHolidayResult.Saved:
                Notice = texts["HolidaySaved", period.Zone, period.Name];
                return RedirectToPage(new { periode = (int?)null });
            case SaveSchoolHolidayResult.Refused { Reason: SchoolHolidayRefusal.NotAllowed }:
                return NotFound();
            case SaveSchoolHolidayResult.Refused { Reason: var reason, Other: var other }:
                var field = reason switch
                {
                    SchoolHolidayRefusal.NoZone => "Input.Zone",
                    SchoolHolidayRefusal.NoName => "Input.Name",
                    SchoolHolidayRefusal.Reversed or SchoolHolidayRefusal.TooLong => "Input.Until",
                    SchoolHolidayRefusal.Overlaps => "Input.From",
                    _ => "",
                };
                ModelState.AddModelError(field, texts[$"Holiday_{reason}", other?.Name ?? "", other is null ? "" : Days(other)]);
                return Page();
            default:
                return NotFound();
        }
    }

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (Seen is not { } seen)
        {
            return NotFound();
        }

        switch (await remove.RunAsync(HttpContext.AgentActor(), seen, ct))
        {
            case RemoveSchoolHolidayResult.Removed:
                Notice = texts["HolidayRemoved", seen.Period.Zone, seen.Period.Name];
                return RedirectToPage(new { periode = (int?)null });
            case RemoveSchoolHolidayResult.ChangedSince:
                ModelState.AddModelError("", texts["Holiday_ChangedSince"]);
                return Page();
            default:
                return NotFound();
        }
    }

    public async Task<IActionResult> OnPostZoneAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (Choice.TownHall is not { } id || TownHalls.FirstOrDefault(one => one.Id == id) is not { } townHall)
        {
            return NotFound();
        }

        var zone = string.IsNullOrEmpty(Choice.Zone) ? null : Choice.Zone;
        switch (await choose.RunAsync(HttpContext.AgentActor(), id, townHall.SchoolZone, zone, ct))
        {
            case ChooseSchoolZoneResult.Chosen:
                Notice = texts["HolidayZoneChosen", townHall.Name, zone ?? texts["HolidayNoZone"].Value];
                return RedirectToPage();
            case ChooseSchoolZoneResult.NotFound:
                return NotFound();
            default:
                ModelState.AddModelError("Choice.Zone", texts["HolidayZoneUnknown"]);
                return Page();
        }
    }

    /// <summary>« du samedi 17 octobre 2026, reprise le lundi 2 novembre 2026 ».</summary>
    public string Days(SchoolPeriod period) =>
        texts["HolidayDays", Wording.Current.LongDate(period.From), Wording.Current.LongDate(period.Until)];

    private SeenPeriod? Seen =>
        Input.Id is { } id && TypedTime.Date(Input.SeenFrom) is { } from && TypedTime.Date(Input.SeenUntil) is { } until
            ? new SeenPeriod(id, new SchoolPeriod(Input.Zone ?? "", Input.SeenName ?? "", from, until))
            : null;

    private static HolidayInput Opened(SchoolHoliday row)
    {
        var (from, until) = (TypedTime.Text((DateOnly?)row.FromDate), TypedTime.Text((DateOnly?)row.UntilDate));
        return new HolidayInput
        {
            Id = row.Id,
            Zone = row.Zone,
            Name = row.Name,
            From = from,
            Until = until,
            SeenName = row.Name,
            SeenFrom = from,
            SeenUntil = until,
        };
    }

    private DateOnly? Date(string field, string? typed)
    {
        var date = TypedTime.Date(typed);
        if (date is null)
        {
            ModelState.AddModelError($"Input.{field}", texts["HolidayNotADate"]);
        }

        return date;
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        var rows = await contexts.ReadAsync(
            storage, db => db.SchoolHolidays.AsNoTracking().OrderBy(row => row.Zone).ThenBy(row => row.FromDate).ToListAsync(ct), ct);
        Zones = [.. rows.GroupBy(row => row.Zone)];
    }
}
