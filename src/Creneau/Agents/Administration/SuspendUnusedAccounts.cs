using Creneau.Acting;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Agents.Administration;

/// <summary>Closes the doors that nobody uses: an account without a sign-in is told first, and suspended two weeks later.</summary>
public sealed class SuspendUnusedAccounts(Transactions transactions)
{
    public static readonly TimeSpan Unused = TimeSpan.FromDays(180);
    public static readonly TimeSpan Notice = TimeSpan.FromDays(14);

    /// <summary>Tells those that are due to be told, and suspends those that were told long enough ago.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        await transactions.RunAsync(Actor.Platform, "account-notice", async transaction =>
        {
            var since = transaction.NowUtc - (Unused - Notice);
            var due = await Quiet(transaction.Db, since).Where(agent => agent.NoticedUtc == null).ToListAsync(ct);
            foreach (var agent in due)
            {
                agent.NoteNotice(transaction.NowUtc);
                AgentMessages.SendUnused(transaction, agent, Notice);
            }

            return Commit(due.Count);
        }, ct);
        await transactions.RunAsync(Actor.Platform, "account-suspend", async transaction =>
        {
            var (since, told) = (transaction.NowUtc - Unused, transaction.NowUtc - Notice);
            var due = await Quiet(transaction.Db, since).Where(agent => agent.NoticedUtc <= told).ToListAsync(ct);
            foreach (var agent in due)
            {
                agent.Suspend(transaction.NowUtc);
                await transaction.Db.AgentSessions.Where(session => session.AgentId == agent.Id).ExecuteDeleteAsync(ct);
            }

            return Commit(due.Count);
        }, ct);
    }

    private static IQueryable<AgentAccount> Quiet(CreneauDb db, DateTime sinceUtc) => db.Agents.Where(
        agent => agent.JoinedUtc <= sinceUtc && agent.SuspendedUtc == null
            && (agent.LastSignInUtc == null || agent.LastSignInUtc <= sinceUtc)
            && (agent.ReactivatedUtc == null || agent.ReactivatedUtc <= sinceUtc));
}
