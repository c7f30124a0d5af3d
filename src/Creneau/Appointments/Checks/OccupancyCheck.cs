using Creneau.Storage.Checks;

namespace Creneau.Appointments.Checks;

/// <summary>I1: nothing overlaps, what occupies has its occupancies, nothing else has any.</summary>
internal sealed class OccupancyCheck : IInvariantCheck
{
    public string Invariant => "I1";

    public async Task RunAsync(Rows rows, DateTime nowUtc, CancellationToken ct)
    {
        var (active, kept) = (AppointmentStatuses.ActiveNumbers, AppointmentStatuses.KeptUntilCloseNumbers);
        await rows.NoneAsync("overlapping occupancies", """
            SELECT id FROM (
                SELECT id, start_minute, max(end_minute) OVER (
                    PARTITION BY desk_id, date ORDER BY start_minute, id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS taken_until
                FROM occupancy) AS in_order
            WHERE start_minute < taken_until
            """, ct);
        await rows.NoneAsync("active without occupancy", $"""
            SELECT a.id FROM appointment AS a
            WHERE a.status IN {active} AND NOT EXISTS (SELECT 1 FROM occupancy AS o WHERE o.appointment_id = a.id)
            """, ct);
        await rows.NoneAsync("occupancy of no active appointment", $"""
            SELECT o.id FROM occupancy AS o LEFT JOIN appointment AS a ON a.id = o.appointment_id
            WHERE a.id IS NULL OR (a.status NOT IN {active} AND a.status NOT IN {kept})
            """, ct);
        await rows.NoneAsync("arrived or absent today without occupancy", $$"""
            SELECT a.id FROM appointment AS a
            WHERE a.status IN {{kept}} AND a.date >= {0} AND NOT EXISTS (SELECT 1 FROM occupancy AS o WHERE o.appointment_id = a.id)
            """, ct, DateOnly.FromDateTime(nowUtc));
        await rows.NoneAsync("over, and still occupying days after", $$"""
            SELECT o.id FROM occupancy AS o JOIN appointment AS a ON a.id = o.appointment_id
            WHERE a.status IN {{kept}} AND o.date < {0}
            """, ct, DateOnly.FromDateTime(nowUtc.AddDays(-2)));
        await rows.NoneAsync("occupancy of another day than its appointment, or of a desk elsewhere", """
            SELECT o.id FROM occupancy AS o JOIN appointment AS a ON a.id = o.appointment_id JOIN desk AS d ON d.id = o.desk_id
            WHERE o.date <> a.date OR d.site_id <> a.site_id
            """, ct);
        await rows.NoneAsync("counted desk other than occupied", $"""
            SELECT a.id FROM appointment AS a WHERE a.status IN {active} AND NOT EXISTS (SELECT 1 FROM occupancy AS o
                WHERE o.appointment_id = a.id AND o.desk_id = a.desk_id
                    AND o.start_minute <= a.start_minute AND o.end_minute >= a.end_minute)
            """, ct);
        await rows.NoneAsync("two desks of one group", """
            SELECT o.appointment_id AS id FROM occupancy AS o JOIN appointment AS a ON a.id = o.appointment_id
            LEFT JOIN desk_planning AS u ON u.desk_id = o.desk_id AND u.planning_id = a.planning_id
            GROUP BY o.appointment_id HAVING count(*) <> count(DISTINCT u."group")
            """, ct);
        await rows.NoneAsync("no desk of a group that its services take", $"""
            SELECT DISTINCT a.id FROM appointment AS a JOIN applicant AS p ON p.appointment_id = a.id
            JOIN service AS s ON s.id = p.service_id
            JOIN (SELECT 0 AS bit UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3
                UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7) AS g ON (s.groups >> g.bit) & 1 = 1
            WHERE a.status IN {active} AND s.groups <> 1 AND NOT EXISTS (SELECT 1 FROM occupancy AS o
                JOIN desk_planning AS u ON u.desk_id = o.desk_id AND u.planning_id = a.planning_id
                WHERE o.appointment_id = a.id AND u."group" = g.bit)
            """, ct);
        await rows.NoneAsync("occupancy that says something else of the hold", """
            SELECT o.id FROM occupancy AS o JOIN appointment AS a ON a.id = o.appointment_id
            WHERE (a.status = 0 AND (o.held_until_utc IS NULL OR o.held_until_utc <> a.held_until_utc OR o.owner_hash <> a.session_hash))
                OR (a.status <> 0 AND (o.held_until_utc IS NOT NULL OR o.owner_hash IS NOT NULL))
            """, ct);
        await rows.CountAsync("desks", "desk", ct);
        await rows.CountAsync("occupancies", "occupancy", ct);
    }
}
