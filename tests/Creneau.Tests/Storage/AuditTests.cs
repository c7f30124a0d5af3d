using Creneau.Acting;
using Creneau.Jobs;
using Creneau.Keys;
using Creneau.Storage;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Storage;

public abstract class AuditTests(DatabaseProvider provider) : IAsyncLifetime
{
    private static readonly Actor Agent = Actor.Agent(7, 3, Rights.Appointments, "session", "network");

    private TestTown _town = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _town = await TestTown.FoundAsync(provider, realClock: true);
        await _town.StartAsync();
    }

    public ValueTask DisposeAsync() => _town.DisposeAsync();

    [Theory]
    [InlineData("UPDATE audit SET operation = 'nothing'")]
    [InlineData("DELETE FROM audit")]
    public async Task The_database_refuses_to_change_or_delete_a_row_of_the_audit(string sql)
    {
        await AuditAsync(Actor.CommandLine, "print");

        var error = await Should.ThrowAsync<System.Data.Common.DbException>(() => ExecuteAsync(sql));

        error.Message.ShouldContain("audit");
        (await OperationsAsync()).ShouldBe(["print"]);
    }

    [Theory]
    [InlineData("agent", 1)]
    [InlineData("relay agent", 1)]
    [InlineData("API client", 1)]
    [InlineData("command line", 1)]
    [InlineData("citizen", 0)]
    [InlineData("caller", 0)]
    [InlineData("importer", 0)]
    [InlineData("platform", 0)]
    public async Task A_write_and_a_refusal_leave_a_row_each_of_those_who_answer_for_what_they_do(string who, int each)
    {
        await WriteAsync(ActorOf(who), "write", TransactionResult.Commit(true));
        await WriteAsync(ActorOf(who), "try", TransactionResult.Refuse(false));

        (await OperationsAsync()).ShouldBe([.. Enumerable.Repeat("write", each), .. Enumerable.Repeat("try", each)]);
    }

    [Fact]
    public async Task What_is_rolled_back_leaves_no_row()
    {
        var write = () => _town.Get<Transactions>().RunAsync<bool>(
            Agent,
            "write",
            transaction =>
            {
                transaction.Audit(new AuditEntry("write", "appointment:1"));
                transaction.AfterCommit(() => throw new InvalidOperationException("It was committed."));
                transaction.RunLast(() => $"SELECT no_such_column FROM audit");
                return Task.FromResult(TransactionResult.Commit(true));
            },
            Stop);

        (await write.ShouldThrowAsync<System.Data.Common.DbException>()).Message.ShouldContain("no_such_column");
        (await OperationsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_tried_several_times_leaves_one_row()
    {
        await _town.WriteAsync(db => db.PlatformSettings.Add(new PlatformSetting("first", "yes")));
        var tries = 0;

        await _town.Get<Transactions>().RunAsync(
            Agent,
            "write",
            transaction =>
            {
                transaction.Audit(new AuditEntry("write", "setting"));
                transaction.Db.PlatformSettings.Add(new PlatformSetting(++tries == 1 ? "first" : "second", "yes"));
                return Task.FromResult(tries == 2 ? TransactionResult.StartAgain<bool>() : TransactionResult.Commit(true));
            },
            Stop);

        tries.ShouldBe(3);
        (await OperationsAsync()).ShouldBe(["write"]);
    }

    [Fact]
    public async Task A_refusal_has_written_nothing_but_its_row_with_what_was_asked_and_a_code()
    {
        await _town.Get<Transactions>().RunAsync(
            Agent,
            "write",
            transaction =>
            {
                transaction.Audit(new AuditEntry("write", "desk:4", "before", "after"));
                transaction.Db.PlatformSettings.Add(new PlatformSetting("first", "yes"));
                return Task.FromResult(TransactionResult.Refuse(new Refusal(ReasonOfRefusal.TooLate, "Claire Dunand")));
            },
            Stop);

        var row = await _town.ReadAsync(db => db.AuditRows.SingleAsync());
        (row.Operation, row.Subject, row.Before, row.After).ShouldBe(("write", "desk:4", "before", null));
        row.Refusal.ShouldBe("Refusal TooLate", "what was typed is no code");
        (await _town.ReadAsync(db => db.PlatformSettings.CountAsync(setting => setting.Name == "first"))).ShouldBe(0);
    }

    [Fact]
    public async Task A_form_that_is_posted_twice_leaves_one_row()
    {
        var form = FormKey.Of(_town.Get<PlatformKeys>(), "write", Agent, "form");

        for (var i = 0; i < 2; i++)
        {
            await _town.Get<Transactions>().RunAsync(
                Agent, form, otherContent: false, _ => Task.FromResult(TransactionResult.Commit(true)), Stop);
        }

        (await OperationsAsync()).ShouldBe(["write"]);
    }

    [Fact]
    public async Task The_purge_deletes_rows_after_a_year_and_no_others()
    {
        await AuditAsync(Agent, "young");
        (await _town.ReadAsync(db => db.AuditRows.SingleAsync())).DeleteAfterUtc
            .ShouldBe(_town.NowUtc.AddMonths(12), TimeSpan.FromMinutes(5));
        await ExecuteAsync(
            """
            INSERT INTO audit (at_utc, actor_kind, channel, network_hash, operation, subject, delete_after_utc)
            VALUES ({0}, 1, 1, '', 'old', '', {1})
            """,
            _town.NowUtc.AddMonths(-13),
            _town.NowUtc.AddMonths(-1));

        await _town.Get<Purge>().RunAsync(Stop);

        (await OperationsAsync()).ShouldBe(["young"]);
    }

    private Task AuditAsync(Actor actor, string operation) =>
        _town.Get<Transactions>().AuditAsync(actor, new AuditEntry(operation, "appointment:1"), Stop);

    private Task<T> WriteAsync<T>(Actor actor, string operation, TransactionResult<T> result) =>
        _town.Get<Transactions>().RunAsync(actor, operation, _ => Task.FromResult(result), Stop);

    private Task<List<string>> OperationsAsync() =>
        _town.ReadAsync(db => db.AuditRows.OrderBy(row => row.Id).Select(row => row.Operation).ToListAsync(Stop));

    private async Task ExecuteAsync(string sql, params object[] values)
    {
        await using var db = _town.OpenDb();
        await db.Database.ExecuteSqlRawAsync(sql, values, Stop);
    }

    private static Actor ActorOf(string who) => who switch
    {
        "agent" => Agent,
        "relay agent" => Actor.RelayAgent(8, 4, "session", "network"),
        "API client" => TestTown.ApiClient(),
        "command line" => Actor.CommandLine,
        "citizen" => TestTown.Citizen(),
        "caller" => TestTown.Caller(),
        "importer" => Actor.Importer,
        "platform" => Actor.Platform,
        _ => throw new ArgumentOutOfRangeException(nameof(who)),
    };

    private enum ReasonOfRefusal
    {
        TooEarly,
        TooLate,
    }

    private sealed record Refusal(ReasonOfRefusal Reason, string Typed);
}

public sealed class AuditOnSqliteTests() : AuditTests(DatabaseProvider.Sqlite);

public sealed class AuditOnPostgresTests() : AuditTests(DatabaseProvider.Postgres);
