using Creneau.Acting;
using Creneau.Availability;
using Creneau.Catalogue;
using Creneau.Places;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Counter.WaitingRoom;

public enum ChangeQueueRulesResult
{
    Changed,
    /// <summary>See <see cref="QueueRules.IsInRange"/>, or a cap below 0 or above <see cref="ChangeQueueRules.MostWalkIns"/>.</summary>
    OutOfRange,
    NotAllowed,
}

/// <summary>Changes how a town hall runs its waiting room, and how many people its plannings take without an appointment.</summary>
public sealed class ChangeQueueRules(Transactions transactions, AvailabilityIndex availability)
{
    public const int MostWalkIns = 999;

    /// <summary>Writes the rules; a refusal has written nothing but its audit row.</summary>
    /// <param name="caps">By planning; null: as many as come. A planning of another town hall is left alone.</param>
    public Task<ChangeQueueRulesResult> RunAsync(
        Actor actor, int townHallId, QueueRules rules, IReadOnlyDictionary<int, int?> caps, CancellationToken ct) =>
        transactions.RunAsync(actor, "queue-rules", async transaction =>
        {
            var subject = FormattableString.Invariant($"town-hall:{townHallId}");
            transaction.Audit(new AuditEntry("queue-rules", subject));
            if (!actor.May(Rights.Accounts, townHallId))
            {
                return Refuse(ChangeQueueRulesResult.NotAllowed);
            }

            if (!rules.IsInRange || caps.Values.Any(cap => cap is < 0 or > MostWalkIns))
            {
                return Refuse(ChangeQueueRulesResult.OutOfRange);
            }

            var townHall = await transaction.Db.Set<TownHall>().SingleAsync(row => row.Id == townHallId, ct);
            var plannings = await transaction.Db.Set<Planning>().Where(row => row.TownHallId == townHallId).ToListAsync(ct);
            var before = Text(townHall.Queue, plannings);
            townHall.SetQueue(rules);
            plannings.ForEach(planning => planning.SetWalkInCap(caps.GetValueOrDefault(planning.Id, planning.WalkInCap)));
            transaction.Audit(new AuditEntry("queue-rules", subject, before, Text(rules, plannings)));
            await availability.RaiseDirectoryAsync(transaction, ct);
            return Commit(ChangeQueueRulesResult.Changed);
        }, ct);

    private static string Text(QueueRules rules, IEnumerable<Planning> plannings) => FormattableString.Invariant(
        $"absent:{rules.AbsentAfterMinutes} calls:{rules.CallsBeforeAbsent} gap:{rules.RecallGapMinutes} ")
        + string.Join(' ', plannings.Select(planning => planning.WalkInCap is { } cap
            ? FormattableString.Invariant($"walk-ins:{cap}")
            : "walk-ins:no-limit"));
}
