using Creneau.Acting;
using Creneau.Availability;
using Creneau.Places;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Agents.Administration;

public enum ChangeSettingsResult
{
    Changed,
    /// <summary>0 to <see cref="TownHall.LongestCancelDelaySeconds"/> seconds.</summary>
    DelayOutOfRange,
    /// <summary>Whoever asks for a second factor of all has one first: else nobody could let anybody in.</summary>
    SetUpYourOwnFirst,
    NotAllowed,
}

/// <summary>Changes what the counter of a town hall needs: the second factor, and for how long a cancellation can be undone.</summary>
public sealed class ChangeCounterSettings(Transactions transactions, AvailabilityIndex availability)
{
    /// <summary>Writes the settings; a refusal has written nothing but its audit row.</summary>
    public Task<ChangeSettingsResult> RunAsync(
        Actor actor, int townHallId, bool requiresSecondFactor, int cancelDelaySeconds, CancellationToken ct) =>
        transactions.RunAsync(actor, "town-hall-settings", async transaction =>
        {
            var subject = AgentMembership.SubjectOf(townHallId);
            transaction.Audit(new AuditEntry("town-hall-settings", subject));
            transaction.AuditAt(townHallId);
            var giver = await MembershipLocks.RoleOfActorAsync(transaction, townHallId, ct);
            if (giver is not (AgentRole.Manager or AgentRole.Administrator))
            {
                return Refuse(ChangeSettingsResult.NotAllowed);
            }

            if (cancelDelaySeconds is < 0 or > TownHall.LongestCancelDelaySeconds)
            {
                return Refuse(ChangeSettingsResult.DelayOutOfRange);
            }

            var townHall = await transaction.Db.TownHalls.SingleAsync(row => row.Id == townHallId, ct);
            if (requiresSecondFactor && !townHall.RequiresSecondFactor && giver == AgentRole.Manager
                && !await transaction.Db.Agents.AnyAsync(row => row.Id == actor.Id && row.TwoFactorEnabled, ct))
            {
                return Refuse(ChangeSettingsResult.SetUpYourOwnFirst);
            }

            transaction.Audit(new AuditEntry(
                "town-hall-settings",
                subject,
                Text(townHall.RequiresSecondFactor, townHall.CancelDelaySeconds),
                Text(requiresSecondFactor, cancelDelaySeconds)));
            townHall.SetCounter(requiresSecondFactor, cancelDelaySeconds);
            await availability.RaiseDirectoryAsync(transaction, ct);
            return Commit(ChangeSettingsResult.Changed);
        }, ct);

    private static string Text(bool secondFactor, int delay) => FormattableString.Invariant($"second-factor:{secondFactor} delay:{delay}");
}
