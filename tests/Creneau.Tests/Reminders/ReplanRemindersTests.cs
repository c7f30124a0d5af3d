using Creneau.Notifications.Rules;
using Creneau.Reminders;
using Creneau.TestKit;
using Creneau.Tests.Booking;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Reminders;

/// <summary>A rule changes while reminders are planned: what is not sent follows it, each once at most.</summary>
public abstract class ReplanRemindersTests(DatabaseProvider provider) : RemindersTown(provider)
{
    protected override async Task FoundMoreAsync()
    {
        await base.FoundMoreAsync();
        await Passy.OpensAsync("DR 1", "Mon-Fri 12:00-19:00");
    }

    [Fact]
    public async Task On_monday_48_hours_become_72_and_each_appointment_has_its_reminder_once()
    {
        var thursday = await BookedAsync(NextThursday, "12:00", "Thevenet");
        var evening = await BookedAsync(new DateOnly(2026, 12, 2), "18:00", "Vallet");
        var morning = await BookedAsync(new DateOnly(2026, 12, 2), "09:00", "Morel");
        ItIs("2026-11-30 09:00");
        (await WriteAsync()).Written.ShouldBe(1);
        ItIs("2026-11-30 10:00");

        await RemindAsync(72);

        (await RemindersAsync(thursday)).ShouldBe(["72 h, 2026-11-30 12:00, Planned"]);
        (await RemindersAsync(evening)).ShouldBe(["72 h, 2026-11-30 10:00, Planned"]);
        (await RemindersAsync(morning)).ShouldBe(["72 h, 2026-11-30 09:00, Written"]);
        (await WriteAsync()).Written.ShouldBe(1);
        ItIs("2026-11-30 12:00");
        (await WriteAsync()).Written.ShouldBe(1);
        ItIs("2026-12-02 08:00");
        (await WriteAsync()).All.ShouldBe(0);
        (await MessagesAsync()).Select(message => message.AppointmentId).ShouldBe([morning, evening, thursday]);
        await ShouldStaySoundAsync();
    }

    [Fact]
    public async Task Who_had_one_gets_no_second_when_the_lead_time_becomes_shorter()
    {
        var id = await BookedAsync(NextThursday, "12:00");
        ItIs("2026-12-01 12:00");
        (await WriteAsync()).Written.ShouldBe(1);

        await RemindAsync(24);

        ItIs("2026-12-03 09:00");
        (await WriteAsync()).All.ShouldBe(0);
        (await MessagesAsync(id)).Count.ShouldBe(1);
        await ShouldStaySoundAsync();
    }

    [Fact]
    public async Task A_second_lead_time_is_planned_where_it_lies_ahead_and_not_made_up_for()
    {
        var soon = await BookedAsync(new DateOnly(2026, 12, 1), "12:00", "Vallet");
        var later = await BookedAsync(new DateOnly(2026, 12, 10), "12:00", "Morel");
        ItIs("2026-11-27 10:00");

        await RemindAsync(168, 48);

        (await RemindersAsync(soon)).ShouldBe(["168 h, 2026-11-24 12:00, Unneeded", "48 h, 2026-11-29 12:00, Planned"]);
        (await RemindersAsync(later)).ShouldBe(["168 h, 2026-12-03 12:00, Planned", "48 h, 2026-12-08 12:00, Planned"]);
        await ShouldStaySoundAsync();
    }

    [Fact]
    public async Task Without_a_lead_time_nothing_is_planned_any_more_and_it_comes_back_with_it()
    {
        var id = await BookedAsync(NextThursday, "12:00");

        await RemindAsync();
        (await RemindersAsync(id)).ShouldBeEmpty();
        await ShouldStaySoundAsync();

        await RemindAsync(48);
        (await RemindersAsync(id)).ShouldBe(["48 h, 2026-12-01 12:00, Planned"]);
        await ShouldStaySoundAsync();
    }

    [Fact]
    public async Task Other_hours_of_the_town_hall_move_what_is_planned_there_and_nowhere_else()
    {
        var here = await BookedAsync(NextThursday, "18:45");
        var there = await Town.BookedAsync(Megeve.At(NextThursday, "09:00"), "paul", Person("Favre"));

        await SendAsync(new SendingHours(10 * 60, 18 * 60));

        (await RemindersAsync(here)).ShouldBe(["48 h, 2026-12-01 17:45, Planned"]);
        (await RemindersAsync(there)).ShouldBe(["48 h, 2026-12-01 09:00, Planned"]);
        (await RemindersAsync(await BookedAsync(NextThursday, "09:00", "Vallet"))).ShouldBe(["48 h, 2026-12-01 10:00, Planned"]);
        await ShouldStaySoundAsync();
    }

    [Fact]
    public async Task Very_many_follow_in_one_go()
    {
        await BookedAsync(NextThursday, "12:00");
        await Town.TakenOverAsync(Passy, NextThursday, 1_500);
        (await Town.Get<MendReminders>().RunAsync(Now)).ShouldBe(1_500);

        await RemindAsync(72);

        var due = await Town.ReadAsync(
            db => db.Reminders.Select(row => new { row.LeadMinutes, row.DueUtc, row.State }).Distinct().ToListAsync());
        due.ShouldHaveSingleItem().LeadMinutes.ShouldBe(72 * 60);
        (await Town.ReadAsync(db => db.Reminders.CountAsync())).ShouldBe(1_501);
    }
}

public sealed class ReplanRemindersOnSqliteTests() : ReplanRemindersTests(DatabaseProvider.Sqlite);

public sealed class ReplanRemindersOnPostgresTests() : ReplanRemindersTests(DatabaseProvider.Postgres);
