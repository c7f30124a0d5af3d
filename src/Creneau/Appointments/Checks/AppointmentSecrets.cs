using Creneau.Storage.Checks;

namespace Creneau.Appointments.Checks;

/// <summary>I6: sessions, short links and pre-request numbers lie in the database as hashes only.</summary>
internal sealed class AppointmentSecrets : IInvariantCheck
{
    public string Invariant => "I6";

    public async Task RunAsync(Rows rows, DateTime nowUtc, CancellationToken ct)
    {
        await rows.NoneAsync(
            "session that is no hash in",
            $"SELECT id FROM appointment WHERE session_hash IS NOT NULL AND {Rows.NoHash("session_hash")}",
            ct);
        await rows.NoneAsync(
            "short link that is no hash in",
            $"SELECT id FROM appointment WHERE short_link_hash IS NOT NULL AND {Rows.NoHash("short_link_hash")}",
            ct);
        await rows.NoneAsync("pre-request number that is no hash", "SELECT id FROM pre_request WHERE length(key_hash) <> 32", ct);
    }
}
