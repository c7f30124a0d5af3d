using System.Globalization;
using Creneau.Acting;
using Creneau.Availability;
using Creneau.Catalogue;
using Creneau.Counter.WaitingRoom;
using Creneau.Places;
using Creneau.Web.Access;
using Creneau.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Pages.Agents.Administration;

/// <summary>Minutes and counts as typed.</summary>
public sealed class QueueInput
{
    public string? AbsentAfter { get; set; }

    public string? Calls { get; set; }

    public string? Gap { get; set; }

    /// <summary>Ids of plannings, in the order of <see cref="Caps"/>.</summary>
    public List<int> Plannings { get; set; } = [];

    /// <summary>Empty: as many as come.</summary>
    public List<string?> Caps { get; set; } = [];
}

/// <summary>How the waiting room of a town hall is run.</summary>
[RequireRight(Rights.Accounts)]
[EnableRateLimiting(RateLimits.Agents)]
public sealed class QueueModel(ChangeQueueRules change, AvailabilityIndex availability, IStringLocalizer<AgentTexts> texts) : PageModel
{
    [BindProperty, FromForm]
    public QueueInput Input { get; set; } = new();

    [TempData]
    public string? Notice { get; set; }

    public IReadOnlyList<Planning> Plannings =>
        [.. availability.Places.Plannings.Values.Where(planning => planning.TownHallId == TownHallId).OrderBy(planning => planning.Id)];

    private int? TownHallId => HttpContext.SignedInAgent().TownHallId;

    public IActionResult OnGet()
    {
        if (TownHallId is not { } id || !availability.Places.TownHalls.TryGetValue(id, out var townHall))
        {
            return NotFound();
        }

        (Input.AbsentAfter, Input.Calls, Input.Gap) =
            (Text(townHall.Queue.AbsentAfterMinutes), Text(townHall.Queue.CallsBeforeAbsent), Text(townHall.Queue.RecallGapMinutes));
        Input.Caps = [.. Plannings.Select(planning => planning.WalkInCap is { } cap ? Text(cap) : null)];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (TownHallId is not { } id)
        {
            return NotFound();
        }

        var rules = new QueueRules
        {
            AbsentAfterMinutes = Read("Input.AbsentAfter", texts["QueueAbsentAfter"], Input.AbsentAfter, 0, QueueRules.LongestMinutes),
            CallsBeforeAbsent = Read("Input.Calls", texts["QueueCalls"], Input.Calls, 1, QueueRules.MostCalls),
            RecallGapMinutes = Read("Input.Gap", texts["QueueGap"], Input.Gap, 0, QueueRules.LongestMinutes),
        };
        Dictionary<int, int?> caps = [];
        for (var i = 0; i < Math.Min(Input.Plannings.Count, Input.Caps.Count); i++)
        {
            var field = string.Create(CultureInfo.InvariantCulture, $"Input.Caps[{i}]");
            var label = texts["QueueCap", availability.Places.Plannings.GetValueOrDefault(Input.Plannings[i])?.Name ?? ""];
            caps[Input.Plannings[i]] = string.IsNullOrWhiteSpace(Input.Caps[i])
                ? null
                : Read(field, label, Input.Caps[i], 0, ChangeQueueRules.MostWalkIns);
        }

        if (!ModelState.IsValid
            || await change.RunAsync(HttpContext.AgentActor(), id, rules, caps, ct) is not ChangeQueueRulesResult.Changed)
        {
            return Page();
        }

        Notice = "SettingsSaved";
        return RedirectToPage();
    }

    private int Read(string field, string label, string? typed, int least, int most)
    {
        if (int.TryParse(typed?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most)
        {
            return number;
        }

        ModelState.AddModelError(field, texts["QueueOutOfRange", label, least, most]);
        return least;
    }

    private static string Text(int number) => number.ToString(CultureInfo.CurrentCulture);
}
