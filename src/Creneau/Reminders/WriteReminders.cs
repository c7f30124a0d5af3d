using System.Globalization;
using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Keys;
using Creneau.Notifications;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Reminders;

/// <summary>
/// Writes the messages of reminders that are due, from what their appointments are at that moment. Every node does so: it takes
/// reminders whose appointment nobody else has in hand, and leaves the others to the next round.
/// </summary>
public sealed class WriteReminders(
    Transactions transactions, AvailabilityIndex availability, ShortLinks links, ReminderMetrics metrics, ILogger<WriteReminders> log)
{
    private const int Batch = 100;

    /// <summary>Message and state of a reminder are written in one transaction: a node that dies has written both or none.</summary>
    /// <returns>What became of those that this node took.</returns>
    public async Task<ReminderCounts> RunAsync(CancellationToken ct)
    {
        var all = default(ReminderCounts);
        ReminderCounts batch;
        do
        {
            batch = await transactions.RunAsync(
                Actor.Platform, "write-reminders", async transaction => Commit(await WriteBatchAsync(transaction, ct)), ct);
            metrics.Count(batch);
            all += batch;
        }
        while (batch.All > 0);

        if (all.All > 0)
        {
            log.LogInformation("Reminders: {Counts}", all);
        }

        return all;
    }

    private async Task<ReminderCounts> WriteBatchAsync(Transaction transaction, CancellationToken ct)
    {
        var ids = await TakeAsync(transaction, ct);
        if (ids.Length == 0)
        {
            return default;
        }

        transaction.ReadClock();
        var (db, nowUtc) = (transaction.Db, transaction.NowUtc);
        var reminders = (await db.Reminders
                .Where(row => ids.Contains(row.AppointmentId) && row.State == ReminderState.Planned && row.DueUtc <= nowUtc)
                .ToListAsync(ct))
            .ToLookup(reminder => reminder.AppointmentId);
        var appointments = await db.Appointments.Where(row => ids.Contains(row.Id)).WithPeople().ToListAsync(ct);
        var rules = await ReminderRules.OfAsync(db, [.. appointments.Select(one => one.PlanningId).Distinct()], ct);
        var changes = await AppointmentMessages.ChangesAsync(db, ids, ct);
        var counts = default(ReminderCounts);
        foreach (var appointment in appointments)
        {
            // Of several that are due at once, the nearest to the start is written
            var due = reminders[appointment.Id].OrderBy(reminder => reminder.LeadMinutes).ToList();
            due.Skip(1).ToList().ForEach(reminder => reminder.Settle(ReminderState.Useless));
            counts += new ReminderCounts(0, due.Count - 1, 0);
            counts += Write(transaction, appointment, due[0], (rules[appointment.PlanningId], changes.GetValueOrDefault(appointment.Id)));
        }

        return counts;
    }

    /// <summary>
    /// Locks appointments with a reminder that is due, and the reminder: whoever changes the appointment waits, and sees what was
    /// written. Nobody is waited for. A cancellation that can still be undone is.
    /// </summary>
    private static async Task<Guid[]> TakeAsync(Transaction transaction, CancellationToken ct)
    {
        var taken = await transaction.Db.ReadAsync(
            $"""
            SELECT a.id FROM reminder AS r JOIN appointment AS a ON a.id = r.appointment_id
            WHERE r.state = {(short)ReminderState.Planned} AND r.due_utc <= {transaction.NowUtc} AND a.cancel_at_utc IS NULL
            ORDER BY r.due_utc, r.id LIMIT {Batch}{transaction.Storage.ForUpdateOrSkip}
            """,
            row => row.GetGuid(0),
            ct);
        return [.. taken.Distinct()];
    }

    private ReminderCounts Write(
        Transaction transaction, Appointment appointment, Reminder reminder, (ReminderRules Rules, int Changes) known)
    {
        var (places, nowUtc) = (availability.Places, transaction.NowUtc);
        var usefulUntilUtc = places.StartUtc(appointment.Slot) - ReminderTimes.Useful;
        var whenSentUtc = known.Rules.Hours.NotBeforeUtc(nowUtc, places.TownHalls[appointment.TownHallId].TimeZone);
        if (appointment.Status != AppointmentStatus.Confirmed || whenSentUtc > usefulUntilUtc || appointment.Contact is null)
        {
            reminder.Settle(ReminderState.Useless);
            return new ReminderCounts(0, 1, 0);
        }

        if (whenSentUtc > nowUtc)
        {
            reminder.Postpone(whenSentUtc);
            return new ReminderCounts(0, 0, 1);
        }

        reminder.Settle(ReminderState.Written);
        appointment.SetShortLink(links.HashFor(appointment.Id, appointment.TokenVersion));
        transaction.Db.AddRange(AppointmentMessages.Of(
            appointment,
            MessagePurpose.Reminder,
            string.Create(CultureInfo.InvariantCulture, $"lead-{reminder.LeadMinutes}-{reminder.StartUtc:yyyyMMddHHmm}"),
            AppointmentMessages.Facts(appointment, places, known.Changes),
            new MessageTiming(nowUtc, usefulUntilUtc)));
        return new ReminderCounts(1, 0, 0);
    }
}
