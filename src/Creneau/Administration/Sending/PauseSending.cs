using Creneau.Acting;
using Creneau.Notifications;
using Creneau.Notifications.Rules;
using Creneau.Notifications.Sending;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Administration.ManagedTownHall;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Administration.Sending;

/// <summary>Holds back all messages of the platform but codes, or lets them go again.</summary>
public sealed class PauseSending(Transactions transactions, OutboxSignal signal)
{
    /// <summary>Sets or lifts the pause; saying it twice changes nothing.</summary>
    /// <returns>False when the actor is no administrator of the platform: a refusal has written nothing but its audit row.</returns>
    public Task<bool> RunAsync(Actor actor, bool pause, CancellationToken ct)
    {
        var entry = pause ? new AuditEntry("sending-pause", "platform") : new AuditEntry("sending-resume", "platform");
        return transactions.RunAsync(actor, entry.Operation, async transaction =>
        {
            if (!await MayAsPlatformAsync(transaction, entry, ct))
            {
                return Refuse(false);
            }

            var stored = await transaction.Db.SendingPauses.SingleOrDefaultAsync(ct);
            if (pause && stored is null)
            {
                transaction.Db.Add(new SendingPause(transaction.NowUtc));
            }
            else if (!pause && stored is not null)
            {
                transaction.Db.Remove(stored);
                transaction.AfterCommit(() =>
                {
                    signal.Ring();
                    return Task.CompletedTask;
                });
            }

            return Commit(true);
        }, ct);
    }
}
