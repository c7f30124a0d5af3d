using Creneau.Acting;
using Creneau.Availability;
using Creneau.Storage;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Booking;

/// <summary>Claire's wedding takes the hall and the officiant; the second hall stays free.</summary>
public abstract class DeskLocksTests(DatabaseProvider provider) : BookingTown(provider)
{
    private const string Wedding = "mariage";
    private SharedDesks _desks = null!;

    protected Guid Booked { get; private set; }

    protected int Hall => _desks.DeskId("Salle");

    protected int Officiant => _desks.DeskId("Maire");

    protected int SecondHall => _desks.DeskId("Salle 2");

    protected DeskLocks Locks => Town.Get<DeskLocks>();

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected override async Task FoundMoreAsync()
    {
        _desks = new SharedDesks(Town, Passy);
        await _desks.PlanningAsync(Wedding, minutes: 60, groups: 2);
        await _desks.DeskAsync("Salle", (Wedding, 0));
        await _desks.DeskAsync("Maire", (Wedding, 1));
        await _desks.DeskAsync("Salle 2", (Wedding, 0));
    }

    protected override async Task OpenedAsync() => Booked = await Town.HeldAsync(_desks.At(Wedding, Wednesday, 540), Claire);

    protected static Actor Claire => TestTown.Citizen("claire");

    [Fact]
    public async Task The_desks_of_an_appointment_are_locked_with_those_asked_for_and_no_others() =>
        (await InTransactionAsync(async transaction =>
        {
            await Locks.LockOfAsync(transaction, [Booked], [SecondHall, Hall], Ct);
            return LockedBy(transaction);
        })).ShouldBe([Hall, Officiant, SecondHall], ignoreOrder: true);

    [Fact]
    public async Task The_desks_of_a_sessions_hold_are_locked_and_it_is_said_that_there_is_one()
    {
        var (hasHold, locked) = await InTransactionAsync(async transaction =>
            (await Locks.LockHoldOfAsync(transaction, Claire.SessionHash, [], Ct), LockedBy(transaction)));

        hasHold.ShouldBeTrue();
        locked.ShouldBe([Hall, Officiant], ignoreOrder: true);
    }

    [Fact]
    public async Task Of_a_session_without_a_hold_only_what_is_asked_for_is_locked()
    {
        var (hasHold, locked) = await InTransactionAsync(async transaction =>
            (await Locks.LockHoldOfAsync(transaction, TestTown.Citizen("paul").SessionHash, [SecondHall], Ct), LockedBy(transaction)));

        hasHold.ShouldBeFalse();
        locked.ShouldBe([SecondHall]);
    }

    [Fact]
    public async Task What_a_transaction_frees_and_takes_it_sees_itself()
    {
        var moved = new DeskRange(SecondHall, Wednesday, 600, 660);

        var (freed, taken) = await InTransactionAsync(async transaction =>
        {
            await Locks.LockOfAsync(transaction, [Booked], [SecondHall], Ct);
            await Locks.FreeAsync(transaction, Booked, Ct);
            var freed = await Locks.RangesAsync(transaction, Booked, Ct);
            Locks.Take(transaction, Booked, [moved], hold: null);
            await transaction.Db.SaveChangesAsync(Ct);
            return (freed, await Locks.RangesAsync(transaction, Booked, Ct));
        });

        freed.ShouldBeEmpty();
        taken.ShouldBe([moved]);
    }

    [Fact]
    public async Task A_job_leaves_alone_what_somebody_else_has_ended() =>
        (await InTransactionAsync(transaction => Locks.TryLockOfAsync(transaction, Guid.CreateVersion7(Town.Clock.GetUtcNow()), Ct)))
            .ShouldBeFalse();

    /// <summary>What is done is rolled back.</summary>
    protected Task<T> InTransactionAsync<T>(Func<Transaction, Task<T>> run) => Town.Get<Transactions>().RunAsync(
        Actor.Platform, "look", async transaction => TransactionResult.Refuse(await run(transaction)), Ct);

    protected int[] LockedBy(Transaction transaction) =>
        [.. Passy.DeskIds.Append(Hall).Append(Officiant).Append(SecondHall).Where(id => Locks.IsLocked(transaction, id))];
}

public sealed class DeskLocksOnSqliteTests() : DeskLocksTests(DatabaseProvider.Sqlite);

/// <summary>What others write meanwhile; on SQLite nobody can.</summary>
public sealed class DeskLocksOnPostgresTests() : DeskLocksTests(DatabaseProvider.Postgres)
{
    [Fact]
    public async Task Ranges_are_read_anew_while_one_of_their_desks_is_not_locked()
    {
        var (before, after) = await InTransactionAsync(async transaction =>
        {
            await Locks.LockAsync(transaction, [Hall], Ct);
            var before = await Locks.RangesAsync(transaction, Booked, Ct);
            await BesideAsync($"DELETE FROM occupancy WHERE desk_id = {Officiant}");
            return (before, await Locks.RangesAsync(transaction, Booked, Ct));
        });

        before.Select(range => range.DeskId).ShouldBe([Hall, Officiant], ignoreOrder: true);
        after.Select(range => range.DeskId).ShouldBe([Hall]);
    }

