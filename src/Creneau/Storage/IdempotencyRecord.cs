namespace Creneau.Storage;

/// <summary>The answer that one form of one browser got, kept a day: the same form again gets the same answer.</summary>
public sealed class IdempotencyRecord
{
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    private IdempotencyRecord()
    {
    }

    public string KeyHash { get; private set; } = "";
    public string Action { get; private set; } = "";
    public string ContentHash { get; private set; } = "";
    public string? Outcome { get; private set; }
    public DateTime CreatedUtc { get; private set; }
}
