using Creneau.Jobs;
using Creneau.Storage.Checks;

namespace Creneau.Notifications.Checks;

/// <summary>I7: every message has a deletion date, and none is past it.</summary>
internal sealed class MessageDeletion : IInvariantCheck
{
    public string Invariant => "I7";

    public async Task RunAsync(Rows rows, DateTime nowUtc, CancellationToken ct)
    {
        await rows.NoneAsync("message without a deletion date", "SELECT id FROM outbox_message WHERE delete_after_utc < created_utc", ct);
        await rows.NoneAsync(
            "message kept too long", "SELECT id FROM outbox_message WHERE delete_after_utc < {0}", ct, Purge.MissedBeforeUtc(nowUtc));
        await rows.CountAsync("messages", "outbox_message", ct);
    }
}
