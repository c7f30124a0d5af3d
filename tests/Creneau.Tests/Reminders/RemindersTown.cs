using System.Globalization;
using Creneau.Acting;
using Creneau.Administration;
using Creneau.Administration.Plannings;
using Creneau.Catalogue;
using Creneau.Jobs;
using Creneau.Notifications;
using Creneau.Notifications.Rules;
using Creneau.Reminders;
using Creneau.Scheduling;
using Creneau.Storage;
using Creneau.TestKit;
using Creneau.Tests.Administration;
using Creneau.Tests.Booking;
using Creneau.Tests.Booking.ByAgents;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Reminders;

/// <summary>Passy and Megève remind 48 hours before, unless their managers say otherwise. It is Tuesday 24 November, 09:00.</summary>
public abstract class RemindersTown(DatabaseProvider provider) : AdministrationTown(provider)
{
    private protected static readonly DateOnly Friday = new(2026, 11, 27);

    private protected static readonly DateOnly NextThursday = new(2026, 12, 3);

    private protected static CancellationToken Now => CancellationToken.None;

    private protected Actor Nadia => TestTown.Agent(Passy);

    /// <summary>Days have passed: what is due is deleted, and the doctor finds nothing.</summary>
    private protected async Task ShouldStaySoundAsync()
    {
        await Town.Get<Purge>().RunAsync(Now);
        await ShouldBeSoundAsync();
    }

    /// <summary>Turns the clock to a moment in Paris, never back.</summary>
    private protected void ItIs(string local)
    {
        var (date, minute) = WallClock.Split(DateTime.Parse(local, CultureInfo.InvariantCulture));
        var paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");
        Town.TurnableClock.SetUtcNow(new DateTimeOffset(WallClock.ToUtc(date, minute, paris)));
    }

    /// <summary>Booked online, by e-mail.</summary>
    private protected Task<Guid> BookedAsync(DateOnly date, string clock, string name = "Dunand") =>
        Town.BookedAsync(Passy.At(date, clock), name, Person(name));

    /// <summary>Booked at the counter, with a phone number.</summary>
    private protected Task<Guid> BookedByPhoneAsync(DateOnly date, string clock, string name = "Dunand") =>
        Town.BookedForAsync(Nadia, Passy.At(date, clock), Person(name));

    /// <summary>« 48 h, 2026-12-01 09:00, Planned », by the wall clock in Paris; the longest lead time first.</summary>
    private protected async Task<string[]> RemindersAsync(Guid id)
    {
        var paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");
        var rows = await Town.ReadAsync(db => db.Reminders.Where(row => row.AppointmentId == id)
            .OrderByDescending(row => row.LeadMinutes).ToListAsync());
        return
        [
            .. rows.Select(row => string.Create(
                CultureInfo.InvariantCulture,
                $"{row.LeadMinutes / 60} h, {WallClock.ToLocal(row.DueUtc, paris):yyyy-MM-dd HH:mm}, {row.State}")),
        ];
    }

    private protected Task<ReminderCounts> WriteAsync(int node = 0) =>
        ((WriteReminders)Town.Nodes[node].Services.GetService(typeof(WriteReminders))!).RunAsync(Now);

    private protected Task<List<OutboxMessage>> MessagesAsync(Guid? id = null) => Town.ReadAsync(db => db.OutboxMessages.AsNoTracking()
        .Where(row => row.Purpose == MessagePurpose.Reminder && (id == null || row.AppointmentId == id))
        .OrderBy(row => row.CreatedUtc).ToListAsync());

    /// <summary>The manager of Passy changes the lead times.</summary>
    private protected async Task RemindAsync(params int[] hours)
    {
        var seen = SectionVersion.Of(PlanningReminders.From(await PlanningAsync()));
        var section = new PlanningReminders(new ReminderLeads(hours.Select(hour => hour * 60)));
        (await Town.Get<ChangePlanning>().RunAsync(Manager, Passy.PlanningId, seen, section, Now)).ShouldBeOfType<SaveResult.Saved>();
    }

    /// <summary>Passy sends in these hours from now on.</summary>
    private protected Task SendAsync(SendingHours hours) => Town.Get<Transactions>().RunAsync(Manager, "test", async transaction =>
    {
        var rules = new SendingRules(Passy.Id);
        rules.SetHours(hours);
        transaction.Db.Add(rules);
        await Town.Get<ReplanReminders>().OfTownHallAsync(transaction, Passy.Id, Now);
        return TransactionResult.Commit(true);
    }, Now);
}
