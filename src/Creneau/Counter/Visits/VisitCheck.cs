using Creneau.Appointments;
using Creneau.Storage.Checks;

namespace Creneau.Counter.Visits;

/// <summary>I4: visits and their appointments tell the same; I7: none is kept too long.</summary>
internal sealed class VisitCheck : IInvariantCheck
{
    private static readonly TimeSpan ClosedLate = TimeSpan.FromHours(30);

    public string Invariant => "I4";

    public async Task RunAsync(Rows rows, DateTime nowUtc, CancellationToken ct)
    {
        // Past days are closed by two jobs, one after the other
        var since = DateOnly.FromDateTime(nowUtc - ClosedLate);
        var stands = string.Join(' ', Enum.GetValues<VisitStatus>().Select(
            status => FormattableString.Invariant($"WHEN {(short)status} THEN {(short)VisitSteps.StatusOf(status)}")));
        await rows.NoneAsync("visit that stands otherwise than its appointment", $$"""
            SELECT v.id FROM visit AS v JOIN appointment AS a ON a.id = v.appointment_id
            WHERE v.date >= {0} AND a.status <> CASE v.status {{stands}} END
            """, ct, since);
        await rows.NoneAsync("at the counter without a visit", $$"""
            SELECT a.id FROM appointment AS a LEFT JOIN visit AS v ON v.appointment_id = a.id
            WHERE a.date >= {0} AND v.id IS NULL AND a.status IN ({{(short)AppointmentStatus.Arrived}},
                {{(short)AppointmentStatus.InProgress}}, {{(short)AppointmentStatus.Paused}})
            """, ct, since);
        await rows.NoneAsync("visit of another place or day than its appointment", """
            SELECT v.id FROM visit AS v JOIN appointment AS a ON a.id = v.appointment_id
            WHERE v.site_id <> a.site_id OR v.date <> a.date OR v.planning_id <> a.planning_id
            """, ct);
        await rows.NoneAsync(
            "visit at a desk that is not in progress",
            $"SELECT id FROM visit WHERE (at_desk_id IS NOT NULL) <> (status = {(short)VisitStatus.InProgress})",
            ct);
        await rows.NoneAsync(
            "visit kept too long", "SELECT id FROM visit WHERE delete_after_utc < {0}", ct, Jobs.Purge.MissedBeforeUtc(nowUtc));
        await rows.CountAsync("visits", "visit", ct);
    }
}
