using Creneau.Appointments;
using Creneau.Booking;
using Creneau.Counter.Arrivals;
using Creneau.Counter.Visits;
using Creneau.TestKit;
using Creneau.Tests.Booking;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Counter.Visits;

/// <summary>What goes wrong at a counter: clocks, old pages, yesterday's tickets, two agents at one desk.</summary>
public abstract class VisitFaultTests(DatabaseProvider provider) : BookingTown(provider)
{
    private static readonly DateOnly Wednesday = CounterDay.Tuesday.AddDays(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private CounterDay _day = null!;

    protected override async Task FoundMoreAsync() => await Passy.DeskAsync("DR 2", "Mon-Fri 09:00-12:00");

    protected override async Task OpenedAsync() => _day = await CounterDay.BeginAsync(Town, Passy);

    [Fact]
    public async Task A_clock_set_back_gives_nobody_negative_minutes()
    {
        var id = await _day.BookAsync("10:00");
        await _day.ArriveAsync(id, "10:00");
        await _day.CallAsync(id, "10:10");

        _day.Jump(-Hour);

        (await _day.ActiveAsync(id)).ShouldBe(0);
        (await _day.QueueAsync()).AtDesks.ShouldHaveSingleItem().ActiveMinutes.ShouldBe(0);
        await _day.FinishAsync(id, "09:20");
        (await _day.WaitedAsync(id)).ShouldBe([10]);
        (await _day.ActiveAsync(id)).ShouldBe(0);
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task A_clock_set_back_lets_nobody_wait_an_hour_for_the_next_call()
    {
        var id = await _day.BookAsync("10:00");
        await _day.ArriveAsync(id, "10:00");
        await _day.CallAsync(id, "10:00");
        await _day.NotComeAsync(id, "10:01");

        _day.Jump(-Hour);

        (await _day.QueueAsync()).ToCall.ShouldHaveSingleItem().NotBeforeUtc.ShouldBeNull();
        await _day.CallAsync(id, "09:02");
        (await _day.StatusAsync(id)).ShouldBe(AppointmentStatus.InProgress);
    }

    [Fact]
    public async Task A_clock_set_forward_ends_the_minute_and_the_gap_and_counts_as_it_shows()
    {
        var (served, called) = (await _day.BookAsync("10:00"), await _day.BookAsync("10:00"));
        await _day.ArriveAsync(served, "10:00");
        await _day.ArriveAsync(called, "10:00");
        await _day.CallAsync(called, "10:00");
        await _day.NotComeAsync(called, "10:00:10");
        await _day.CallAsync(served, "10:00:20", _day.Karim);

        _day.Jump(Hour);

        (await _day.UndoAsync(served, "11:00:20")).ShouldBe(VisitRefusal.TooLate);
        await _day.CallAsync(called, "11:00:30");
        (await _day.ActiveAsync(served), await _day.ActiveAsync(called)).ShouldBe((60, 0));
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task From_03_00_on_nothing_of_the_day_is_noted_although_the_night_closes_it_later()
    {
        var (paused, done) = (await _day.BookAsync("10:00"), await _day.BookAsync("10:15", "Perrin"));
        foreach (var id in new[] { paused, done })
        {
            await _day.ArriveAsync(id, "10:00");
            await _day.CallAsync(id, "10:00", current: CurrentVisit.Pauses);
        }

        _day.At(Wednesday, "02:59:30");
        await _day.FinishAsync(done, "10:00");
        _day.At(Wednesday, "03:00:10");
        await Town.Get<Sweeper>().CloseDaysAsync(CancellationToken.None);

        (await _day.UndoAsync(done, "10:00")).ShouldBe(VisitRefusal.NotToday);
        (await _day.TryFinishAsync(paused)).ShouldBe(VisitRefusal.NotToday);
        await Town.Get<CloseVisits>().RunAsync(CancellationToken.None);
        (await _day.StatusAsync(paused)).ShouldBe(AppointmentStatus.Unrecorded);
        (await _day.StatusAsync(done)).ShouldBe(AppointmentStatus.Completed);
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task Who_was_left_at_a_desk_keeps_it_until_the_night_has_closed_the_day()
    {
        var left = await _day.BookAsync("10:00");
        await _day.ArriveAsync(left, "10:00");
        await _day.CallAsync(left, "10:00");
        _day.At(Wednesday, "03:01");
        await _day.SignOnAsync(_day.Nadia, Passy.DeskId("DR 1"));
        var early = await _day.TicketAsync("03:01");

        (await _day.TryCallAsync(early, "03:01", current: CurrentVisit.Ends)).ShouldBe(VisitRefusal.DeskBusy);
        await Town.Get<Sweeper>().CloseDaysAsync(CancellationToken.None);
        await Town.Get<CloseVisits>().RunAsync(CancellationToken.None);

        (await _day.StatusAsync(left)).ShouldBe(AppointmentStatus.Unrecorded);
        await _day.CallAsync(early, "03:01");
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task A_ticket_of_yesterday_is_not_called_and_numbers_begin_anew()
    {
        var yesterday = await _day.TicketAsync("11:00");
        _day.At(Wednesday, "08:30");
        await _day.SignOnAsync(_day.Nadia, Passy.DeskId("DR 1"));

        (await _day.TryCallAsync(yesterday, "08:30")).ShouldBe(VisitRefusal.NotToday);
        await Town.Get<CloseVisits>().RunAsync(CancellationToken.None);
        (await _day.TryCallAsync(yesterday, "08:30")).ShouldBe(VisitRefusal.NotToday);

        var today = await _day.TicketAsync("08:30");
        (await _day.TicketOfAsync(today)).ShouldBe(await _day.TicketOfAsync(yesterday));
        await _day.CallAsync(today, "08:31");
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task Before_the_arrival_nothing_but_an_absence_is_noted()
    {
        var id = await _day.BookAsync("10:00");
        _day.At("10:00");

        (await _day.TryFinishAsync(id)).ShouldBe(VisitRefusal.NotFound);
        (await _day.TryPauseAsync(id, LeavesDesk.Pauses)).ShouldBe(VisitRefusal.NotFound);
        (await _day.TryPauseAsync(id, LeavesDesk.DidNotCome)).ShouldBe(VisitRefusal.NotFound);
        (await _day.TryCallAsync(id, "10:00")).ShouldBe(VisitRefusal.NotFound);

        (await _day.StatusAsync(id), await Town.ReadAsync(db => db.Visits.CountAsync())).ShouldBe((AppointmentStatus.Confirmed, 0));
        await _day.AbsentAsync(id, "10:10");
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task What_is_posted_twice_is_noted_once()
    {
        var id = await _day.BookAsync("10:00");
        Func<Task<VisitRefusal?>>[] posts =
        [
            () => _day.RefusalAsync<NoteArrival>(arrive => arrive.RunAsync(_day.Nadia, id, Passy.SiteId, default)),
            () => _day.TryCallAsync(id, "10:00"),
            () => _day.TryPauseAsync(id, LeavesDesk.DidNotCome),
            () => _day.TryCallAsync(id, "10:06"),
            () => _day.TryPauseAsync(id, LeavesDesk.Pauses),
            () => _day.TryCallAsync(id, "10:10"),
            () => _day.TryFinishAsync(id),
        ];

        foreach (var post in posts)
        {
            (await post()).ShouldBeNull();
            (await post()).ShouldBeOneOf(VisitRefusal.OtherwiseNow, VisitRefusal.CalledJustNow);
        }

        (await _day.StepsAsync(id)).ShouldBe(
        [
            VisitStepKind.Arrived, VisitStepKind.Called, VisitStepKind.NotCome, VisitStepKind.Called, VisitStepKind.Paused,
            VisitStepKind.Resumed, VisitStepKind.Done,
        ]);
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task What_was_undone_from_the_same_page_twice_is_undone_once()
    {
        var id = await _day.BookAsync("10:00");
        await _day.ArriveAsync(id, "10:00");
        await _day.CallAsync(id, "10:00:10");
        var seen = await _day.VersionAsync(id);

        (await _day.TryUndoAsync(id, seen)).ShouldBeNull();
        (await _day.TryUndoAsync(id, seen)).ShouldBe(VisitRefusal.OtherwiseNow);

        (await _day.StatusAsync(id)).ShouldBe(AppointmentStatus.Arrived);
    }

    [Fact]
    public async Task Of_two_agents_who_sit_down_at_once_one_does_and_the_other_is_told()
    {
        await _day.SignOnAsync(_day.Nadia, null);
        await _day.SignOnAsync(_day.Karim, null);
        var desk = Passy.DeskId("DR 1");

        var answers = await Task.WhenAll(_day.SignOnAsync(_day.Nadia, desk), _day.SignOnAsync(_day.Karim, desk));

        answers.OfType<SignOnResult.Done>().Count().ShouldBe(1);
        var told = answers.OfType<SignOnResult.Taken>().ShouldHaveSingleItem().By;
        told.AgentId.ShouldBe(answers[0] is SignOnResult.Done ? _day.Nadia.Id!.Value : _day.Karim.Id!.Value);
        (await Town.ReadAsync(db => db.DeskSignOns.SingleAsync())).AgentId.ShouldBe(told.AgentId);
    }
}

public sealed class VisitFaultOnSqliteTests() : VisitFaultTests(DatabaseProvider.Sqlite);

public sealed class VisitFaultOnPostgresTests() : VisitFaultTests(DatabaseProvider.Postgres);
