using System.Globalization;
using Creneau.Appointments;
using Creneau.Changes;
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

/// <summary>Two nodes write what is due while people move and cancel: each is told once, and nobody of what is no more.</summary>
public abstract class RemindersAtOnceTests(DatabaseProvider provider) : RemindersTown(provider)
{
    private readonly List<Guid> _ids = [];

    protected override async Task OpenedAsync()
    {
        await base.OpenedAsync();
        foreach (var (name, index) in Enumerable.Range(0, 12).Select(index => (Letters(index + 40), index)))
        {
            _ids.Add(await BookedAsync(NextThursday, Clock(index), name));
        }

        ItIs("2026-12-01 12:00");
    }

    [Fact]
    public async Task Each_is_written_exactly_once()
    {
        if (Town.Provider == DatabaseProvider.Postgres) await Town.StartAsync();

        var counts = await Task.WhenAll(Enumerable.Range(0, 4).Select(round => WriteAsync(round % Town.Nodes.Count)));

        counts.Sum(count => count.Written).ShouldBe(12);
        (await MessagesAsync()).Select(message => message.AppointmentId).ShouldBe(_ids.Select(id => (Guid?)id), ignoreOrder: true);
        await ShouldStaySoundAsync();
    }

    [Fact]
    public async Task A_cancellation_at_that_moment_leaves_no_reminder_that_is_sent()
    {
        await Task.WhenAll(
            [.. _ids.Select((id, index) => Town.CancelAsync(id, TestTown.Citizen(Letters(index + 40)))), WritingAsync()]);

        (await WriteAsync()).Written.ShouldBe(0);
        (await MessagesAsync()).ShouldAllBe(message => message.State == MessageState.Useless);
        (await Town.ReadAsync(db => db.Reminders.CountAsync(row => row.State == ReminderState.Planned))).ShouldBe(0);
        await ShouldStaySoundAsync();
    }

    [Fact]
    public async Task A_move_at_that_moment_is_reminded_of_at_the_new_date_alone()
    {
        var date = NextThursday.AddDays(7);

        await Task.WhenAll(
        [
            .. _ids.Select((id, index) => Town.MoveAsync(
                id, TestTown.Citizen(Letters(index + 40)), new NewPlace(Passy.SiteId, date, Passy.At(date, Clock(index)).StartMinute))),
            WritingAsync(),
        ]);

        (await WriteAsync()).Written.ShouldBe(0);
        (await MessagesAsync()).ShouldAllBe(message => message.State == MessageState.Useless);
        ItIs("2026-12-08 12:00");
        (await WriteAsync()).Written.ShouldBe(12);
        await ShouldStaySoundAsync();
    }

    [Fact]
    public async Task A_rule_that_changes_at_that_moment_brings_nobody_a_second_one()
    {
        await Task.WhenAll(WritingAsync(), RemindAsync(72), WritingAsync());
        await WritingAsync();

        (await MessagesAsync()).Select(message => message.AppointmentId).ShouldBe(_ids.Select(id => (Guid?)id), ignoreOrder: true);
        await ShouldStaySoundAsync();
    }

    [Fact]
    public async Task Answers_and_moves_at_once_leave_no_answer_to_another_date()
    {
        await WritingAsync();
        var date = NextThursday.AddDays(7);

        await Task.WhenAll(_ids.SelectMany((id, index) => new Task[]
        {
            AnswerAsync(id, Letters(index + 40)),
            Town.MoveAsync(
                id, TestTown.Citizen(Letters(index + 40)), new NewPlace(Passy.SiteId, date, Passy.At(date, Clock(index)).StartMinute)),
        }));

        foreach (var id in _ids)
        {
            var last = await Town.LastEventAsync(id);
            ((await Town.AppointmentAsync(id)).SaidComingUtc is not null).ShouldBe(last.Kind == AppointmentEventKind.SaidComing);
        }
    }

    private async Task WritingAsync() => await WriteAsync();

    private async Task AnswerAsync(Guid id, string who) => await Town.Get<SayComing>().RunAsync(
        TestTown.Citizen(who), await Town.AccessAsync(TestTown.Citizen(who), id), Now);

    private static string Clock(int index) =>
        new TimeOnly(9, 0).AddMinutes(15 * index).ToString("HH:mm", CultureInfo.InvariantCulture);
}

public sealed class RemindersAtOnceOnSqliteTests() : RemindersAtOnceTests(DatabaseProvider.Sqlite);

public sealed class RemindersAtOnceOnPostgresTests() : RemindersAtOnceTests(DatabaseProvider.Postgres);
