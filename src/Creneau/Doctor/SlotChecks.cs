using Creneau.Storage;

namespace Creneau.Doctor;

/// <summary>I1: nothing overlaps, what occupies has its occupancy, nothing else has. I2: grid, day, the party and what it comes for.</summary>
internal static class SlotChecks
{
    public static async Task<CheckResult> OccupanciesAsync(CreneauDb db, CancellationToken ct)
    {
        var rows = new Rows(db);
        await rows.NoneAsync("overlapping occupancies", """
            SELECT id FROM (
                SELECT id, start_minute, max(end_minute) OVER (
                    PARTITION BY desk_id, date ORDER BY start_minute, id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS taken_until
                FROM occupancy) AS in_order
            WHERE start_minute < taken_until
            """, ct);
        await rows.NoneAsync("active without occupancy", $"""
            SELECT a.id FROM appointment AS a
            WHERE a.status IN {Rows.Occupying} AND NOT EXISTS (SELECT 1 FROM occupancy AS o WHERE o.appointment_id = a.id)
            """, ct);
        await rows.NoneAsync("occupancy of no active appointment", $"""
            SELECT o.id FROM occupancy AS o LEFT JOIN appointment AS a ON a.id = o.appointment_id
            WHERE a.id IS NULL OR a.status NOT IN {Rows.Occupying}
            """, ct);
        await rows.NoneAsync("occupancy elsewhere than its appointment", """
            SELECT o.id FROM occupancy AS o JOIN appointment AS a ON a.id = o.appointment_id
            WHERE o.desk_id <> a.desk_id OR o.date <> a.date OR o.start_minute <> a.start_minute OR o.end_minute <> a.end_minute
            """, ct);
        return CheckResult.Of("I1", rows.Violations, (await rows.CountAsync("desk", ct), "desks"), (await rows.CountAsync("occupancy", ct), "occupancies"));
    }

    public static async Task<CheckResult> PartiesAsync(CreneauDb db, StorageProvider storage, CancellationToken ct)
    {
        var kinds = storage is SqliteStorage ? "json_array_length(a.kinds)" : "cardinality(a.kinds)";
        var rows = new Rows(db);
        await rows.NoneAsync("off the grid or the day", $"""
            SELECT a.id FROM appointment AS a WHERE a.status IN {Rows.Occupying}
                AND (a.start_minute % 5 <> 0 OR a.end_minute % 5 <> 0 OR a.start_minute < 0 OR a.end_minute > 1440 OR a.start_minute >= a.end_minute)
            """, ct);
        await rows.NoneAsync("party of a wrong size", $"""
            SELECT a.id FROM appointment AS a WHERE a.status IN {Rows.Occupying} AND (a.people NOT BETWEEN 1 AND 6 OR {kinds} <> a.people)
            """, ct);

        // An agent's booking may leave people « à compléter »
        await rows.NoneAsync("other number of applicants", $"""
            SELECT a.id FROM appointment AS a
            LEFT JOIN (SELECT appointment_id, count(*) AS number FROM applicant GROUP BY appointment_id) AS p ON p.appointment_id = a.id
            WHERE a.status IN {Rows.Claiming} AND (coalesce(p.number, 0) > a.people OR (coalesce(p.number, 0) < a.people AND a.channel NOT IN (1, 2)))
            """, ct);
        await rows.NoneAsync("applicants without their number in the party", $"""
            SELECT a.id FROM appointment AS a JOIN applicant AS p ON p.appointment_id = a.id
            WHERE a.status IN {Rows.Claiming} AND (p.ordinal < 0 OR p.ordinal >= a.people)
            """, ct);
        await rows.NoneAsync("people who come for a service of another planning", $"""
            SELECT a.id FROM appointment AS a JOIN applicant AS p ON p.appointment_id = a.id JOIN service AS s ON s.id = p.service_id
            WHERE a.status IN {Rows.Claiming} AND s.planning_id <> a.planning_id
            """, ct);
        return CheckResult.Of("I2", rows.Violations, (await rows.CountAsync($"appointment WHERE status IN {Rows.Occupying}", ct), "active appointments"));
    }
}
