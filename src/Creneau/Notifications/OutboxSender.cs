using Creneau.Notifications.Carriers;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Creneau.Notifications;

/// <summary>
/// Sends what is due when <see cref="OutboxSending"/> says so. Any number of nodes may do so: each message is leased by one
/// before it is sent, in a short transaction of its own. Only a node that dies between sending a message and noting it
/// causes a repetition, of that one message.
/// </summary>
/// <remarks>Logs say ids, purposes and outcomes; never an address, a code or a text.</remarks>
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

    // A server that is down costs one attempt a round, so that all can leave soon after it is back
    private static readonly TimeSpan LongestPauseInAnOutage = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _oneRound = new(1, 1);

    /// <summary>Sends every message that is due now, codes first; one that cannot be sent is left for later or given up.</summary>
    /// <returns>What became of those that this node took.</returns>
    public async Task<OutboxCounts> SendDueAsync(CancellationToken ct)
    {
        await _oneRound.WaitAsync(ct);
        try
        {
            return await SendAllAsync(ct);
        }
        finally
        {
            await carriers.Mail.RestAsync(CancellationToken.None);
            _oneRound.Release();
        }
    }

    public void Dispose() => _oneRound.Dispose();

    private async Task<OutboxCounts> SendAllAsync(CancellationToken ct)
    {
        var counts = default(OutboxCounts);
        var down = new HashSet<MessageChannel>();
        while (await DueAsync(down, ct) is { Count: > 0 } due)
        {
            foreach (var (id, _) in due.Where(message => !down.Contains(message.Channel)))
            {
                counts = await SendOneAsync(id, down, ct) is { } state ? counts.And(state) : counts;
            }
        }

        return counts;
    }

    private async Task<List<DueMessage>> DueAsync(HashSet<MessageChannel> down, CancellationToken ct)
    {
        var now = Now();
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.OutboxMessages
            .Where(message => message.State == MessageState.Waiting && message.NextTryUtc <= now && !down.Contains(message.Channel))
            .OrderBy(message => message.Purpose == MessagePurpose.Code ? 0 : 1)
                .ThenBy(message => message.NextTryUtc)
                .ThenBy(message => message.Id)
            .Take(Batch)
            .Select(message => new DueMessage(message.Id, message.Channel))
            .ToListAsync(ct);
    }

    /// <returns>Its state afterwards, or null when another node has it.</returns>
    private async Task<MessageState?> SendOneAsync(Guid id, HashSet<MessageChannel> down, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var message = await LeaseAsync(db, id, ct);
        if (message is null)
        {
            return null;
        }

        // From here on the node's stopping waits: what was sent must be noted
        if (await Usefulness.WhyNotAsync(db, message, Now(), CancellationToken.None) is { } why)
        {
            message.GiveUp(MessageState.Useless, why);
        }
        else
        {
            Note(message, await DeliverAsync(message), down);
        }

        await SaveAsync(db, CancellationToken.None);
        log.LogDebug("Message {Id} ({Purpose}): {State} after {Tries} failed tries", id, message.Purpose, message.State, message.Tries);
        return message.State;
    }

    private async Task<OutboxMessage?> LeaseAsync(CreneauDb db, Guid id, CancellationToken ct)
    {
        var message = await db.OutboxMessages.SingleOrDefaultAsync(row => row.Id == id, ct);
        if (message?.IsDue(Now()) != true)
        {
            return null;
        }

        message.Lease(WholeMilliseconds(Now() + LeaseLength));
        return await SaveAsync(db, ct) ? message : null;
    }

    private async Task<Receipt> DeliverAsync(OutboxMessage message)
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
            MessageChannel.Sms => await carriers.Sms.SendAsync(message.Address, written.Text, limit.Token),
        };
    }

    private void Note(OutboxMessage message, Receipt receipt, HashSet<MessageChannel> down)
    {
        switch (receipt.Outcome)
        {
            case Delivery.Sent:
                message.Sent(Now());
                break;
            case Delivery.TryLater:
                message.TryLater(receipt.Reason ?? "", Now(), LongestPause);
                break;
            case Delivery.Unreachable:
                down.Add(message.Channel);
                message.TryLater(receipt.Reason ?? "", Now(), LongestPauseInAnOutage);
                break;
            case Delivery.Refused:
                message.GiveUp(MessageState.Failed, receipt.Reason ?? "");
                break;
        }
    }

    /// <returns>False when somebody else changed the message meanwhile; then nothing was written.</returns>
    private async Task<bool> SaveAsync(CreneauDb db, CancellationToken ct)
    {
        using var turn = await storage.TurnAsync(ct);
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
    }

    private DateTime Now() => clock.GetUtcNow().UtcDateTime;

    private static DateTime WholeMilliseconds(DateTime instant) => instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerMillisecond));

    private sealed record DueMessage(Guid Id, MessageChannel Channel);
}
