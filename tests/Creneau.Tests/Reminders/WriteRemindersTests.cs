using Creneau.Appointments;
using Creneau.Changes;
using Creneau.Changes.Cancelling;
using Creneau.Keys;
using Creneau.Notifications;
using Creneau.Reminders;
using Creneau.TestKit;
using Creneau.Tests.Booking;
using Creneau.Tests.Booking.ByAgents;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Reminders;

public abstract class WriteRemindersTests(DatabaseProvider provider) : RemindersTown(provider)
{
    [Fact]
    public async Task When_it_is_due_and_not_before_it_is_written_once()
    {
        var id = await BookedAsync(NextThursday, "09:00");

        ItIs("2026-12-01 08:59");
        (await WriteAsync()).All.ShouldBe(0);
        ItIs("2026-12-01 09:00");
        (await WriteAsync()).ShouldBe(new ReminderCounts(1, 0, 0));
        (await WriteAsync()).All.ShouldBe(0);

        var message = (await MessagesAsync(id)).ShouldHaveSingleItem();
        (message.Channel, message.Address, message.State).ShouldBe((MessageChannel.Email, "Dunand@exemple.fr", MessageState.Waiting));
        (await RemindersAsync(id)).ShouldBe(["48 h, 2026-12-01 09:00, Written"]);
        await ShouldStaySoundAsync();
    }

    [Fact]
    public async Task It_says_how_things_are_at_that_moment_and_goes_to_the_contact_of_then()
    {
        var id = await BookedAsync(NextThursday, "09:00");
        var other = new Contact(null, "+33612345678", "en");
        await Town.Get<ChangeContact>().RunAsync(Nadia, await Town.OpenedByAsync(Nadia, id), other, null, silent: true, Now);
        await Town.Get<MoveAppointment>().RunAsync(
            Nadia, await Town.OpenedByAsync(Nadia, id), new NewPlace(Passy.SiteId, NextThursday, 630), Form(Town), Now);
        ItIs("2026-12-01 10:30");

        await WriteAsync();

        var message = (await MessagesAsync(id)).ShouldHaveSingleItem();
        (message.Channel, message.Address, message.Language).ShouldBe((MessageChannel.Sms, "+33612345678", "en"));
        var facts = MessageFacts.From(message.Facts);
        (facts.StartMinute, facts.TokenVersion).ShouldBe((630, (await Town.AppointmentAsync(id)).TokenVersion));
    }

    [Fact]
    public async Task An_sms_carries_one_short_link_that_opens_the_appointment_and_fits_one_part()
    {
        var id = await BookedByPhoneAsync(NextThursday, "09:00");
        ItIs("2026-12-01 09:00");
        await WriteAsync();

        var written = Town.Get<MessageWriter>().Write((await MessagesAsync(id))[0]);

        written.Text.Length.ShouldBeLessThanOrEqualTo(160);
        written.Text.ShouldContain("carte d'identit");
        var link = Town.Get<ShortLinks>().For(id, (await Town.AppointmentAsync(id)).TokenVersion);
        written.Text.ShouldContain($"/s/{link}");
        (await Town.Get<FindAppointment>().ByShortLinkAsync(TestTown.Citizen(), link, Now)).ShouldBeOfType<LookUpResult.Found>()
            .Opened.Appointment.Id.ShouldBe(id);
    }

    [Fact]
    public async Task After_six_hours_of_sleep_what_is_of_use_is_written_and_the_rest_dropped_and_counted()
    {
        await RemindAsync(24);
        var tomorrow = await BookedAsync(NextThursday, "11:45", "Vallet");
        await RemindAsync(3);
        var today = await BookedAsync(new DateOnly(2026, 12, 2), "11:30", "Morel");
        await RemindAsync(24);
        await RemindAsync(3);
        (await RemindersAsync(today)).ShouldBe(["3 h, 2026-12-02 08:30, Planned"]);
        (await RemindersAsync(tomorrow)).ShouldBe(["3 h, 2026-12-03 08:45, Planned"]);

        ItIs("2026-12-02 14:30");
        (await WriteAsync()).ShouldBe(new ReminderCounts(0, 1, 0));
        ItIs("2026-12-03 10:45");
        (await WriteAsync()).ShouldBe(new ReminderCounts(1, 0, 0));

        (await RemindersAsync(today)).ShouldBe(["3 h, 2026-12-02 08:30, Useless"]);
        (await MessagesAsync()).ShouldHaveSingleItem().UselessAfterUtc.ShouldBe(new DateTime(2026, 12, 3, 9, 45, 0, DateTimeKind.Utc));
    }

