using System.Globalization;
using Creneau.Acting;
using Creneau.Agents;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Notifications;
using Creneau.Reminders;
using Creneau.Storage.Demonstration;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Demo;

/// <summary>
/// Reminders of the days before, at town halls that have agents: sent, and answered by some. Those of the last hours are still to be
/// written, which a server does when it starts.
/// </summary>
internal static class DemoReminders
{
    private static readonly TimeSpan StillToWrite = TimeSpan.FromHours(1);

    public static async Task AddAsync(DemoRun run, CancellationToken ct)
    {
        var staffed = await run.Db.AgentMemberships.Where(row => row.TownHallId != null).Select(row => row.TownHallId!.Value).Distinct()
            .ToListAsync(ct);
        var due = await (
            from reminder in run.Db.Reminders
            join appointment in run.Db.Appointments.Include(row => row.Applicants) on reminder.AppointmentId equals appointment.Id
            where staffed.Contains(appointment.TownHallId) && appointment.Status == AppointmentStatus.Confirmed
                && reminder.DueUtc <= run.NowUtc && reminder.StartUtc > run.NowUtc && appointment.CreatedUtc < reminder.DueUtc
            orderby reminder.DueUtc, reminder.Id
            select new { Reminder = reminder, Appointment = appointment }).ToListAsync(ct);
        var places = await AvailabilityLoader.ReadPlacesAsync(run.Db, ct);
        foreach (var (reminder, appointment) in due.Select(row => (row.Reminder, row.Appointment)))
        {
            var isToWrite = reminder.DueUtc > run.NowUtc - StillToWrite;
            reminder.Settle(isToWrite ? ReminderState.Planned : ReminderState.Written);
            if (!isToWrite)
            {
                Send(run, reminder, appointment, places);
                Answer(run, reminder, appointment);
            }
        }

        // Whoever filled this context before has turned the comparison off
        run.Db.ChangeTracker.DetectChanges();
    }

    private static void Send(DemoRun run, Reminder reminder, Appointment appointment, PlaceDirectory places)
    {
        var occasion = string.Create(CultureInfo.InvariantCulture, $"lead-{reminder.LeadMinutes}-{reminder.StartUtc:yyyyMMddHHmm}");
        var timing = new MessageTiming(reminder.DueUtc, reminder.StartUtc - ReminderTimes.Useful);
        var facts = AppointmentMessages.Facts(appointment, places, 1);
        foreach (var message in AppointmentMessages.Of(appointment, MessagePurpose.Reminder, occasion, facts, timing))
        {
            message.Sent(reminder.DueUtc);
            run.Db.Add(message);
        }
    }

    private static void Answer(DemoRun run, Reminder reminder, Appointment appointment)
    {
        var answeredUtc = reminder.DueUtc.AddMinutes(run.Random.Next(2, 20 * 60));
        if (answeredUtc < run.NowUtc && run.Random.Next(2) == 0 && appointment.SayComing(answeredUtc))
        {
            run.Db.AddRange(appointment.TakeNewEvents(Actor.Citizen("", "", appointment.Language)));
        }
    }
}
