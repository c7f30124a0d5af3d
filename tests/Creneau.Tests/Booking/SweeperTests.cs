using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Booking;
using Creneau.Jobs;
using Creneau.Notifications;
using Creneau.OnePerPerson;
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
        await Town.HeldAsync(Passy.At(Wednesday, "09:00"), TestTown.Citizen());
        Town.TurnableClock.Advance(TimeSpan.FromMinutes(14));
        (await Sweeper.ExpireHoldsAsync(CancellationToken.None)).ShouldBe(0);
        Town.TurnableClock.Advance(TimeSpan.FromMinutes(1));

        (await Sweeper.ExpireHoldsAsync(CancellationToken.None)).ShouldBe(1);

        (await StatusAsync()).ShouldBe(AppointmentStatus.Expired);
        (await Town.ReadAsync(db => db.Occupancies.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_node_sweeps_by_itself()
    {
        await Town.HeldAsync(Passy.At(Wednesday, "09:00"), TestTown.Citizen());
        Town.TurnableClock.Advance(TimeSpan.FromMinutes(15));

        await Town.StartAsync(background: true);

        await Patience.UntilAsync("the hold is expired", IsExpiredALittleLaterAsync, TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task What_was_typed_for_an_abandoned_hold_is_gone_after_a_day()
    {
        var visitor = TestTown.Citizen();
        var id = await Town.HeldAsync(Passy.At(Wednesday, "09:00"), visitor);
        await Town.AskAsync(id, visitor, "claire@exemple.fr", Person("Dunand"));
        Town.TurnableClock.Advance(TimeSpan.FromMinutes(46));
        await Sweeper.ExpireHoldsAsync(CancellationToken.None);
        Town.TurnableClock.Advance(TimeSpan.FromHours(25));

        await Town.Get<Purge>().RunAsync(CancellationToken.None);

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

        (await Sweeper.CloseDaysAsync(CancellationToken.None)).ShouldBe(1);

        (await StatusAsync()).ShouldBe(AppointmentStatus.Unrecorded);
        (await Town.ReadAsync(db => db.PersonClaims.CountAsync())).ShouldBe(0);
        var again = await Town.BookAsync(Passy.At(Wednesday.AddDays(1), "09:00"), "claire", Person("Dunand"));
        again.ShouldBeOfType<ConfirmResult.Confirmed>();
    }

    private async Task<AppointmentStatus> StatusAsync() => (await Town.ReadAsync(db => db.Appointments.SingleAsync())).Status;

    private async Task<bool> IsExpiredALittleLaterAsync()
    {
        Town.TurnableClock.Advance(TimeSpan.FromSeconds(1));
        return await StatusAsync() == AppointmentStatus.Expired;
    }

    private Sweeper Sweeper => Town.Get<Sweeper>();
}

public sealed class SweeperOnSqliteTests() : SweeperTests(DatabaseProvider.Sqlite);

public sealed class SweeperOnPostgresTests() : SweeperTests(DatabaseProvider.Postgres)
{
    [Fact]
    public async Task A_hold_that_was_prolonged_after_the_sweeper_found_it_past_stays()
    {
        var id = await Town.HeldAsync(Passy.At(Wednesday, "09:00"), TestTown.Citizen());
        Town.TurnableClock.Advance(TimeSpan.FromMinutes(15));
        await using var db = Town.OpenDb();
        await using var gate = await db.Database.BeginTransactionAsync();
        await db.Database.ExecuteSqlRawAsync("LOCK TABLE occupancy");
        var sweeping = Town.Get<Sweeper>().ExpireHoldsAsync(CancellationToken.None);
        await Patience.UntilAsync("the sweeper to wait for what the hold occupies", IsSomebodyWaitingAsync, TimeSpan.FromSeconds(30));

        await db.Database.ExecuteSqlAsync($"UPDATE appointment SET held_until_utc = {Town.NowUtc.AddMinutes(1)} WHERE id = {id}");
        await gate.CommitAsync();

        (await sweeping).ShouldBe(0);
        (await Town.ReadAsync(read => read.Appointments.SingleAsync())).Status.ShouldBe(AppointmentStatus.Held);
    }

    private Task<bool> IsSomebodyWaitingAsync() => Town.ReadAsync(db => db.Database
        .SqlQuery<bool>($"""
            SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock') AS "Value"
            """)
        .SingleAsync());
}
