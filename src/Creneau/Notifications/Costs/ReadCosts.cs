using Creneau.Notifications.Rules;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Notifications.Costs;

/// <summary>SMS of one planning and purpose in one month.</summary>
/// <param name="PlanningId">0: of none.</param>
public sealed record CostLine(int PlanningId, MessagePurpose Purpose, int Messages, int Parts, long CostMillis)
{
    public decimal Euros => CostMillis / 1000m;
}

/// <param name="Lines">By planning, then purpose.</param>
/// <param name="Rules">With the budget.</param>
public sealed record MonthCosts(DateOnly Month, IReadOnlyList<CostLine> Lines, SendingRules Rules)
{
    /// <summary>From here on the town hall is warned.</summary>
    public const int WarningPercent = 80;

    public decimal Euros => Lines.Sum(line => line.Euros);

    public int Parts => Lines.Sum(line => line.Parts);

    /// <summary>Of the budget; null: there is none. May exceed 100.</summary>
    public int? Percent => Rules.BudgetCents is { } cents ? (int)Math.Floor(Euros * 100 * 100 / cents) : null;

    public bool IsWarned => Percent >= WarningPercent;
}

/// <summary>Reads what a town hall's SMS cost. Who may see it is decided by the page: nobody is named.</summary>
public sealed class ReadCosts(IDbContextFactory<CreneauDb> contexts, StorageProvider storage)
{
    /// <param name="month">Any day of it.</param>
    public Task<MonthCosts> MonthAsync(int townHallId, DateOnly month, CancellationToken ct)
    {
        var (from, to) = SmsBudget.MonthOf(month);
        return contexts.ReadAsync(storage, async db =>
        {
            var rows = await db.SmsCounts.AsNoTracking()
                .Where(count => count.TownHallId == townHallId && count.Date >= from && count.Date <= to)
                .ToListAsync(ct);
            var lines = rows.GroupBy(row => (row.PlanningId, row.Purpose)).Select(group => new CostLine(
                group.Key.PlanningId,
                group.Key.Purpose,
                group.Sum(row => row.Messages),
                group.Sum(row => row.Parts),
                group.Sum(row => row.CostMillis)));
            return new MonthCosts(
                from,
                [.. lines.OrderBy(line => line.PlanningId).ThenBy(line => line.Purpose)],
                await SendingRules.OfAsync(db, townHallId, ct));
        }, ct);
    }

    /// <summary>Months that have something to show, newest first.</summary>
    public Task<List<DateOnly>> MonthsAsync(int townHallId, CancellationToken ct) => contexts.ReadAsync(storage, async db =>
        (await db.SmsCounts.AsNoTracking().Where(count => count.TownHallId == townHallId)
            .Select(count => new { count.Date.Year, count.Date.Month }).Distinct().ToListAsync(ct))
        .Select(one => new DateOnly(one.Year, one.Month, 1)).OrderDescending().ToList(), ct);
}
