using Creneau.Catalogue;
using Creneau.Notifications;
using Creneau.Notifications.Rules;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Reminders;

/// <summary>How long before a planning reminds, and in which hours its town hall sends.</summary>
internal sealed record ReminderRules(ReminderLeads Leads, SendingHours Hours)
{
    /// <returns>By planning, as they stand in the database: a node's memory may be behind.</returns>
    public static async Task<Dictionary<int, ReminderRules>> OfAsync(CreneauDb db, int[] planningIds, CancellationToken ct)
    {
        var rows = await (
            from planning in db.Plannings.AsNoTracking()
            where planningIds.Contains(planning.Id)
            join sending in db.SendingRules on planning.TownHallId equals sending.TownHallId into own
            from sending in own.DefaultIfEmpty()
            select new
            {
                planning.Id,
                planning.Reminders,
                From = (int?)sending.FromMinute,
                To = (int?)sending.ToMinute,
            }).ToListAsync(ct);
        return rows.ToDictionary(
            row => row.Id,
            row => new ReminderRules(
                row.Reminders, row is { From: { } from, To: { } to } ? new SendingHours(from, to) : SendingHours.Usual));
    }
}
