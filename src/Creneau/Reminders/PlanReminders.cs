using System.Globalization;
using System.Runtime.CompilerServices;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Notifications;
using Creneau.Scheduling;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Reminders;

/// <summary>
/// Before appointments are saved: plans the reminders of those that are confirmed, moved or restored, and withdraws those of
/// appointments that are no longer to come. What happened is told by the events, so that no use case can forget it.
/// </summary>
internal sealed class PlanReminders(AvailabilityIndex availability)
{
    private const string Moved = "The appointment was moved meanwhile.";

    /// <summary>Runs after events were added. What it writes is written last.</summary>
    public async Task RunAsync(Transaction transaction, CancellationToken ct)
    {
        var tracked = transaction.Db.ChangeTracker;
        var last = tracked.Entries<AppointmentEvent>().Where(entry => entry.State == EntityState.Added).Select(entry => entry.Entity)
            .Where(happened => IsToPlan(happened) || IsToWithdraw(happened))
            .GroupBy(happened => happened.AppointmentId)
            .ToDictionary(happened => happened.Key, happened => happened.Last());
        if (last.Count == 0)
        {
            return;
        }

        var appointments = tracked.Entries<Appointment>().Select(entry => entry.Entity).Where(one => last.ContainsKey(one.Id)).ToList();
        await PlanAsync(transaction, [.. appointments.Where(one => IsToPlan(last[one.Id]))], last, ct);
        foreach (var ended in appointments.Where(one => IsToWithdraw(last[one.Id])))
        {
            transaction.RunLast(() => Withdrawal(ended.Id));
            if (ended.Status == AppointmentStatus.Cancelled)
            {
                transaction.RunLast(() => Outbox.WithdrawingReminders(ended.Id, Outbox.Cancelled));
            }
        }
    }

    private async Task PlanAsync(
        Transaction transaction, IReadOnlyList<Appointment> appointments, Dictionary<Guid, AppointmentEvent> last, CancellationToken ct)
    {
        if (appointments.Count == 0)
        {
            return;
        }

        var rules = await ReminderRules.OfAsync(transaction.Db, [.. appointments.Select(one => one.PlanningId).Distinct()], ct);
        foreach (var appointment in appointments)
        {
            var own = rules[appointment.PlanningId];
            if (last[appointment.Id].FromStatus is not (null or AppointmentStatus.Held))
            {
                transaction.RunLast(() => Removal(appointment.Id, [.. own.Leads.Minutes()]));
                transaction.RunLast(() => Outbox.WithdrawingReminders(appointment.Id, Moved));
            }

            transaction.RunLast(() => Planning(appointment, own, transaction.NowUtc));
        }
    }

    private static bool IsToPlan(AppointmentEvent happened) =>
        happened.ToStatus == AppointmentStatus.Confirmed
            && (happened.FromStatus != AppointmentStatus.Confirmed || happened.Kind == AppointmentEventKind.Moved);

    private static bool IsToWithdraw(AppointmentEvent happened) =>
        happened.FromStatus == AppointmentStatus.Confirmed && happened.ToStatus != AppointmentStatus.Confirmed;

    /// <summary>One row for each lead time; one that was written for the same start stays written.</summary>
    private FormattableString? Planning(Appointment appointment, ReminderRules rules, DateTime nowUtc)
    {
        var places = availability.Places;
        var zone = places.ZoneOf(places.TownHalls[appointment.TownHallId]);
        var startUtc = places.StartUtc(appointment.Slot);
        FormattableString[] rows =
        [
            .. rules.Leads.Minutes().Select(lead =>
            {
                var dueUtc = ReminderTimes.DueUtc(new SlotStart(appointment.Date, appointment.StartMinute), lead, rules.Hours, zone);
                return (FormattableString)
                    $"({appointment.Id}, {lead}, {startUtc}, {dueUtc}, {(short)Reminder.StateAt(dueUtc, nowUtc)})";
            }),
        ];
        if (rows.Length == 0)
        {
            return null;
        }

        return $"""
            INSERT INTO reminder (appointment_id, lead_minutes, start_utc, due_utc, state) VALUES {List(rows)}
            ON CONFLICT (appointment_id, lead_minutes) DO UPDATE SET
                state = CASE WHEN reminder.state = {(short)ReminderState.Written} AND reminder.start_utc = excluded.start_utc
                    THEN reminder.state ELSE excluded.state END,
                start_utc = excluded.start_utc,
                due_utc = excluded.due_utc
            """;
    }

    private static FormattableString Withdrawal(Guid id) => $"""
        UPDATE reminder SET state = {(short)ReminderState.Withdrawn}
        WHERE appointment_id = {id} AND state = {(short)ReminderState.Planned}
        """;

    /// <summary>What was planned by another rule goes.</summary>
    private static FormattableString Removal(Guid id, int[] leads)
    {
        FormattableString all = $"DELETE FROM reminder WHERE appointment_id = {id}";
        return leads.Length == 0 ? all : $"{all} AND lead_minutes NOT IN ({leads})";
    }

    private static FormattableString List(FormattableString[] rows) => FormattableStringFactory.Create(
        string.Join(", ", Enumerable.Range(0, rows.Length).Select(index => string.Create(CultureInfo.InvariantCulture, $"{{{index}}}"))),
        [.. rows]);
}
