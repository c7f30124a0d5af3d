using System.Net.Sockets;
using Creneau.Storage;
using Creneau.Tests.Jobs;
using Creneau.Web.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Hosting;

/// <summary>What is answered with « Le site est indisponible un instant », and what the log says of it.</summary>
public sealed class DatabaseOutageTests : IAsyncDisposable
{
    private const string Secret = "claire@exemple.fr";
    private readonly PostgresStorage _postgres = new("Host=127.0.0.1");
    private readonly SqliteStorage _sqlite = new("Data Source=:memory:");
    private readonly LogLines _log = new();

    [Fact]
    public void An_outage_of_PostgreSQL_is_named_by_its_code_alone() => LogOf(
        new DbUpdateException(Secret, new PostgresException(Secret, "FATAL", "FATAL", "57P03", detail: $"Key (email)=({Secret})")),
            _postgres)
        .ShouldBe("The database does not answer: 57P03");

    [Fact]
    public void An_outage_of_SQLite_is_named_by_its_code_alone() =>
        LogOf(new DbUpdateException(Secret, new SqliteException(Secret, 5, 517)), _sqlite)
            .ShouldBe("The database does not answer: SQLITE 517");

    [Fact]
    public void A_server_that_cannot_be_reached_is_named_by_the_kind_of_failure() => LogOf(
        new StorageOutageException(Secret, new NpgsqlException(Secret, new SocketException((int)SocketError.ConnectionRefused))), _postgres)
        .ShouldBe("The database does not answer: SocketException");

    [Theory]
    [InlineData("23502")] // NOT NULL
    [InlineData("23503")] // foreign key
    [InlineData("23514")] // CHECK
    public void A_broken_rule_of_PostgreSQL_is_a_bug_and_no_outage(string state) =>
        ShouldBeNoOutage(new DbUpdateException("", new PostgresException("", "ERROR", "ERROR", state)), _postgres);

    [Theory]
    [InlineData(1299)] // NOT NULL
    [InlineData(787)] // foreign key
    [InlineData(275)] // CHECK
    public void A_broken_rule_of_SQLite_is_a_bug_and_no_outage(int code) =>
        ShouldBeNoOutage(new DbUpdateException("", new SqliteException("", 19, code)), _sqlite);

    [Fact]
    public void A_mail_server_that_is_away_is_no_outage_of_the_database()
    {
        ShouldBeNoOutage(new IOException("", new SocketException((int)SocketError.ConnectionRefused)), _postgres);
        ShouldBeNoOutage(new SocketException((int)SocketError.ConnectionRefused), _sqlite);
    }

    public ValueTask DisposeAsync()
    {
        _sqlite.Dispose();
        _log.Dispose();
        return _postgres.DisposeAsync();
    }

    private string LogOf(Exception error, StorageProvider storage)
    {
        DatabaseOutage.LogIfOutage(error, storage, _log.CreateLogger("site")).ShouldBeTrue();
        var line = _log.Lines.ShouldHaveSingleItem();
        (line.Level, line.Exception).ShouldBe((LogLevel.Warning, null));
        return line.Message;
    }

    private void ShouldBeNoOutage(Exception error, StorageProvider storage)
    {
        DatabaseOutage.LogIfOutage(error, storage, _log.CreateLogger("site")).ShouldBeFalse();
        DatabaseOutage.IsOutage(error, storage).ShouldBeFalse();
        _log.Lines.ShouldBeEmpty("whoever answers it logs it with its stack");
    }
}
