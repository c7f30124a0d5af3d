using Creneau.Storage;
using Creneau.Storage.Checks;

namespace Creneau.Notifications.Checks;

/// <summary>I6: the secret of a message goes when it is sent, and only a demonstration keeps messages in the clear.</summary>
internal sealed class MessageSecrets : IInvariantCheck
{
    public string Invariant => "I6";

    public async Task RunAsync(Rows rows, DateTime nowUtc, CancellationToken ct)
    {
        await rows.NoneAsync(
            "secret kept in message",
            $"SELECT id FROM outbox_message WHERE secret IS NOT NULL AND state <> {(short)MessageState.Waiting}",
            ct);
        await rows.NoneAsync(
            "message in the clear, outside a demo,",
            "SELECT id FROM demo_message WHERE NOT EXISTS (SELECT 1 FROM platform_setting WHERE name = {0})",
            ct,
            PlatformSetting.Demo);
        await rows.CountAsync("messages", "outbox_message", ct);
    }
}
