using Creneau.Booking;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Booking;

public abstract class SweeperTests(DatabaseProvider provider) : BookingTown(provider)
{
    [Fact]
    public async Task A_past_hold_expires_and_frees_its_slot()
    {
        await Town.HeldAsync(Passy.At(Wednesday, "09:00"), TestTown.Browser());
        Town.TurnableClock.Advance(TimeSpan.FromMinutes(14));
        (await Sweeper.ExpireHoldsAsync(CancellationToken.None)).ShouldBe(0);
        Town.TurnableClock.Advance(TimeSpan.FromMinutes(1));

        await SweptAsync(Sweeper.ExpireHoldsAsync, AppointmentStatus.Expired);

        (await Town.ReadAsync(db => db.Occupancies.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task What_was_typed_for_an_abandoned_hold_is_gone_after_a_day()
    {
        var visitor = TestTown.Browser();
        var id = await Town.HeldAsync(Passy.At(Wednesday, "09:00"), visitor);
        await Town.AskAsync(id, visitor, "claire@exemple.fr", Person("Dunand"));
        Town.TurnableClock.Advance(TimeSpan.FromMinutes(46));
        await SweptAsync(Sweeper.ExpireHoldsAsync, AppointmentStatus.Expired);
        Town.TurnableClock.Advance(TimeSpan.FromHours(25));

        await Sweeper.PurgeAsync(CancellationToken.None);

        (await Town.ReadAsync(db => db.Appointments.CountAsync())).ShouldBe(0);
        (await Town.ReadAsync(db => db.Applicants.CountAsync())).ShouldBe(0);
        (await Town.ReadAsync(db => db.AppointmentEvents.CountAsync())).ShouldBe(3);
        (await Town.ReadAsync(db => db.OutboxMessages.CountAsync())).ShouldBe(0, "nor a code that never left");
    }

    [Fact]
    public async Task A_day_that_nobody_recorded_is_closed_at_three_and_the_person_may_book_again()
    {
        await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "claire", Person("Dunand"));
        // Thursday 02:59 in Paris, then 03:00
        Town.TurnableClock.Advance(new DateTime(2026, 11, 26, 1, 59, 0, DateTimeKind.Utc) - Town.NowUtc);
        (await Sweeper.CloseDaysAsync(CancellationToken.None)).ShouldBe(0);
        Town.TurnableClock.Advance(TimeSpan.FromMinutes(1));

        await SweptAsync(Sweeper.CloseDaysAsync, AppointmentStatus.Unrecorded);

        (await Town.ReadAsync(db => db.PersonClaims.CountAsync())).ShouldBe(0);
        (await Town.BookAsync(Passy.At(new DateOnly(2026, 11, 26), "09:00"), "claire", Person("Dunand"))).ShouldBeOfType<ConfirmResult.Confirmed>();
    }

    /// <summary>The node sweeps by itself too, and who comes second leaves a desk to the first.</summary>
    private Task SweptAsync(Func<CancellationToken, Task<int>> sweep, AppointmentStatus to) => Patience.UntilAsync(
        $"the appointment is {to}",
        async () =>
        {
            await sweep(CancellationToken.None);
            return (await Town.ReadAsync(db => db.Appointments.SingleAsync())).Status == to;
        },
        TimeSpan.FromSeconds(10));

    private Sweeper Sweeper => Town.Get<Sweeper>();
}

public sealed class SweeperOnSqliteTests() : SweeperTests(DatabaseProvider.Sqlite);

public sealed class SweeperOnPostgresTests() : SweeperTests(DatabaseProvider.Postgres);
