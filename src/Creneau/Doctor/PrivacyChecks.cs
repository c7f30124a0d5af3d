using Creneau.Booking;
using Creneau.Jobs;
using Creneau.Notifications;
using Creneau.Storage;

namespace Creneau.Doctor;

/// <summary>I6: no code works twice, no secret lies in the clear. I7: everything has a deletion date, and none is past it.</summary>
internal static class PrivacyChecks
{
    // Trimmed of hexadecimal digits nothing may be left: what else is in a hash is no hash
    private const string NoHash = "(length({0}) <> 64 OR length(rtrim({0}, '0123456789abcdef')) > 0)";

    public static async Task<CheckResult> SecretsAsync(CreneauDb db, DateTime nowUtc, CancellationToken ct)
    {
        var rows = new Rows(db);
        var usable = string.Concat(
            "c.used_utc IS NULL AND c.revoked_utc IS NULL AND c.expires_utc > {0} AND c.tries < ",
            OneTimeCode.MaxTries.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await rows.NoneAsync(
            "two codes that work for",
            $"SELECT c.appointment_id AS id FROM one_time_code AS c WHERE {usable} GROUP BY c.appointment_id HAVING count(*) > 1",
            ct,
            nowUtc);
        await rows.NoneAsync("a code that still works for confirmed", $"""
            SELECT a.id FROM one_time_code AS c JOIN appointment AS a ON a.id = c.appointment_id
            WHERE a.status IN {Rows.Claiming} AND {usable}
            """, ct, nowUtc);
        await rows.NoneAsync("code that is no hash", $"SELECT id FROM one_time_code WHERE {Not("code_hash")}", ct);
        await rows.NoneAsync("claim that is no hash in", $"SELECT appointment_id AS id FROM person_claim WHERE {Not("key_hash")}", ct);
        await rows.NoneAsync(
            "session that is no hash in", $"SELECT id FROM appointment WHERE session_hash IS NOT NULL AND {Not("session_hash")}", ct);
        await rows.NoneAsync("pre-request number that is no hash", "SELECT id FROM pre_request WHERE length(key_hash) <> 32", ct);
        await rows.NoneAsync(
            "secret kept in message",
            $"SELECT id FROM outbox_message WHERE secret IS NOT NULL AND state <> {(short)MessageState.Waiting}",
            ct);
        await rows.NoneAsync(
            "message in the clear, outside a demo,",
            "SELECT id FROM demo_message WHERE NOT EXISTS (SELECT 1 FROM platform_setting WHERE name = {0})",
            ct,
            PlatformSetting.Demo);
        return CheckResult.Of(
            "I6",
            rows.Violations,
            (await rows.CountAsync("one_time_code", ct), "codes"),
            (await rows.CountAsync("person_claim", ct), "claims"),
            (await rows.CountAsync("outbox_message", ct), "messages"));
    }

    public static async Task<CheckResult> DeletionAsync(CreneauDb db, DateTime nowUtc, CancellationToken ct)
    {
        var rows = new Rows(db);
        var lateUtc = nowUtc - Purge.Between - Purge.Between;
        await rows.NoneAsync("appointment without a deletion date", "SELECT id FROM appointment WHERE delete_after_utc < created_utc", ct);
        await rows.NoneAsync("message without a deletion date", "SELECT id FROM outbox_message WHERE delete_after_utc < created_utc", ct);
        await rows.NoneAsync("appointment kept too long", "SELECT id FROM appointment WHERE delete_after_utc < {0}", ct, lateUtc);
        await rows.NoneAsync("message kept too long", "SELECT id FROM outbox_message WHERE delete_after_utc < {0}", ct, lateUtc);
        await rows.NoneAsync("limit kept too long, from", "SELECT occasion AS id FROM limit_use WHERE delete_after_utc < {0}", ct, lateUtc);
        await rows.NoneAsync(
            "draft kept too long, until", "SELECT delete_after_utc AS id FROM draft WHERE delete_after_utc < {0}", ct, lateUtc);
        await rows.NoneAsync(
            "answer kept too long, from",
            "SELECT created_utc AS id FROM idempotency WHERE created_utc < {0}",
            ct,
            lateUtc - IdempotencyRecord.Kept);
        await rows.NoneAsync("audit kept too long", "SELECT id FROM audit WHERE delete_after_utc < {0}", ct, lateUtc);
        return CheckResult.Of(
            "I7",
            rows.Violations,
            (await rows.CountAsync("appointment", ct), "appointments"),
            (await rows.CountAsync("outbox_message", ct), "messages"),
            (await rows.CountAsync("limit_use", ct), "limits"));
    }

    private static string Not(string column) => NoHash.Replace("{0}", column, StringComparison.Ordinal);
}
