using System.Globalization;
using Creneau.Appointments;
using Creneau.Catalogue;
using Creneau.Doctor;
using Creneau.Jobs;
using Creneau.Storage.Checks;
using Creneau.TestKit;
using Creneau.Tests.Booking;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Jobs;

public abstract class PurgeTests(DatabaseProvider provider) : BookingTown(provider)
{
    private static readonly PurgeRule Answers = new("idempotency", "key_hash", "created_utc < {0}", TimeSpan.FromHours(24));
    private static readonly PurgeRule Limits = new("limit_use", "purpose, subject_hash, occasion", "delete_after_utc <= {0}");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Many_rows_go_in_batches_and_younger_ones_stay()
    {
        await using var node = await WithRulesAsync(Answers);
        await WriteAnswersAsync(1_200, Town.NowUtc.AddHours(-25));
        await WriteAnswersAsync(3, Town.NowUtc.AddHours(-24));

        (await node.Get<Purge>().RunAsync(Stop)).ShouldBe(1_200);

        (await CountAsync("idempotency")).ShouldBe(3);
        node.Log.Lines.Count(line => line.Message.Contains("DELETE FROM idempotency", StringComparison.Ordinal)).ShouldBe(3);
    }

    [Fact]
    public async Task Rows_with_a_key_of_several_columns_go_too()
    {
        await using var node = await WithRulesAsync(Limits);
        foreach (var (subject, minutes) in new[] { ("a", 0), ("b", -1), ("b", 1) })
        {
            await WriteAsync(
                "INSERT INTO limit_use (purpose, subject_hash, occasion, delete_after_utc) VALUES ('p', {0}, {1}, {2})",
                subject, $"2026-11-24#{minutes}", Town.NowUtc.AddMinutes(minutes));
        }

        (await node.Get<Purge>().RunAsync(Stop)).ShouldBe(2);

        (await CountAsync("limit_use")).ShouldBe(1);
    }

    [Fact]
    public async Task An_appointment_that_cannot_be_deleted_keeps_no_other_is_logged_by_its_id_and_reported_by_the_doctor()
    {
        List<Guid> ids = [await BookedAsync("09:00", "Dunand"), await BookedAsync("09:15", "Perrin"), await BookedAsync("09:30", "Roux")];
        var stuck = ids.Order().ElementAt(1);
        await WriteAsync("DELETE FROM person_claim WHERE appointment_id <> {0}", stuck);
        await WriteAsync("DELETE FROM occupancy");
        await WriteAsync(
            "UPDATE appointment SET status = {0}, delete_after_utc = {1}", (short)AppointmentStatus.Unrecorded, Town.NowUtc.AddHours(-1));
        await using var node = await WithRulesAsync([.. Town.Node.Services.GetServices<PurgeRule>()]);

        (await node.Get<Purge>().RunAsync(Stop)).ShouldBe(2);

        (await Town.ReadAsync(db => db.Appointments.Select(appointment => appointment.Id).ToListAsync())).ShouldBe([stuck]);
        node.Errors.ShouldHaveSingleItem().Message.ShouldBe($"1 rows of appointment are due and cannot be deleted: {TextOf(stuck)}");
        (await DeletionCheckAsync()).ToString().ShouldContain($"appointment kept too long {TextOf(stuck)}");
    }

    [Fact]
    public async Task A_rule_that_fails_keeps_no_other_and_its_failure_is_told_in_the_end()
    {
        await using var node = await WithRulesAsync(new PurgeRule("no_such_table", "id", "at < {0}"), Answers);
        await WriteAnswersAsync(2, Town.NowUtc.AddHours(-25));

        var failure = await Should.ThrowAsync<AggregateException>(() => node.Get<Purge>().RunAsync(Stop));

        failure.InnerExceptions.ShouldHaveSingleItem().Message.ShouldContain("no_such_table");
        (await CountAsync("idempotency")).ShouldBe(0);
    }

    /// <summary>How the two databases write an id.</summary>
    protected virtual string TextOf(Guid id) => id.ToString("D");

    private Task<Guid> BookedAsync(string clock, string name) =>
        Town.BookedAsync(Passy.At(Wednesday, clock, ServiceKind.IdCard), name.ToLowerInvariant(), Person(name));

    private Task<JobsNode> WithRulesAsync(params PurgeRule[] rules) => JobsNode.StartAsync(Town, services =>
    {
        foreach (var rule in rules)
        {
            services.AddPurge(rule);
        }
    });

    private async Task<CheckResult> DeletionCheckAsync() =>
        await Town.Get<Examination>().RunAsync(null, Stop).SingleAsync(check => check.Name == "I7", Stop);

    private async Task WriteAnswersAsync(int count, DateTime createdUtc)
    {
        await using var db = Town.OpenDb();
        await using var transaction = await db.Database.BeginTransactionAsync(Stop);
        for (var i = 0; i < count; i++)
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"{createdUtc:HHmm}-{i}");
            await db.Database.ExecuteSqlAsync(
                $"INSERT INTO idempotency (key_hash, action, content_hash, created_utc) VALUES ({key}, 'a', 'c', {createdUtc})", Stop);
        }

        await transaction.CommitAsync(Stop);
    }

    private Task<long> CountAsync(string table) =>
        Town.ReadAsync(db => db.Database.SqlQueryRaw<long>(string.Concat("SELECT count(*) AS \"Value\" FROM ", table)).SingleAsync(Stop));

    private async Task WriteAsync(string sql, params object[] values)
    {
        await using var db = Town.OpenDb();
        await db.Database.ExecuteSqlRawAsync(sql, values);
    }
}

public sealed class PurgeOnSqliteTests() : PurgeTests(DatabaseProvider.Sqlite)
{
    protected override string TextOf(Guid id) => base.TextOf(id).ToUpperInvariant();
}

public sealed class PurgeOnPostgresTests() : PurgeTests(DatabaseProvider.Postgres);
