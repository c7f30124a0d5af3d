using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Notifications;

/// <summary>In a demo database: keeps every message to be read at `/dev/messages`; mail goes on to a server if there is one.</summary>
public sealed class DemoCarrier(IDbContextFactory<CreneauDb> contexts, StorageProvider storage, IMailTransport? onward, TimeProvider clock)
    : IMailTransport, ISmsGateway
{
    public async Task<Receipt> SendAsync(Guid id, string address, WrittenMessage message, string language, CancellationToken ct)
    {
        var receipt = onward is null ? Receipt.Sent : await onward.SendAsync(id, address, message, language, ct);
        if (receipt.Outcome == Delivery.Sent)
        {
            await KeepAsync(MessageChannel.Email, address, message, ct);
        }

        return receipt;
    }

    public async Task<Receipt> SendAsync(string phone, string text, CancellationToken ct)
    {
        await KeepAsync(MessageChannel.Sms, phone, new WrittenMessage("", text, null, null), ct);
        return Receipt.Sent;
    }

    public Task RestAsync(CancellationToken ct) => onward?.RestAsync(ct) ?? Task.CompletedTask;

    private async Task KeepAsync(MessageChannel channel, string address, WrittenMessage message, CancellationToken ct)
    {
        using var turn = await storage.TurnAsync(ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var kept = new DemoMessage(channel, address, message.Subject, message.Text, message.Html, clock.GetUtcNow().UtcDateTime);
        db.DemoMessages.Add(kept.WithCalendar(message.Calendar?.Content));
        await db.SaveChangesAsync(ct);
    }
}
