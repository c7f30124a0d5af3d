using Creneau.Appointments;
using Creneau.TestKit;
using Creneau.Tests.Booking;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Counter.Visits;

/// <summary>What goes wrong at a counter: clocks, old pages, yesterday's tickets, two agents at one desk.</summary>
public abstract class VisitFaultTests(DatabaseProvider provider) : BookingTown(provider)
{
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
}

public sealed class VisitFaultOnSqliteTests() : VisitFaultTests(DatabaseProvider.Sqlite);

public sealed class VisitFaultOnPostgresTests() : VisitFaultTests(DatabaseProvider.Postgres);
