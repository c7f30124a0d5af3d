using Creneau.Acting;
using Creneau.Storage;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Storage;

public abstract class AuditTests(DatabaseProvider provider) : IAsyncLifetime
{
    private TestTown _town = null!;

    public async ValueTask InitializeAsync()
    {
        _town = await TestTown.FoundAsync(provider, realClock: true);
        await _town.StartAsync();
        await _town.Get<Transactions>().AuditAsync(
            Actor.CommandLine, new AuditEntry("print", "appointment:1"), TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => _town.DisposeAsync();

    [Theory]
    [InlineData("UPDATE audit SET operation = 'nothing'")]
    [InlineData("DELETE FROM audit")]
    public async Task The_database_refuses_to_change_or_delete_a_row_of_the_audit(string sql)
    {
        var error = await Should.ThrowAsync<System.Data.Common.DbException>(() => ExecuteAsync(sql));

        error.Message.ShouldContain("audit");
        (await _town.ReadAsync(db => db.AuditRows.SingleAsync())).Operation.ShouldBe("print");
    }

    [Fact]
    public async Task What_citizens_do_leaves_events_and_no_row()
    {
        await _town.Get<Transactions>().AuditAsync(TestTown.Citizen(), new AuditEntry("hold"), TestContext.Current.CancellationToken);

        (await _town.ReadAsync(db => db.AuditRows.CountAsync())).ShouldBe(1);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var db = _town.OpenDb();
        await db.Database.ExecuteSqlRawAsync(sql);
    }
}

public sealed class AuditOnSqliteTests() : AuditTests(DatabaseProvider.Sqlite);

public sealed class AuditOnPostgresTests() : AuditTests(DatabaseProvider.Postgres);
