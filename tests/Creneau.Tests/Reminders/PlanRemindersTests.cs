using Creneau.Appointments;
using Creneau.Changes;
using Creneau.Changes.Cancelling;
using Creneau.Reminders;
using Creneau.TestKit;
using Creneau.Tests.Booking;
using Creneau.Tests.Booking.ByAgents;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Reminders;

public abstract class PlanRemindersTests(DatabaseProvider provider) : RemindersTown(provider)
{
    [Fact]
    public async Task What_is_confirmed_is_reminded_of_48_hours_before()
    {
        var online = await BookedAsync(NextThursday, "09:00");
        var counter = await BookedByPhoneAsync(NextThursday, "10:15", "Favre");

        (await RemindersAsync(online)).ShouldBe(["48 h, 2026-12-01 09:00, Planned"]);
        (await RemindersAsync(counter)).ShouldBe(["48 h, 2026-12-01 10:15, Planned"]);
        await ShouldStaySoundAsync();
    }

    [Fact]
    public async Task A_hold_is_reminded_of_by_nobody()
    {
        await Town.HeldAsync(Passy.At(NextThursday, "09:00"), TestTown.Citizen());

        (await Town.ReadAsync(db => db.Reminders.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Booked_within_the_lead_time_there_is_none()
    {
        var id = await BookedAsync(Wednesday, "11:00");

        (await RemindersAsync(id)).ShouldBe(["48 h, 2026-11-23 11:00, Unneeded"]);
        ItIs("2026-11-25 08:00");
        (await WriteAsync()).All.ShouldBe(0);
        await ShouldStaySoundAsync();
    }

    [Fact]
    public async Task Several_lead_times_have_a_reminder_each_and_none_has_none()
    {
        await RemindAsync(7 * 24, 48, 0);
        var three = await BookedAsync(NextThursday, "11:00");
        await RemindAsync();
        var none = await BookedAsync(NextThursday, "09:00", "Favre");

        (await RemindersAsync(none)).ShouldBeEmpty();
        (await RemindersAsync(three)).ShouldBeEmpty();
        await RemindAsync(7 * 24, 48, 0);
        (await RemindersAsync(none)).ShouldBe(
            ["168 h, 2026-11-26 09:00, Planned", "48 h, 2026-12-01 09:00, Planned", "0 h, 2026-12-02 19:45, Planned"]);
        await ShouldStaySoundAsync();
    }

    [Fact]
    public async Task A_move_plans_again_and_what_waits_about_the_old_date_is_not_sent()
    {
        var id = await BookedAsync(Friday, "09:30");
        ItIs("2026-11-25 09:30");
        (await WriteAsync()).Written.ShouldBe(1);

        (await MoveAsync(id, NextThursday, "10:00")).ShouldBeOfType<MoveResult.Moved>();

        (await RemindersAsync(id)).ShouldBe(["48 h, 2026-12-01 10:00, Planned"]);
        (await MessagesAsync(id)).ShouldHaveSingleItem().State.ShouldBe(Creneau.Notifications.MessageState.Useless);
        await ShouldStaySoundAsync();
    }

    [Fact]
    public async Task A_move_to_another_planning_follows_its_rule()
    {
        await RemindAsync(72);
        var id = await BookedAsync(NextThursday, "09:00");

        await Town.MoveAsync(id, TestTown.Citizen("Dunand"), new NewPlace(Megeve.SiteId, NextThursday, 600));

        (await RemindersAsync(id)).ShouldBe(["48 h, 2026-12-01 10:00, Planned"]);
        await ShouldStaySoundAsync();
    }

    [Fact]
    public async Task A_cancellation_withdraws_and_a_restoration_plans_again()
    {
        var id = await BookedAsync(NextThursday, "09:00");

        await Town.CancelAsync(id, TestTown.Citizen("Dunand"));
        (await RemindersAsync(id)).ShouldBe(["48 h, 2026-12-01 09:00, Withdrawn"]);
        await ShouldStaySoundAsync();

        await Town.Get<RestoreAppointment>().RunAsync(Nadia, await Town.OpenedByAsync(Nadia, id), silent: true, Now);
        (await RemindersAsync(id)).ShouldBe(["48 h, 2026-12-01 09:00, Planned"]);
        await ShouldStaySoundAsync();
    }

    [Fact]
    public async Task Restored_after_it_was_reminded_of_it_is_not_reminded_of_twice()
    {
        var id = await BookedAsync(NextThursday, "09:00");
        ItIs("2026-12-01 09:00");
        await WriteAsync();
        await Town.CancelAsync(id, TestTown.Citizen("Dunand"));
        await Town.Get<RestoreAppointment>().RunAsync(Nadia, await Town.OpenedByAsync(Nadia, id), silent: true, Now);

        (await WriteAsync()).All.ShouldBe(0);
        (await RemindersAsync(id)).ShouldBe(["48 h, 2026-12-01 09:00, Written"]);
    }

    [Fact]
    public async Task More_people_at_the_same_start_change_nothing_of_it()
    {
        var id = await BookedAsync(NextThursday, "09:00");

        await Town.ChangePartyAsync(id, TestTown.Citizen("Dunand"), [Person("Dunand", "Zoé")], []);

        (await RemindersAsync(id)).ShouldBe(["48 h, 2026-12-01 09:00, Planned"]);
        await ShouldStaySoundAsync();
    }

    [Fact]
    public async Task What_nobody_planned_is_mended_and_all_go_with_their_appointment()
    {
        var id = await BookedAsync(NextThursday, "09:00");
        await Town.ReadAsync(db => db.Reminders.ExecuteDeleteAsync());

        (await Town.Get<MendReminders>().RunAsync(Now)).ShouldBe(1);
        (await RemindersAsync(id)).ShouldBe(["48 h, 2026-12-01 09:00, Planned"]);
        (await Town.Get<MendReminders>().RunAsync(Now)).ShouldBe(0);

        await Town.CancelAsync(id, TestTown.Citizen("Dunand"));
        ItIs("2027-01-05 09:00");
        await ShouldStaySoundAsync();
        (await Town.ReadAsync(db => db.Appointments.CountAsync())).ShouldBe(0);
        (await Town.ReadAsync(db => db.Reminders.CountAsync())).ShouldBe(0);
    }

    private Task<MoveResult> MoveAsync(Guid id, DateOnly date, string clock) =>
        Town.MoveAsync(id, TestTown.Citizen("Dunand"), new NewPlace(Passy.SiteId, date, Passy.At(date, clock).StartMinute));
}

public sealed class PlanRemindersOnSqliteTests() : PlanRemindersTests(DatabaseProvider.Sqlite);

public sealed class PlanRemindersOnPostgresTests() : PlanRemindersTests(DatabaseProvider.Postgres);