    [Fact]
    public async Task Ranges_of_an_appointment_that_had_none_are_read_anew()
    {
        await BesideAsync($"DELETE FROM occupancy");

        var (before, after) = await InTransactionAsync(async transaction =>
        {
            await Locks.LockOfAsync(transaction, [Booked], [Hall, Officiant], Ct);
            var before = await Locks.RangesAsync(transaction, Booked, Ct);
            await BesideAsync(
                $"""
                INSERT INTO occupancy (appointment_id, desk_id, date, start_minute, end_minute)
                VALUES ({Booked}, {SecondHall}, {Wednesday}, 540, 600)
                """);
            return (before, await Locks.RangesAsync(transaction, Booked, Ct));
        });

        before.ShouldBeEmpty();
        after.Select(range => range.DeskId).ShouldBe([SecondHall]);
    }

    [Fact]
    public async Task Desks_are_locked_in_order_of_id_however_the_database_keeps_them()
    {
        // Written again, the row of the lowest id lies behind the others
        await BesideAsync($"UPDATE desk SET revision = revision WHERE id = {Hall}");
        await using var db = Town.OpenDb();
        await using var other = await db.Database.BeginTransactionAsync(Ct);
        await db.Database.ExecuteSqlAsync($"SELECT 1 FROM desk WHERE id = {Hall} FOR UPDATE", Ct);
        var waiting = InTransactionAsync(async transaction =>
        {
            await transaction.Db.WriteAsync($"SET LOCAL enable_indexscan = off; SET LOCAL enable_bitmapscan = off", Ct);
            await Locks.LockAsync(transaction, [Officiant, Hall], Ct);
            return LockedBy(transaction);
        });
        await Patience.UntilAsync("the lock is waited for", IsSomebodyWaitingAsync, TimeSpan.FromSeconds(30), Ct);

        var stillFree = await db.Database
            .SqlQuery<int>($"SELECT id FROM desk WHERE id = {Officiant} FOR UPDATE SKIP LOCKED").ToListAsync(Ct);
        await other.CommitAsync(Ct);

        stillFree.ShouldBe([Officiant]);
        (await waiting).ShouldBe([Hall, Officiant], ignoreOrder: true);
    }

    [Fact]
    public async Task Who_waited_for_desks_has_all_of_them_however_the_database_found_them()
    {
        await using var db = Town.OpenDb();
        await using var other = await db.Database.BeginTransactionAsync(Ct);
        await db.Database.ExecuteSqlAsync($"UPDATE desk SET revision = revision + 1", Ct);
        var waiting = InTransactionAsync(async transaction =>
        {
            // As with the thousands of desks of a country
            await transaction.Db.WriteAsync($"SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off", Ct);
            await Locks.LockOfAsync(transaction, [Booked], [SecondHall, .. Passy.DeskIds], Ct);
            return LockedBy(transaction);
        });
        await Patience.UntilAsync("the lock is waited for", IsSomebodyWaitingAsync, TimeSpan.FromSeconds(30), Ct);

        await other.CommitAsync(Ct);

        (await waiting).ShouldBe([.. Passy.DeskIds, Hall, Officiant, SecondHall], ignoreOrder: true);
    }

    [Fact]
    public async Task Who_waited_for_a_desk_sees_where_the_appointment_went_meanwhile()
    {
        await using var db = Town.OpenDb();
        await using var other = await db.Database.BeginTransactionAsync(Ct);
        await db.Database.ExecuteSqlAsync($"UPDATE desk SET revision = revision + 1 WHERE id IN ({Hall}, {SecondHall})", Ct);
        await db.Database.ExecuteSqlAsync($"UPDATE occupancy SET desk_id = {SecondHall} WHERE desk_id = {Hall}", Ct);

        var waiting = InTransactionAsync(async transaction =>
        {
            await Locks.LockOfAsync(transaction, [Booked], [], Ct);
            return (
                Ranges: await Locks.RangesAsync(transaction, Booked, Ct),
                IsNewDeskLocked: Locks.IsLocked(transaction, SecondHall),
                Hall: Locks.Locked(transaction, Hall)!.Revision);
        });
        await Patience.UntilAsync("the lock is waited for", IsSomebodyWaitingAsync, TimeSpan.FromSeconds(30), Ct);
        await other.CommitAsync(Ct);

        var seen = await waiting;
        seen.Ranges.Select(range => range.DeskId).ShouldBe([Officiant, SecondHall], ignoreOrder: true);
        seen.IsNewDeskLocked.ShouldBeFalse();
        seen.Hall.ShouldBe((await Town.ReadAsync(read => read.Desks.SingleAsync(desk => desk.Id == Hall, Ct))).Revision);
    }

    [Fact]
    public async Task A_job_leaves_alone_what_went_elsewhere_before_its_desks_were_locked()
    {
        await using var db = Town.OpenDb();
        await using var other = await db.Database.BeginTransactionAsync(Ct);
        await db.Database.ExecuteSqlAsync($"LOCK TABLE desk", Ct);
        var trying = InTransactionAsync(transaction => Locks.TryLockOfAsync(transaction, Booked, Ct));
        await Patience.UntilAsync("the lock is waited for", IsSomebodyWaitingAsync, TimeSpan.FromSeconds(30), Ct);

        await db.Database.ExecuteSqlAsync($"UPDATE occupancy SET desk_id = {SecondHall} WHERE desk_id = {Hall}", Ct);
        await other.CommitAsync(Ct);

        (await trying).ShouldBeFalse();
    }

    private async Task BesideAsync(FormattableString sql)
    {
        await using var db = Town.OpenDb();
        await db.Database.ExecuteSqlAsync(sql, Ct);
    }

    private Task<bool> IsSomebodyWaitingAsync() => Town.ReadAsync(db => db.Database
        .SqlQuery<bool>($"""
            SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock') AS "Value"
            """)
        .SingleAsync(Ct));
}
