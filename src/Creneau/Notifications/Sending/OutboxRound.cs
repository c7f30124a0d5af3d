namespace Creneau.Notifications.Sending;

/// <summary>What one round of sending met, over all that it sends at once.</summary>
internal sealed class OutboxRound
{
    private readonly Lock _lock = new();
    private readonly HashSet<MessageChannel> _open = [.. Enum.GetValues<MessageChannel>()];
    private OutboxCounts _counts;

    public OutboxCounts Counts
    {
        get { lock (_lock) return _counts; }
    }

    /// <summary>The channels by which messages can leave.</summary>
    public IReadOnlyList<MessageChannel> Open
    {
        get { lock (_lock) return [.. _open]; }
    }

    public bool IsDown(MessageChannel channel)
    {
        lock (_lock) return !_open.Contains(channel);
    }

    public void Down(MessageChannel channel)
    {
        lock (_lock) _open.Remove(channel);
    }

    public void Count(MessageState state)
    {
        lock (_lock) _counts = _counts.And(state);
    }
}
