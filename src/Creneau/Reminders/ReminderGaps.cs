using Creneau.Appointments;

namespace Creneau.Reminders;

/// <summary>
/// Confirmed appointments whose reminders are not those of their planning: one is missing, or one is planned for another lead time.
/// </summary>
internal static class ReminderGaps
{
    /// <summary>Selects their ids; {0} is the first day that is looked at.</summary>
    public static readonly string Sql = $$"""
        SELECT a.id FROM appointment AS a JOIN planning AS p ON p.id = a.planning_id
        WHERE a.status = {{(short)AppointmentStatus.Confirmed}} AND a.date >= {0} AND (
            (SELECT count(*) FROM reminder AS r WHERE r.appointment_id = a.id
                AND (',' || p.reminders || ',') LIKE ('%,' || CAST(r.lead_minutes AS text) || ',%'))
            <> CASE p.reminders WHEN '' THEN 0 ELSE length(p.reminders) - length(replace(p.reminders, ',', '')) + 1 END
            OR EXISTS (SELECT 1 FROM reminder AS r WHERE r.appointment_id = a.id AND r.state = {{(short)ReminderState.Planned}}
                AND (',' || p.reminders || ',') NOT LIKE ('%,' || CAST(r.lead_minutes AS text) || ',%')))
        """;
}
