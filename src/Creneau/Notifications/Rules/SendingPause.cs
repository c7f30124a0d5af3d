namespace Creneau.Notifications.Rules;

/// <summary>While its row exists, nothing leaves but codes. An administrator sets it and lifts it.</summary>
public sealed class SendingPause
{
    private const int Only = 1;

    private SendingPause()
    {
    }

    public SendingPause(DateTime sinceUtc) => SinceUtc = sinceUtc;

    public int Id { get; private set; } = Only;

    public DateTime SinceUtc { get; private set; }
}
