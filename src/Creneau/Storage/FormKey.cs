using Creneau.Acting;
using Creneau.Keys;

namespace Creneau.Storage;

/// <summary>
/// One form of one session: the same form with the same content gets the same answer for a day, which also settles a
/// commit whose outcome is unknown.
/// </summary>
/// <param name="Action">Name of the operation, such as "hold"; the audit's too.</param>
public sealed record FormKey(string Action, string KeyHash, string ContentHash)
{
    /// <param name="action">Name of the operation.</param>
    /// <param name="actor">Without their session's secret nobody can replay another's form.</param>
    /// <param name="formId">A random id that was written into the form.</param>
    /// <param name="content">What was posted, in a fixed order.</param>
    public static FormKey Of(PlatformKeys keys, string action, Actor actor, string formId, params ReadOnlySpan<string> content) =>
        new(action, keys.Browsers.Of("form", action, actor.SessionHash, formId), keys.Browsers.Of(content));

    /// <returns>False when this form was answered before. Waits for a transaction that is answering it right now.</returns>
    internal async Task<bool> ClaimAsync(CreneauDb db, DateTime nowUtc, CancellationToken ct) =>
        await db.WriteAsync(
            $"""
            INSERT INTO idempotency (key_hash, action, content_hash, created_utc) VALUES ({KeyHash}, {Action}, {ContentHash}, {nowUtc})
            ON CONFLICT (key_hash) DO NOTHING
            """,
            ct) == 1;

    /// <summary>The statement that notes the answer.</summary>
    internal FormattableString StoreOutcome(string outcome) => $"UPDATE idempotency SET outcome = {outcome} WHERE key_hash = {KeyHash}";
}
