using Creneau.Booking;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Booking;

public abstract class SweeperTests(DatabaseProvider provider) : IAsyncLifetime
{
    private TestTown _town = null!;
    private TestTownHall _passy = null!;

    public async ValueTask InitializeAsync()
    {
        _town = await TestTown.FoundAsync(provider);
        _passy = await _town.TownHallAsync("Passy");
        await _passy.DeskAsync("DR 1", "Mon-Fri 09:00-12:00");
        await _town.OpenAsync();
    }

    public ValueTask DisposeAsync() => _town.DisposeAsync();

    [Fact]
    public async Task A_past_hold_expires_and_frees_its_slot()
    {
        await _town.HeldAsync(_passy.At(Wednesday, "09:00"), TestTown.Browser());
        _town.TurnableClock.Advance(TimeSpan.FromMinutes(14));
        (await Sweeper.ExpireHoldsAsync(CancellationToken.None)).ShouldBe(0);
        _town.TurnableClock.Advance(TimeSpan.FromMinutes(1));

        await SweptAsync(Sweeper.ExpireHoldsAsync, AppointmentStatus.Expired);

        (await _town.ReadAsync(db => db.Occupancies.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task What_was_typed_for_an_abandoned_hold_is_gone_after_a_day()
    {
        var visitor = TestTown.Browser();
        var id = await _town.HeldAsync(_passy.At(Wednesday, "09:00"), visitor);
        await _town.AskAsync(id, visitor, "claire@exemple.fr", Person("Dunand"));
        _town.TurnableClock.Advance(TimeSpan.FromMinutes(46));
        await SweptAsync(Sweeper.ExpireHoldsAsync, AppointmentStatus.Expired);
        _town.TurnableClock.Advance(TimeSpan.FromHours(25));

        await Sweeper.PurgeAsync(CancellationToken.None);

        (await _town.ReadAsync(db => db.Appointments.CountAsync())).ShouldBe(0);
        (await _town.ReadAsync(db => db.Applicants.CountAsync())).ShouldBe(0);
        (await _town.ReadAsync(db => db.AppointmentEvents.CountAsync())).ShouldBe(3);
        (await _town.ReadAsync(db => db.OutboxMessages.CountAsync())).ShouldBe(0, "nor a code that never left");
    }

    [Fact]
    public async Task A_day_that_nobody_recorded_is_closed_at_three_and_the_person_may_book_again()
    {
        await _town.BookedAsync(_passy.At(Wednesday, "09:00"), "claire", Person("Dunand"));
        // Thursday 02:59 in Paris, then 03:00
        _town.TurnableClock.Advance(new DateTime(2026, 11, 26, 1, 59, 0, DateTimeKind.Utc) - _town.NowUtc);
        (await Sweeper.CloseDaysAsync(CancellationToken.None)).ShouldBe(0);
        _town.TurnableClock.Advance(TimeSpan.FromMinutes(1));

        await SweptAsync(Sweeper.CloseDaysAsync, AppointmentStatus.Unrecorded);

        (await _town.ReadAsync(db => db.PersonClaims.CountAsync())).ShouldBe(0);
        (await _town.BookAsync(_passy.At(new DateOnly(2026, 11, 26), "09:00"), "claire", Person("Dunand"))).ShouldBeOfType<ConfirmResult.Confirmed>();
    }

    /// <summary>The node sweeps by itself too, and who comes second leaves a desk to the first.</summary>
    private Task SweptAsync(Func<CancellationToken, Task<int>> sweep, AppointmentStatus to) => Patience.UntilAsync(
        $"the appointment is {to}",
        async () =>
        {
            await sweep(CancellationToken.None);
            return (await _town.ReadAsync(db => db.Appointments.SingleAsync())).Status == to;
        },
        TimeSpan.FromSeconds(10));

    private Sweeper Sweeper => _town.Get<Sweeper>();
}

public sealed class SweeperOnSqliteTests() : SweeperTests(DatabaseProvider.Sqlite);

public sealed class SweeperOnPostgresTests() : SweeperTests(DatabaseProvider.Postgres);
