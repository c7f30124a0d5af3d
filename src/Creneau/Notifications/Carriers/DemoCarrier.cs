using Creneau.Notifications.Sms;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Notifications.Carriers;

/// <summary>In a demo database: keeps every message to be read at `/dev/messages`; mail goes on to a server if there is one.</summary>
public sealed class DemoCarrier(IDbContextFactory<CreneauDb> contexts, StorageProvider storage, IMailTransport? onward, TimeProvider clock)
    : IMailTransport, ISmsGateway
{
    public async Task<Receipt> SendAsync(Guid id, string address, WrittenMessage message, CancellationToken ct)
    {
        var receipt = onward is null ? Receipt.Sent : await onward.SendAsync(id, address, message, ct);
        if (receipt.Outcome == Delivery.Sent)
        {
            await SaveAsync(
                new DemoMessage(
                    MessageChannel.Email,
                    address,
                    message.Subject,
                    message.Text,
                    message.Html,
                    Now()).WithCalendar(message.Calendar?.Content),
                ct);
        }

        return receipt;
    }

    public async Task<Receipt> SendAsync(SmsMessage sms, CancellationToken ct)
    {
        await SaveAsync(new DemoMessage(MessageChannel.Sms, sms.Phone, "", sms.Text, null, Now()), ct);
        return Receipt.Sent;
    }

    public Task RestAsync(CancellationToken ct) => onward?.RestAsync(ct) ?? Task.CompletedTask;

    private Task SaveAsync(DemoMessage message, CancellationToken ct) => contexts.WriteAsync(
        storage,
        db =>
        {
            db.DemoMessages.Add(message);
            return db.SaveChangesAsync(ct);
        },
        ct);

    private DateTime Now() => clock.GetUtcNow().UtcDateTime;
}
