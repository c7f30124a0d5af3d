using Creneau.Storage.Checks;

namespace Creneau.Appointments.Checks;

/// <summary>I2: grid, day, the party and what it comes for.</summary>
internal sealed class PartyCheck : IInvariantCheck
{
    public string Invariant => "I2";

    public async Task RunAsync(Rows rows, DateTime nowUtc, CancellationToken ct)
    {
        var active = AppointmentStatuses.ActiveNumbers;
        await rows.NoneAsync("off the grid or the day", $"""
            SELECT a.id FROM appointment AS a WHERE a.status IN {active}
                AND (a.start_minute % 5 <> 0 OR a.end_minute % 5 <> 0
                    OR a.start_minute < 0 OR a.end_minute > 1440 OR a.start_minute >= a.end_minute)
            """, ct);
        await rows.NoneAsync("party of a wrong size", $"""
            SELECT a.id FROM appointment AS a
            LEFT JOIN (SELECT appointment_id, count(*) AS number FROM applicant GROUP BY appointment_id) AS p ON p.appointment_id = a.id
            WHERE a.status IN {active} AND coalesce(p.number, 0) NOT BETWEEN 1 AND 6
            """, ct);
        // An agent's booking may leave people « à compléter »
        await rows.NoneAsync("people without a name", $"""
            SELECT a.id FROM appointment AS a JOIN applicant AS p ON p.appointment_id = a.id
            WHERE a.status IN {AppointmentStatuses.ClaimingNumbers} AND p.birth_year IS NULL AND a.channel NOT IN (1, 2)
            """, ct);
        await rows.NoneAsync("applicants that are not numbered from the first on", $"""
            SELECT a.id FROM appointment AS a JOIN applicant AS p ON p.appointment_id = a.id
            WHERE a.status IN {active} GROUP BY a.id HAVING max(p.ordinal) + 1 <> count(*)
            """, ct);
        await rows.NoneAsync("people who come for a service of another planning", $"""
            SELECT a.id FROM appointment AS a JOIN applicant AS p ON p.appointment_id = a.id JOIN service AS s ON s.id = p.service_id
            WHERE a.status IN {active} AND s.planning_id <> a.planning_id
            """, ct);
        await rows.CountAsync("active appointments", $"appointment WHERE status IN {active}", ct);
    }
}
