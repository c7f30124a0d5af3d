using System.Globalization;
using Creneau.Acting;
using Creneau.Availability;
using Creneau.Notifications.Costs;
using Creneau.Web.Access;
using Creneau.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Pages.Agents.Messages;

/// <summary>What the town hall's SMS cost in a month, by planning and purpose.</summary>
[RequireRight(Rights.Accounts)]
[EnableRateLimiting(RateLimits.Agents)]
public sealed class CostsModel(
    ReadCosts reading, SentWords words, AvailabilityIndex availability, TimeProvider clock, IStringLocalizer<MessageTexts> texts)
    : PageModel
{
    private const string MonthFormat = "yyyy-MM";

    /// <summary>« 2026-12 »; nothing or anything else: the running one.</summary>
    [BindProperty(SupportsGet = true, Name = "mois")]
    public string? Month { get; set; }

    public MonthCosts Costs { get; private set; } = null!;

    public IReadOnlyList<DateOnly> Months { get; private set; } = [];

    public static string Code(DateOnly month) => month.ToString(MonthFormat, CultureInfo.InvariantCulture);

    public string PlanningName(int planningId) =>
        availability.Places.Plannings.TryGetValue(planningId, out var planning) ? planning.Name : texts["NoPlanning"];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    /// <summary>The same as a table for a spreadsheet.</summary>
    public async Task<IActionResult> OnGetExportAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        string[][] table =
        [
            [texts["Month"], texts["Planning"], texts["What"], texts["Messages"], texts["Parts"], texts["Cost"]],
            .. Costs.Lines.Select(line => (string[])
            [
                Code(Costs.Month),
                PlanningName(line.PlanningId),
                words.Purpose(line.Purpose),
                line.Messages.ToString(CultureInfo.InvariantCulture),
                line.Parts.ToString(CultureInfo.InvariantCulture),
                line.Euros.ToString("0.00", CultureInfo.GetCultureInfo("fr-FR")),
            ]),
        ];
        var name = $"{texts["ExportName"]}-{Code(Costs.Month)}.csv";
        return File([.. SpreadsheetCsv.Preamble, .. SpreadsheetCsv.Of(table)], "text/csv; charset=utf-8", name);
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (HttpContext.SignedInAgent().TownHallId is not { } townHall)
        {
            return false;
        }

        var today = availability.Places.DateAt(townHall, clock.GetUtcNow().UtcDateTime);
        var isMonth = DateOnly.TryParseExact(Month, MonthFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var month)
            && month.Year is > 2000 and < 2200;
        Costs = await reading.MonthAsync(townHall, isMonth ? month : today, ct);
        Months = [.. (await reading.MonthsAsync(townHall, ct)).Append(Costs.Month).Append(new DateOnly(today.Year, today.Month, 1))
            .Distinct().OrderDescending()];
        return true;
    }
}
