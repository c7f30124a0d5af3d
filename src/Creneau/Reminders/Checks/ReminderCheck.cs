using Creneau.Appointments;
using Creneau.Notifications;
using Creneau.Storage.Checks;

namespace Creneau.Reminders.Checks;

/// <summary>
/// I5: every confirmed appointment to come has exactly one reminder for each lead time of its planning, none of another is planned,
/// and each that was written has its message.
/// </summary>
internal sealed class ReminderCheck : IInvariantCheck
{
    public string Invariant => "I5";

    public async Task RunAsync(Rows rows, DateTime nowUtc, CancellationToken ct)
    {
        await rows.NoneAsync(
            "reminders other than those of the planning, of", ReminderGaps.Sql, ct, DateOnly.FromDateTime(nowUtc).AddDays(1));
        await rows.NoneAsync("reminder planned of what is not confirmed,", $"""
            SELECT a.id FROM reminder AS r JOIN appointment AS a ON a.id = r.appointment_id
            WHERE r.state = {(short)ReminderState.Planned} AND a.status <> {(short)AppointmentStatus.Confirmed}
            """, ct);
        await rows.NoneAsync("reminder written without a message, of", $$"""
            SELECT r.appointment_id AS id FROM reminder AS r
            WHERE r.state = {{(short)ReminderState.Written}} AND r.start_utc > {0} AND NOT EXISTS (
                SELECT 1 FROM outbox_message AS m
                WHERE m.appointment_id = r.appointment_id AND m.purpose = {{(short)MessagePurpose.Reminder}})
            """, ct, nowUtc);
        await rows.CountAsync("reminders", "reminder", ct);
        await rows.CountAsync("reminders planned", $"reminder WHERE state = {(short)ReminderState.Planned}", ct);
    }
}
