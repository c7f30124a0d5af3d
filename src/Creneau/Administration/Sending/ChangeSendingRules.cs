using Creneau.Acting;
using Creneau.Notifications;
using Creneau.Notifications.Rules;
using Creneau.Reminders;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Administration.ManagedTownHall;

namespace Creneau.Administration.Sending;

/// <summary>Changes one section of how a town hall sends its messages; the others are not looked at.</summary>
public sealed class ChangeSendingRules(Transactions transactions, ReplanReminders reminders)
{
    /// <summary>Writes the section; a refusal has written nothing but its audit row.</summary>
    /// <param name="seen">See <see cref="SectionVersion"/>.</param>
    public Task<SaveResult> RunAsync(Actor actor, int townHallId, string seen, SendingSection section, CancellationToken ct) =>
        transactions.RunAsync<SaveResult>(actor, "sending-change", async transaction =>
        {
            var entry = new AuditEntry("sending-change", Subject(townHallId));
            if (!await MayAsync(transaction, townHallId, entry, ct))
            {
                return Refused(SaveRefusal.NotFound);
            }

            var stored = await transaction.Db.SendingRules.SingleOrDefaultAsync(row => row.TownHallId == townHallId, ct);
            var rules = stored ?? new SendingRules(townHallId);
            if (section.VersionOf(rules) != seen)
            {
                return Refused(SaveRefusal.ChangedSince);
            }

            if (section.Check() is { IsFine: false } wrong)
            {
                return Refused(wrong);
            }

            transaction.Audit(entry with { After = section.Apply(rules) });
            if (stored is null)
            {
                transaction.Db.Add(rules);
            }

            if (section is SendingHoursSection)
            {
                await reminders.OfTownHallAsync(transaction, townHallId, ct);
            }

            return TransactionResult.Commit<SaveResult>(new SaveResult.Saved(townHallId));
        }, ct);
}
