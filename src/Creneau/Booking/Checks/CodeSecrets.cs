using System.Globalization;
using Creneau.Appointments;
using Creneau.Storage.Checks;

namespace Creneau.Booking.Checks;

/// <summary>I6: no code works twice or after the appointment was confirmed, and none lies in the clear.</summary>
internal sealed class CodeSecrets : IInvariantCheck
{
    public string Invariant => "I6";

    public async Task RunAsync(Rows rows, DateTime nowUtc, CancellationToken ct)
    {
        var usable = string.Concat(
            "c.used_utc IS NULL AND c.revoked_utc IS NULL AND c.expires_utc > {0} AND c.tries < ",
            OneTimeCode.MaxTries.ToString(CultureInfo.InvariantCulture));
        await rows.NoneAsync(
            "two codes that work for",
            $"SELECT c.appointment_id AS id FROM one_time_code AS c WHERE {usable} GROUP BY c.appointment_id HAVING count(*) > 1",
            ct,
            nowUtc);
        await rows.NoneAsync("a code that still works for confirmed", $"""
            SELECT a.id FROM one_time_code AS c JOIN appointment AS a ON a.id = c.appointment_id
            WHERE a.status IN {AppointmentStatuses.ClaimingNumbers} AND {usable}
            """, ct, nowUtc);
        await rows.NoneAsync("code that is no hash", $"SELECT id FROM one_time_code WHERE {Rows.NoHash("code_hash")}", ct);
        await rows.CountAsync("codes", "one_time_code", ct);
    }
}
