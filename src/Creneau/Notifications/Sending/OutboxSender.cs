using Creneau.Notifications.Carriers;
using Creneau.Notifications.Costs;
using Creneau.Notifications.Rules;
using Creneau.Notifications.Sms;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Creneau.Notifications.Sending;

/// <summary>
/// Sends what is due when <see cref="OutboxSending"/> says so, several at a time. Any number of nodes may do so: each takes
/// messages upon itself in one statement that leaves alone what another is taking.
/// </summary>
/// <remarks>
/// A node that dies between handing a message over and noting it causes a repetition, of the messages in flight alone.
/// Logs say ids, purposes and outcomes; never an address, a code or a text.
/// </remarks>
public sealed class OutboxSender(
    IDbContextFactory<CreneauDb> contexts,
    StorageProvider storage,
    MessageWriter writer,
    MessageCarriers carriers,
    TimeProvider clock,
    ILogger<OutboxSender> log) : IDisposable
{
    private const int Batch = 50;
    private static readonly TimeSpan LongestSending = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LeaseLength = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    // A server that is down costs few attempts a round, so that all can leave soon after it is back
    private static readonly TimeSpan LongestPauseInAnOutage = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _oneRound = new(1, 1);

    /// <summary>Sends every message that is due now, codes first; one that cannot be sent is left for later or given up.</summary>
    /// <returns>What became of those that this node took.</returns>
    public async Task<OutboxCounts> SendDueAsync(CancellationToken ct)
    {
        await _oneRound.WaitAsync(ct);
        try
        {
            var round = new OutboxRound();
            await writer.ReadTextsAsync(ct);
            while (await TakeAsync(round, ct) is { Count: > 0 } taken)
            {
                await SendAllAsync([.. taken.Where(message => message.IsCode)], round, ct);
                await SendAllAsync([.. taken.Where(message => !message.IsCode)], round, ct);
            }

            return round.Counts;
        }
        finally
        {
            await carriers.Mail.RestAsync(CancellationToken.None);
            _oneRound.Release();
        }
    }

    public void Dispose() => _oneRound.Dispose();

    /// <summary>Takes the next messages upon this node: nobody else tries them before the lease ends.</summary>
    private async Task<IReadOnlyList<TakenMessage>> TakeAsync(OutboxRound round, CancellationToken ct)
    {
        var now = Now();
        var until = WholeMilliseconds(now + LeaseLength);
        var channels = round.Open.Select(channel => (int)channel).ToArray();
        if (channels.Length == 0)
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        using var turn = await storage.TurnAsync(ct);
        return await db.ReadAsync(
            $"""
            UPDATE outbox_message SET next_try_utc = {until} WHERE id IN (
                SELECT id FROM outbox_message
                WHERE state = {(short)MessageState.Waiting} AND next_try_utc <= {now} AND channel IN ({channels})
                    AND (purpose = {(short)MessagePurpose.Code} OR NOT EXISTS (SELECT 1 FROM sending_pause))
                ORDER BY CASE WHEN purpose = {(short)MessagePurpose.Code} THEN 0 ELSE 1 END, next_try_utc, id
                LIMIT {Batch}{storage.ForUpdateOrSkip})
            RETURNING id, purpose
            """,
            row => new TakenMessage(row.GetGuid(0), (MessagePurpose)row.GetInt16(1) == MessagePurpose.Code, until),
            ct);
    }

    private Task SendAllAsync(IReadOnlyList<TakenMessage> taken, OutboxRound round, CancellationToken ct) => Parallel.ForEachAsync(
        taken,
        new ParallelOptions { MaxDegreeOfParallelism = carriers.AtOnce, CancellationToken = ct },
        async (message, stop) => await SendOneAsync(message, round, stop));

    private async Task SendOneAsync(TakenMessage taken, OutboxRound round, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var message = await db.OutboxMessages.SingleOrDefaultAsync(row => row.Id == taken.Id, ct);
        // Withdrawn meanwhile, or so late that somebody else may have taken it
        if (message?.State != MessageState.Waiting || message.NextTryUtc != taken.UntilUtc || Now() + LongestSending > taken.UntilUtc)
        {
            return;
        }

        // From here on the node's stopping waits: what was sent must be noted
        if (round.IsDown(message.Channel))
        {
            message.Postpone(WholeMilliseconds(Now()));
        }
        else if (await Usefulness.WhyNotAsync(db, message, Now(), CancellationToken.None) is { } why)
        {
            message.GiveUp(MessageState.Useless, why);
            round.Count(message.State);
        }
        else
        {
            await SendOrPostponeAsync(db, message, round);
        }

        await SaveAsync(db, message);
        log.LogDebug(
            "Message {Id} ({Purpose}): {State} after {Tries} failed tries", taken.Id, message.Purpose, message.State, message.Tries);
    }

    private async Task SendOrPostponeAsync(CreneauDb db, OutboxMessage message, OutboxRound round)
    {
        // Mail that somebody waits for, which most is, depends on no rule of the town hall
        var rules = message is { AtAnyHour: true, Channel: MessageChannel.Email }
            ? null
            : await SendingRules.OfAsync(db, message.TownHallId ?? 0, CancellationToken.None);
        if (rules is not null && SendingTime.DueUtc(message, rules.Hours, Now()) is var due && due > Now())
        {
            message.Postpone(due);
            return;
        }

        Note(message, await DeliverAsync(db, message, rules), round);
        round.Count(message.State);
    }

    /// <param name="rules">Null for mail that depends on none.</param>
    private async Task<Receipt> DeliverAsync(CreneauDb db, OutboxMessage message, SendingRules? rules)
    {
        WrittenMessage written;
        try
        {
            written = writer.Write(message);
        }
        catch (Exception error)
        {
            // A mistake in one message must not keep the others from leaving
            log.LogError("Message {Id} ({Purpose}) cannot be written ({Kind})", message.Id, message.Purpose, error.GetType().Name);
            return new Receipt(Delivery.Refused, $"It could not be written ({error.GetType().Name}).");
        }

        using var limit = new CancellationTokenSource(LongestSending, clock);
        return message.Channel switch
        {
            MessageChannel.Email => await carriers.Mail.SendAsync(message.Id, message.Address, written, limit.Token),
            MessageChannel.Sms when await IsSpentAsync(db, message, rules!) => new Receipt(Delivery.Refused, SmsBudget.Spent),
            MessageChannel.Sms => await SendSmsAsync(message, written.Text, carriers.SenderOf(message, rules!), limit.Token),
        };
    }

    private Task<bool> IsSpentAsync(CreneauDb db, OutboxMessage message, SendingRules rules) =>
        SmsBudget.IsSpentAsync(db, message, rules, Now(), CancellationToken.None);

    private async Task<Receipt> SendSmsAsync(OutboxMessage message, string text, string from, CancellationToken ct)
    {
        var sms = new SmsMessage(message.Id, message.Address, text, from);
        var receipt = await carriers.Sms.SendAsync(sms, ct);
        if (receipt.Outcome is Delivery.Sent or Delivery.Unknown)
        {
            message.HandedOver(receipt.Provider, sms.Size.Parts, carriers.Prices.Of(sms.Phone) ?? 0);
        }

        return receipt;
    }

    private void Note(OutboxMessage message, Receipt receipt, OutboxRound round)
    {
        switch (receipt.Outcome)
        {
            case Delivery.Sent:
                message.Sent(Now(), receipt.ProviderId);
                break;
            case Delivery.TryLater:
                message.TryLater(receipt.Reason ?? "", Now(), LongestPause);
                break;
            case Delivery.Unreachable:
                round.Down(message.Channel);
                message.TryLater(receipt.Reason ?? "", Now(), LongestPauseInAnOutage);
                break;
            case Delivery.Refused:
                message.GiveUp(MessageState.Failed, receipt.Reason ?? "");
                break;
            case Delivery.Unknown:
                message.Doubt(receipt.Reason ?? "", Now() + UnansweredMessages.FirstLook);
                break;
        }
    }

    /// <summary>Notes what became of it, what it cost, and the message by the other way when this one failed.</summary>
    private async Task SaveAsync(CreneauDb db, OutboxMessage message)
    {
        using var turn = await storage.TurnAsync(CancellationToken.None);
        await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
        if (await NoteAsync(db, message))
        {
            if (message.Parts > 0)
            {
                await SmsCount.AddAsync(db, message, Now(), times: 1, CancellationToken.None);
            }

            await OtherWay.AddAsync(db, message, Now(), CancellationToken.None);
            await transaction.CommitAsync(CancellationToken.None);
        }
    }

    /// <summary>A report that came at the same moment is kept.</summary>
    /// <returns>Whether the message is still there.</returns>
    private async Task<bool> NoteAsync(CreneauDb db, OutboxMessage message)
    {
        try
        {
            await db.SaveChangesAsync(CancellationToken.None);
        }
        catch (DbUpdateConcurrencyException conflict)
        {
            var entry = conflict.Entries.Single();
            if (await entry.GetDatabaseValuesAsync(CancellationToken.None) is not { } stored)
            {
                return false;
            }

            entry.OriginalValues.SetValues(stored);
            if (stored.GetValue<SmsReportState?>(nameof(OutboxMessage.Report)) is { } report)
            {
                message.Reported(new SmsReport(report, stored.GetValue<string?>(nameof(OutboxMessage.Failure))), Now());
            }

            await db.SaveChangesAsync(CancellationToken.None);
        }

        return true;
    }

    private DateTime Now() => clock.GetUtcNow().UtcDateTime;

    private static DateTime WholeMilliseconds(DateTime instant) => instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerMillisecond));

    private sealed record TakenMessage(Guid Id, bool IsCode, DateTime UntilUtc);
}
