using Creneau.Notifications.Carriers;
using Creneau.Notifications.Costs;
using Creneau.Notifications.Sms;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Creneau.Notifications.Sending;

/// <summary>
/// Asks the provider about SMS that it took without an answer: what it has is on its way, what it never had is sent again.
/// Where the provider cannot be asked, its report alone settles them.
/// </summary>
public sealed class UnansweredMessages(
    IDbContextFactory<CreneauDb> contexts,
    StorageProvider storage,
    MessageCarriers carriers,
    TimeProvider clock,
    ILogger<UnansweredMessages> log)
{
    /// <summary>By then a message that was taken can be found.</summary>
    internal static readonly TimeSpan FirstLook = TimeSpan.FromMinutes(2);

    public const string NeverSent = "The provider never had it.";

    private const int Batch = 20;
    private static readonly TimeSpan NextLook = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(30);

    public async Task SettleAsync(CancellationToken ct)
    {
        if (carriers.Reports is not { } reports)
        {
            return;
        }

        foreach (var id in await DueAsync(ct))
        {
            await SettleAsync(reports, id, ct);
        }
    }

    private async Task<List<Guid>> DueAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.OutboxMessages
            .Where(message => message.State == MessageState.Unknown && message.Provider == SmsProvider.OvhCloud
                && message.NextTryUtc <= now)
            .OrderBy(message => message.NextTryUtc)
            .Take(Batch)
            .Select(message => message.Id)
            .ToListAsync(ct);
    }

    private async Task SettleAsync(OvhGateway reports, Guid id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.OutboxMessages.SingleOrDefaultAsync(row => row.Id == id, ct) is not { State: MessageState.Unknown } message)
        {
            return;
        }

        using var limit = new CancellationTokenSource(LongestLook, clock);
        var now = clock.GetUtcNow().UtcDateTime;
        try
        {
            var report = await reports.FindAsync(id, limit.Token);
            Settle(message, report, now);
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            log.LogInformation("Message {Id} is not settled: its provider cannot be asked ({Kind})", id, error.GetType().Name);
            message.Doubt(message.Failure ?? "", now + NextLook);
        }

        using var turn = await storage.TurnAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        try
        {
            if (message.State == MessageState.Waiting)
            {
                await SmsCount.AddAsync(db, message, now, times: -1, ct);
                message.ForgetCost();
            }

            await db.SaveChangesAsync(ct);
            await OtherWay.AddAsync(db, message, now, ct);
            await transaction.CommitAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            // A report came at the same moment, or another node asked
        }
    }

    private static void Settle(OutboxMessage message, SmsReport? report, DateTime nowUtc)
    {
        if (report is not null)
        {
            message.Reported(report, nowUtc);
        }
        else if (message.Purpose == MessagePurpose.Code)
        {
            // Its code is erased: the page offers another
            message.GiveUp(MessageState.Failed, NeverSent);
        }
        else
        {
            message.SendAgain(nowUtc);
        }
    }
}
