using Creneau.Notifications.Sending;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Notifications.Sms;

/// <summary>Notes what a provider reports about an SMS; reports come in any order and more than once.</summary>
public sealed class NoteReport(IDbContextFactory<CreneauDb> contexts, StorageProvider storage, TimeProvider clock)
{
    private const int Tries = 5;

    /// <param name="read">The report, read for the number that must not stay in it; null: it says nothing.</param>
    public async Task NoteAsync(Guid messageId, Func<string, SmsReport?> read, CancellationToken ct)
    {
        for (var i = 0; i < Tries && !await TryAsync(messageId, read, ct); i++)
        {
            // The sender noted the message at the same moment: read it again
        }
    }

    private async Task<bool> TryAsync(Guid messageId, Func<string, SmsReport?> read, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        using var turn = await storage.TurnAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var now = clock.GetUtcNow().UtcDateTime;
        var message = await db.OutboxMessages.SingleOrDefaultAsync(row => row.Id == messageId, ct);
        if (message is null || read(message.Address) is not { } report || !message.Reported(report, now))
        {
            return true;
        }

        try
        {
            await db.SaveChangesAsync(ct);
            await OtherWay.AddAsync(db, message, now, ct);
            await transaction.CommitAsync(ct);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
    }
}
