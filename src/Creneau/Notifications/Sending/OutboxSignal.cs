using System.Threading.Channels;

namespace Creneau.Notifications.Sending;

/// <summary>Wakes the sender: rung after a commit that queued a message. Ringing twice before it wakes is ringing once.</summary>
public sealed class OutboxSignal
{
    private readonly Channel<bool> _rung = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Ring() => _rung.Writer.TryWrite(true);

    /// <summary>Returns at once when it was rung since the last time.</summary>
    public async Task WaitAsync(CancellationToken ct) => await _rung.Reader.ReadAsync(ct);
}
