using System.Linq.Expressions;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Scheduling;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Reminders;

/// <summary>
/// Plans again what is not sent yet, once a planning's lead times or the hours of a town hall have changed: due by the new rule, or
/// now where that has passed. A reminder stays one, whatever its lead time becomes: who had one gets no second for it.
/// </summary>
public sealed class ReplanReminders(AvailabilityIndex availability)
{
    private const int Batch = 500;

    /// <summary>After the hours in which a town hall sends were changed, in the same transaction.</summary>
    public Task OfTownHallAsync(Transaction transaction, int townHallId, CancellationToken ct) =>
        OfAsync(transaction, townHallId, appointment => appointment.TownHallId == townHallId, ct);

    /// <summary>After the lead times of a planning were changed, in the same transaction.</summary>
    public Task OfPlanningAsync(Transaction transaction, int townHallId, int planningId, CancellationToken ct) =>
        OfAsync(transaction, townHallId, appointment => appointment.PlanningId == planningId, ct);

    /// <summary>Of some appointments; those that are not confirmed are left alone.</summary>
    internal async Task OfAsync(Transaction transaction, Guid[] ids, CancellationToken ct)
    {
        var db = transaction.Db;
        // Whoever writes one of them holds its row, for as long as that takes
        await db.ReadAsync(
            $"SELECT id FROM reminder WHERE appointment_id IN ({ids}) ORDER BY id{transaction.Storage.ForUpdate}",
            row => row.GetInt64(0),
            ct);
        var appointments = await db.Appointments.AsNoTracking()
            .Where(appointment => ids.Contains(appointment.Id) && appointment.Status == AppointmentStatus.Confirmed)
            .ToListAsync(ct);
        var reminders = (await db.Reminders.Where(reminder => ids.Contains(reminder.AppointmentId)).ToListAsync(ct))
            .ToLookup(reminder => reminder.AppointmentId);
        var rules = await ReminderRules.OfAsync(db, [.. appointments.Select(one => one.PlanningId).Distinct()], ct);
        foreach (var appointment in appointments)
        {
            Arrange(transaction, appointment, [.. reminders[appointment.Id]], rules[appointment.PlanningId]);
        }

        await db.SaveChangesAsync(ct);
        foreach (var entry in db.ChangeTracker.Entries<Reminder>().ToList())
        {
            entry.State = EntityState.Detached;
        }
    }

    private async Task OfAsync(
        Transaction transaction, int townHallId, Expression<Func<Appointment, bool>> which, CancellationToken ct)
    {
        // The changed rules are read from the database
        await transaction.Db.SaveChangesAsync(ct);
        var today = availability.Places.DateAt(townHallId, transaction.NowUtc);
        var ids = await transaction.Db.Appointments.Where(which)
            .Where(appointment => appointment.Date >= today && appointment.Status == AppointmentStatus.Confirmed)
            .OrderBy(appointment => appointment.Id).Select(appointment => appointment.Id).ToArrayAsync(ct);
        foreach (var batch in ids.Chunk(Batch))
        {
            await OfAsync(transaction, batch, ct);
        }
    }

    private void Arrange(Transaction transaction, Appointment appointment, IReadOnlyList<Reminder> reminders, ReminderRules rules)
    {
        var places = availability.Places;
        var (startUtc, zone) = (places.StartUtc(appointment.Slot), places.ZoneOf(places.TownHalls[appointment.TownHallId]));
        if (startUtc <= transaction.NowUtc)
        {
            return;
        }

        var leads = rules.Leads.Minutes();
        var others = reminders.Where(one => !leads.Contains(one.LeadMinutes)).OrderByDescending(one => one.LeadMinutes).ToList();
        var free = new Queue<Reminder>(others.Where(one => one.State is ReminderState.Planned or ReminderState.Written));
        foreach (var lead in leads)
        {
            var dueUtc = ReminderTimes.DueUtc(new SlotStart(appointment.Date, appointment.StartMinute), lead, rules.Hours, zone);
            if (reminders.FirstOrDefault(one => one.LeadMinutes == lead) is { } same)
            {
                same.PlanAgain(lead, dueUtc, transaction.NowUtc);
            }
            else if (free.TryDequeue(out var other))
            {
                other.PlanAgain(lead, dueUtc, transaction.NowUtc);
            }
            else
            {
                transaction.Db.Add(new Reminder(appointment.Id, lead, startUtc, dueUtc, transaction.NowUtc));
            }
        }

        transaction.Db.RemoveRange(
            others.Where(one => !leads.Contains(one.LeadMinutes) && one.State is not ReminderState.Written));
    }
}
