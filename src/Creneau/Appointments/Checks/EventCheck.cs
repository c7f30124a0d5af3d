using Creneau.Storage.Checks;

namespace Creneau.Appointments.Checks;

/// <summary>I4: the events tell the same as the rows.</summary>
internal sealed class EventCheck : IInvariantCheck
{
    private static readonly TimeSpan CancellationsLate = TimeSpan.FromMinutes(5);

    public string Invariant => "I4";

    public async Task RunAsync(Rows rows, DateTime nowUtc, CancellationToken ct)
    {
        await rows.NoneAsync("status other than the last event's", """
            SELECT a.id FROM appointment AS a
            LEFT JOIN (SELECT appointment_id, max(id) AS id FROM appointment_event GROUP BY appointment_id) AS last
                ON last.appointment_id = a.id
            LEFT JOIN appointment_event AS e ON e.id = last.id
            WHERE e.id IS NULL OR e.to_status <> a.status
            """, ct);
        await rows.NoneAsync(
            "held without an end",
            $"SELECT a.id FROM appointment AS a WHERE a.status = {(short)AppointmentStatus.Held} AND a.held_until_utc IS NULL",
            ct);
        await rows.NoneAsync(
            "cancellation that was asked for and not carried out of",
            "SELECT id FROM appointment WHERE cancel_at_utc < {0}",
            ct,
            nowUtc - CancellationsLate);
        await rows.NoneAsync(
            "cancellation asked for of what is not confirmed,",
            $"SELECT id FROM appointment WHERE cancel_at_utc IS NOT NULL AND status <> {(short)AppointmentStatus.Confirmed}",
            ct);
        await rows.CountAsync("appointments", "appointment", ct);
        await rows.CountAsync("events", "appointment_event", ct);
    }
}
