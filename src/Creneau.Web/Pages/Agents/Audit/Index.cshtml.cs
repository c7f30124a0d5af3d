using System.Globalization;
using Creneau.Acting;
using Creneau.Audit;
using Creneau.Availability;
using Creneau.Scheduling;
using Creneau.Web.Access;
using Creneau.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Pages.Agents.Audit;

/// <summary>Who did what, when, on what and from where; each filter stands in the address.</summary>
[RequireRight(Rights.Audit)]
[EnableRateLimiting(RateLimits.Agents)]
public sealed class IndexModel(
    AuditReading reading,
    ExportAudit export,
    AuditWords words,
    AvailabilityIndex availability,
    TimeProvider clock,
    IStringLocalizer<AuditTexts> texts) : AuditPageModel(availability)
{
    public static readonly IReadOnlyList<string> Order =
        [nameof(From), nameof(Until), nameof(AgentId), nameof(Operation), nameof(Reference)];

    // What a date field sends, and what is typed where a browser has none
    private static readonly string[] DateFormats = ["yyyy-MM-dd", "d/M/yyyy"];

    /// <summary>As typed; a date of the wall clock.</summary>
    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    /// <summary>As typed; the last day, included.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Until { get; set; }

    [BindProperty(SupportsGet = true, Name = "agent")]
    public string? AgentId { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Operation { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Reference { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Refusals { get; set; }

    /// <summary>The row after which the page begins.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    /// <summary>Null while the filters are not understood.</summary>
    public AuditPage? Shown { get; private set; }

    public IReadOnlyList<SelectListItem> AgentItems { get; private set; } = [];

    public IReadOnlyList<(int Id, string Name)> TownHalls => Agent.TownHallId is not null ? [] :
        [.. Places.TownHalls.Values.OrderBy(one => one.Name, StringComparer.CurrentCulture).Select(one => (one.Id, one.Name))];

    public IEnumerable<SelectListItem> OperationItems => words.Operations
        .Select(one => new SelectListItem(one.Text, one.Operation, one.Operation == Operation))
        .Prepend(new SelectListItem(texts["AllOperations"], ""));

    public bool IsNarrowed => Filters.Keys.Any(name => name != "mairie");

    /// <summary>What stands in the address, without the place in the list.</summary>
    public Dictionary<string, string> Filters => new (string Name, string? Value)[]
    {
        ("mairie", IsElsewhere ? Mairie!.Value.ToString(CultureInfo.InvariantCulture) : null),
        (nameof(From), From),
        (nameof(Until), Until),
        ("agent", AgentId),
        (nameof(Operation), Operation),
        (nameof(Reference), Reference),
        (nameof(Refusals), Refusals ? "true" : null),
    }.Where(one => !string.IsNullOrEmpty(one.Value)).ToDictionary(one => one.Name, one => one.Value!);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!IsKnownPlace)
        {
            return NotFound();
        }

        AgentItems = await AgentItemsAsync(ct);
        if (ReadFilter() is { } filter)
        {
            var after = AuditCursor.Read(After);
            Shown = await reading.PageAsync(HttpContext.AgentActor(), PlaceId, filter, after, AuditReading.PageSize, ct);
        }

        return Page();
    }

    /// <summary>The rows that the filters leave, as a table for a spreadsheet; that they were taken along stands in the audit.</summary>
    public async Task<IActionResult> OnGetExportAsync(CancellationToken ct)
    {
        if (!IsKnownPlace)
        {
            return NotFound();
        }

        if (ReadFilter() is not { } filter)
        {
            return await OnGetAsync(ct);
        }

        var pages = await export.RunAsync(HttpContext.AgentActor(), PlaceId, filter, ct);
        var today = WallClock.ToLocal(clock.GetUtcNow().UtcDateTime, words.ZoneOf(PlaceId));
        var name = string.Create(CultureInfo.InvariantCulture, $"{texts["ExportName"]}-{PlaceName ?? "plateforme"}-{today:yyyy-MM-dd}.csv");
        return pages is null ? NotFound() : new AuditTable(pages, words, texts, name);
    }

    /// <returns>Null when something is not understood; the fields say what.</returns>
    private AuditFilter? ReadFilter()
    {
        ModelState.Clear();
        var (from, until) = (ReadDate(nameof(From), From), ReadDate(nameof(Until), Until));
        if (from > until)
        {
            ModelState.AddModelError(nameof(Until), texts["Reversed"]);
        }

        var zone = words.ZoneOf(PlaceId);
        var agent = Read<int>(
            nameof(AgentId),
            AgentId,
            text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null,
            "AgentNotUnderstood");
        var filter = new AuditFilter(
            from is { } first ? WallClock.ToUtc(first, 0, zone) : null,
            until is { } last ? WallClock.ToUtc(last, DayBits.MinutesPerDay, zone) : null,
            agent,
            string.IsNullOrWhiteSpace(Operation) ? null : Operation,
            string.IsNullOrWhiteSpace(Reference) ? null : Creneau.Appointments.Reference.Read(Reference),
            Refusals);
        if (!string.IsNullOrWhiteSpace(Reference) && filter.Reference is null)
        {
            ModelState.AddModelError(nameof(Reference), texts["ReferenceNotUnderstood"]);
        }

        return ModelState.IsValid ? filter : null;
    }

    private DateOnly? ReadDate(string name, string? typed) => Read<DateOnly>(
        name,
        typed,
        text => DateOnly.TryParseExact(text, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && date.Year is > 2000 and < 2200 ? date : null,
        "DateNotUnderstood");

    private T? Read<T>(string name, string? typed, Func<string, T?> read, string error)
        where T : struct
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }

        var value = read(typed.Trim());
        if (value is null)
        {
            ModelState.AddModelError(name, texts[error]);
        }

        return value;
    }

    private async Task<IReadOnlyList<SelectListItem>> AgentItemsAsync(CancellationToken ct)
    {
        var agents = await reading.AgentsAsync(HttpContext.AgentActor(), PlaceId, ct);
        var items = agents.Select(agent => new SelectListItem(agent.Name, agent.Id.ToString(CultureInfo.InvariantCulture)))
            .Prepend(new SelectListItem(texts["AllAgents"], "")).ToList();
        if (!string.IsNullOrEmpty(AgentId) && !items.Exists(item => item.Value == AgentId))
        {
            items.Add(new SelectListItem(texts["FormerAgent", AgentId], AgentId));
        }

        items.ForEach(item => item.Selected = item.Value == (AgentId ?? ""));
        return items;
    }
}