    [Fact]
    public async Task Less_than_an_hour_before_the_start_it_is_of_no_use()
    {
        var id = await BookedAsync(NextThursday, "09:00");
        ItIs("2026-12-03 08:01");

        (await WriteAsync()).ShouldBe(new ReminderCounts(0, 1, 0));

        (await MessagesAsync(id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Outside_the_hours_it_waits_for_the_next_ones()
    {
        var id = await BookedAsync(NextThursday, "09:00");
        ItIs("2026-12-01 22:00");

        (await WriteAsync()).ShouldBe(new ReminderCounts(0, 0, 1));
        (await RemindersAsync(id)).ShouldBe(["48 h, 2026-12-02 08:00, Planned"]);
        ItIs("2026-12-02 08:00");
        (await WriteAsync()).Written.ShouldBe(1);
    }

    [Fact]
    public async Task Of_two_that_were_slept_through_the_nearer_is_written()
    {
        await RemindAsync(72, 48);
        var id = await BookedAsync(NextThursday, "09:00");
        ItIs("2026-12-01 12:00");

        (await WriteAsync()).ShouldBe(new ReminderCounts(1, 1, 0));

        (await RemindersAsync(id)).ShouldBe(["72 h, 2026-11-30 09:00, Useless", "48 h, 2026-12-01 09:00, Written"]);
        await ShouldStaySoundAsync();
    }

    [Fact]
    public async Task While_a_cancellation_can_be_undone_it_waits()
    {
        var id = await BookedAsync(NextThursday, "09:00");
        ItIs("2026-12-01 09:00");
        await Town.Get<AskCancellation>().RunAsync(
            Nadia, await Town.OpenedByAsync(Nadia, id), new AskedCancellation(CancelInitiative.Person, null, false), Now);

        (await WriteAsync()).All.ShouldBe(0);
        await Town.Get<UndoCancellation>().RunAsync(Nadia, await Town.OpenedByAsync(Nadia, id), Now);
        (await WriteAsync()).Written.ShouldBe(1);
    }

    [Fact]
    public async Task Who_gave_no_contact_is_written_to_by_nobody()
    {
        var booking = Town.Booking(Passy.At(NextThursday, "09:00"), Person("Dunand")) with { Contact = null };
        await Town.BookForAsync(Nadia, booking);
        ItIs("2026-12-01 09:00");

        (await WriteAsync()).ShouldBe(new ReminderCounts(0, 1, 0));
    }

    [Fact]
    public async Task It_is_not_sent_once_a_newer_message_says_how_things_are()
    {
        var id = await BookedAsync(NextThursday, "09:00");
        ItIs("2026-12-01 09:00");
        await WriteAsync();

        await Town.CancelAsync(id, TestTown.Citizen("Dunand"));

        (await MessagesAsync(id)).ShouldHaveSingleItem().State.ShouldBe(MessageState.Useless);
        await ShouldStaySoundAsync();
    }

    [Fact]
    public async Task Thousands_due_in_the_same_minute_are_written_each_once_by_all_who_try()
    {
        await Town.TakenOverAsync(Passy, NextThursday, 2_000);
        await Town.Get<MendReminders>().RunAsync(Now);
        ItIs("2026-12-01 12:00");

        var counts = await Task.WhenAll(WriteAsync(), WriteAsync(), WriteAsync());

        counts.Sum(count => count.Written).ShouldBe(2_000);
        (await MessagesAsync()).DistinctBy(message => message.AppointmentId).Count().ShouldBe(2_000);
        (await Town.ReadAsync(db => db.Reminders.CountAsync(row => row.State == ReminderState.Written))).ShouldBe(2_000);
    }
}

public sealed class WriteRemindersOnSqliteTests() : WriteRemindersTests(DatabaseProvider.Sqlite);

public sealed class WriteRemindersOnPostgresTests() : WriteRemindersTests(DatabaseProvider.Postgres);
