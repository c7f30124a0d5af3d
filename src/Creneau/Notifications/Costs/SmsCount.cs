using Creneau.Scheduling;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Notifications.Costs;

/// <summary>
/// SMS of one town hall, planning and purpose on one of its days: messages, parts, and what they cost at the price of that day.
/// Stays when the messages are deleted.
/// </summary>
public sealed class SmsCount
{
    private SmsCount()
    {
    }

    /// <summary>0: of the platform.</summary>
    public int TownHallId { get; private set; }

    /// <summary>0: of none.</summary>
    public int PlanningId { get; private set; }

    public DateOnly Date { get; private set; }

    public MessagePurpose Purpose { get; private set; }

    public int Messages { get; private set; }

    public int Parts { get; private set; }

    /// <summary>Thousandths of a euro.</summary>
    public long CostMillis { get; private set; }

    /// <summary>Counts an SMS that was handed over, in the caller's transaction.</summary>
    /// <param name="times">1, or -1 to take it back when the provider never had it.</param>
    internal static Task AddAsync(CreneauDb db, OutboxMessage message, DateTime nowUtc, int times, CancellationToken ct)
    {
        var (townHall, planning, date) = (message.TownHallId ?? 0, message.PlanningId ?? 0, DateOf(message, nowUtc));
        var (parts, cost) = (times * message.Parts, (long)times * message.CostMillis);
        return db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO sms_count (town_hall_id, planning_id, date, purpose, messages, parts, cost_millis)
            VALUES ({townHall}, {planning}, {date}, {(short)message.Purpose}, {times}, {parts}, {cost})
            ON CONFLICT (town_hall_id, date, planning_id, purpose) DO UPDATE SET
                messages = sms_count.messages + excluded.messages,
                parts = sms_count.parts + excluded.parts,
                cost_millis = sms_count.cost_millis + excluded.cost_millis
            """,
            ct);
    }

    /// <returns>Thousandths of a euro that a town hall's SMS cost from a day to another, both included.</returns>
    /// <param name="purpose">Null: of all.</param>
    public static async Task<long> CostAsync(
        CreneauDb db, int townHallId, (DateOnly From, DateOnly To) days, MessagePurpose? purpose, CancellationToken ct) =>
        await db.SmsCounts
            .Where(count => count.TownHallId == townHallId && count.Date >= days.From && count.Date <= days.To
                && (purpose == null || count.Purpose == purpose))
            .SumAsync(count => count.CostMillis, ct);

    internal static DateOnly DateOf(OutboxMessage message, DateTime nowUtc) =>
        message.AppointmentId is not null && MessageFacts.From(message.Facts).TimeZone is { Length: > 0 } zone
            ? DateOnly.FromDateTime(WallClock.ToLocal(nowUtc, TimeZoneInfo.FindSystemTimeZoneById(zone)))
            : DateOnly.FromDateTime(nowUtc);
}
