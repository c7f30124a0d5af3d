using Creneau.Notifications.Rules;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Notifications.Sending;

/// <summary>How the outbox stands, for administrators and `/metrics`.</summary>
/// <param name="Waiting">Messages whose time has come.</param>
/// <param name="OldestUtc">Since when the oldest of them is due; null when none waits.</param>
/// <param name="Later">Messages that are due later, or tried again later.</param>
/// <param name="Sent">Of the last 24 hours.</param>
/// <param name="Failed">Of the last 24 hours.</param>
/// <param name="Unknown">Handed over, without an answer.</param>
/// <param name="PausedSinceUtc">Null: nothing is paused.</param>
public sealed record QueueState(
    int Waiting, DateTime? OldestUtc, int Later, int Sent, int Failed, int Unknown, DateTime? PausedSinceUtc)
{
    /// <summary>0 to 100; null while nothing was sent.</summary>
    public int? FailedPercent => Sent + Failed == 0 ? null : (int)Math.Round(100.0 * Failed / (Sent + Failed));

    public static async Task<QueueState> ReadAsync(CreneauDb db, DateTime nowUtc, CancellationToken ct)
    {
        var since = nowUtc.AddDays(-1);
        var (waiting, oldest) = await DueAsync(db, nowUtc, ct);
        var ended = await db.OutboxMessages
            .Where(message => message.CreatedUtc >= since && message.State != MessageState.Waiting)
            .GroupBy(message => message.State)
            .Select(group => new { State = group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.State, group => group.Count, ct);
        return new QueueState(
            waiting,
            oldest,
            await db.OutboxMessages.CountAsync(message => message.State == MessageState.Waiting && message.NextTryUtc > nowUtc, ct),
            ended.GetValueOrDefault(MessageState.Sent),
            ended.GetValueOrDefault(MessageState.Failed),
            ended.GetValueOrDefault(MessageState.Unknown),
            await db.Set<SendingPause>().Select(pause => (DateTime?)pause.SinceUtc).SingleOrDefaultAsync(ct));
    }

    /// <summary>How many messages wait although their time has come, and since when.</summary>
    internal static async Task<(int Waiting, DateTime? OldestUtc)> DueAsync(CreneauDb db, DateTime nowUtc, CancellationToken ct)
    {
        var due = await db.OutboxMessages
            .Where(message => message.State == MessageState.Waiting && message.NextTryUtc <= nowUtc)
            .GroupBy(_ => 1)
            .Select(all => new { Count = all.Count(), Oldest = all.Min(message => message.NextTryUtc) })
            .SingleOrDefaultAsync(ct);
        return (due?.Count ?? 0, due?.Oldest);
    }
}
