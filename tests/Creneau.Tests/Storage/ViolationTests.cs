using System.Data.Common;
using Creneau.Acting;
using Creneau.Availability;
using Creneau.Storage;
using Creneau.TestKit;
using Creneau.Tests.Booking;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Storage;

/// <summary>
/// What the database refuses: either somebody else was faster, which is worth another try, or it is a mistake of ours, which
/// comes out as it is.
/// </summary>
public abstract class ViolationTests(DatabaseProvider provider) : BookingTown(provider)
{
    private const string NoName = "INSERT INTO desk (site_id, name, revision, schedule_revision) VALUES (1, NULL, 1, 1)";
    private const string NoSuchSite = "INSERT INTO desk (site_id, name, revision, schedule_revision) VALUES (999, 'DR 9', 1, 1)";
    private const string SiteInUse = "DELETE FROM site";
    private const string SecondVersion = "INSERT INTO directory_version (id, version) VALUES (2, 1)";
    private const string ChangedAudit = "UPDATE audit SET operation = 'nothing'";
    private const string SameKey = "INSERT INTO directory_version (id, version) VALUES (1, 1)";
    private const string SameOrdinal = "UPDATE service SET ordinal = 0";
    private const string Overlap = """
        INSERT INTO occupancy (appointment_id, desk_id, date, start_minute, end_minute)
        SELECT appointment_id, desk_id, date, start_minute, end_minute FROM occupancy
        """;

    private int _tries;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected override async Task OpenedAsync()
    {
        await Town.HeldAsync(Passy.At(Wednesday, "09:00"), TestTown.Citizen());
        await Town.Get<Transactions>().AuditAsync(Actor.CommandLine, new AuditEntry("print", "appointment:1"), Stop);
    }

    [Theory]
    [InlineData(NoName, "SQLITE 1299", "23502")]
    [InlineData(NoSuchSite, "SQLITE 787", "23503")]
    [InlineData(SiteInUse, "SQLITE 1811", "23503")]
    [InlineData(SecondVersion, "SQLITE 275", "23514")]
    [InlineData(ChangedAudit, "SQLITE 1811", "P0001")]
    public async Task A_mistake_of_ours_comes_out_as_it_is_and_is_not_tried_again(string sql, string onSqlite, string onPostgres)
    {
        var error = await Should.ThrowAsync<DbException>(() => RunAsync(sql, times: int.MaxValue));

        _tries.ShouldBe(1);
        Town.Storage.CodeOf(error).ShouldBe(Town.Provider == DatabaseProvider.Sqlite ? onSqlite : onPostgres);
        (Town.Storage.IsConflict(error), Town.Storage.IsTransient(error)).ShouldBe((false, false));
    }

    [Fact]
    public async Task So_does_a_mistake_that_shows_when_everything_is_saved()
    {
        var saving = () => Town.Get<Transactions>().RunAsync(Actor.Platform, "try", transaction =>
        {
            _tries++;
            transaction.Db.Add(new Desk(999, "DR 9"));
            return Task.FromResult(TransactionResult.Commit(true));
        }, Stop);

        await saving.ShouldThrowAsync<DbUpdateException>();
        _tries.ShouldBe(1);
    }

    [Theory]
    [InlineData(SameKey, "SQLITE 1555", "23505")]
    [InlineData(SameOrdinal, "SQLITE 2067", "23505")]
    [InlineData(Overlap, "SQLITE 1811", "23P01")]
    public async Task Who_was_slower_tries_again_and_is_told_in_the_end(string sql, string onSqlite, string onPostgres)
    {
        (await RunAsync(sql, times: 1)).ShouldBe(2);
        _tries = 0;

        var error = await Should.ThrowAsync<DbException>(() => RunAsync(sql, times: int.MaxValue));

        _tries.ShouldBe(4);
        Town.Storage.CodeOf(error).ShouldBe(Town.Provider == DatabaseProvider.Sqlite ? onSqlite : onPostgres);
        (Town.Storage.IsConflict(error), Town.Storage.IsTransient(error)).ShouldBe((true, false));
    }

    [Fact]
    public async Task A_hold_that_breaks_a_rule_of_the_database_is_an_error_and_no_refusal()
    {
        await ExecuteAsync("ALTER TABLE appointment_event ADD COLUMN planted integer CHECK (planted IS NOT NULL OR id <= 1)");

        var holding = () => Town.HoldAsync(Passy.At(Wednesday, "10:00"), TestTown.Citizen("other"));

        await holding.ShouldThrowAsync<DbUpdateException>();
        (await Town.ReadAsync(db => db.Occupancies.CountAsync())).ShouldBe(1);
    }

    /// <param name="times">So often is the statement run, then no more.</param>
    /// <returns>How many tries it took.</returns>
    private Task<int> RunAsync(string sql, int times) => Town.Get<Transactions>().RunAsync(Actor.Platform, "try", async transaction =>
    {
        if (++_tries <= times)
        {
            await transaction.Db.Database.ExecuteSqlRawAsync(sql, Stop);
        }

        return TransactionResult.Refuse(_tries);
    }, Stop);

    private async Task ExecuteAsync(string sql)
    {
        await using var db = Town.OpenDb();
        await db.Database.ExecuteSqlRawAsync(sql, Stop);
    }
}

public sealed class ViolationOnSqliteTests() : ViolationTests(DatabaseProvider.Sqlite);

public sealed class ViolationOnPostgresTests() : ViolationTests(DatabaseProvider.Postgres);
