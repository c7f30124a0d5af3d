using System.Collections.Concurrent;

namespace Creneau.Notifications.Carriers;

/// <summary>Sends mail to one SMTP server, over as many connections as there are mails at once.</summary>
public sealed class SmtpTransport(NotificationSettings settings, TimeProvider clock) : IMailTransport, IDisposable
{
    private readonly ConcurrentBag<SmtpConnection> _idle = [];

    public async Task<Receipt> SendAsync(Guid id, string address, WrittenMessage message, CancellationToken ct)
    {
        var connection = _idle.TryTake(out var idle) ? idle : new SmtpConnection(settings, clock);
        try
        {
            return await connection.SendAsync(id, address, message, ct);
        }
        finally
        {
            _idle.Add(connection);
        }
    }

    public async Task RestAsync(CancellationToken ct)
    {
        while (_idle.TryTake(out var connection))
        {
            await connection.RestAsync(ct);
            connection.Dispose();
        }
    }

    public void Dispose()
    {
        while (_idle.TryTake(out var connection))
        {
            connection.Dispose();
        }
    }
}
