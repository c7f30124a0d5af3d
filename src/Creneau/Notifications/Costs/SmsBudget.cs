using Creneau.Notifications.Rules;
using Creneau.Storage;

namespace Creneau.Notifications.Costs;

/// <summary>What a town hall's SMS may cost in a month, and its codes in a day.</summary>
public static class SmsBudget
{
    public const string Spent = "The budget of the month is spent.";

    private const int MillisPerCent = 10;

    /// <summary>Whether an SMS stays behind because the month's budget is spent; codes never do.</summary>
    internal static async Task<bool> IsSpentAsync(
        CreneauDb db, OutboxMessage message, SendingRules rules, DateTime nowUtc, CancellationToken ct) =>
        rules is { StopsAtBudget: true, BudgetCents: { } cents }
        && message.Purpose != MessagePurpose.Code
        && await SmsCount.CostAsync(db, rules.TownHallId, MonthOf(SmsCount.DateOf(message, nowUtc)), null, ct)
            >= (long)cents * MillisPerCent;

    /// <summary>Whether codes by SMS have cost a town hall on one of its days what they may.</summary>
    public static async Task<bool> AreCodesSpentAsync(CreneauDb db, SendingRules rules, DateOnly today, CancellationToken ct) =>
        await SmsCount.CostAsync(db, rules.TownHallId, (today, today), MessagePurpose.Code, ct)
            >= (long)rules.CodeCentsPerDay * MillisPerCent;

    /// <summary>First and last day of a month.</summary>
    public static (DateOnly From, DateOnly To) MonthOf(DateOnly day)
    {
        var first = new DateOnly(day.Year, day.Month, 1);
        return (first, first.AddMonths(1).AddDays(-1));
    }
}
