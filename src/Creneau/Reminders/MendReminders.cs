using Creneau.Acting;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Reminders;

/// <summary>
/// Plans what nobody planned: appointments from before there were reminders, and those that were confirmed in the very moment in
/// which the rule of their planning changed.
/// </summary>
public sealed class MendReminders(
    IDbContextFactory<CreneauDb> contexts, StorageProvider storage, Transactions transactions, ReplanReminders replan, TimeProvider clock)
{
    private const int Batch = 500;
    private static readonly string Ids = string.Concat("SELECT found.id AS \"Value\" FROM (", ReminderGaps.Sql, ") AS found");

    /// <returns>How many appointments were looked at.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var ids = await contexts.ReadAsync(
            storage,
            db => db.Database.SqlQueryRaw<Guid>(Ids, today).ToListAsync(ct),
            ct);
        foreach (var batch in ids.Chunk(Batch))
        {
            await transactions.RunAsync(Actor.Platform, "mend-reminders", async transaction =>
            {
                await replan.OfAsync(transaction, batch, ct);
                return TransactionResult.Commit(true);
            }, ct);
        }

        return ids.Count;
    }
}
