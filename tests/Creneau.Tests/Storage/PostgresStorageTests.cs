using System.Net.Sockets;
using Creneau.Storage;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Storage;

/// <summary>Which answers of PostgreSQL are worth another try, and in the end a « réessayez » rather than an error page.</summary>
public sealed class PostgresStorageTests : IAsyncDisposable
{
    private readonly PostgresStorage _storage = new("Host=127.0.0.1");

    [Theory]
    [InlineData("40001", true)] // serialization failure
    [InlineData("40P01", true)] // deadlock
    [InlineData("08006", true)] // connection failure
    [InlineData("57P01", true)] // shut down by an administrator
    [InlineData("57P03", true)] // starting up
    [InlineData("53300", true)] // all connections taken
    [InlineData("25006", true)] // a standby since a failover
    [InlineData("23P01", false)] // exclusion constraint
    [InlineData("23505", false)] // unique key
    [InlineData("42P01", false)] // a table is missing
    public void What_passes_by_itself_is_told_from_what_does_not(string state, bool passes) =>
        _storage.IsTransient(new InvalidOperationException("wrapped", new PostgresException("", "ERROR", "ERROR", state))).ShouldBe(passes);

    [Fact]
    public void A_cut_connection_is_worth_another_try() =>
        _storage.IsTransient(new NpgsqlException("cut", new EndOfStreamException())).ShouldBeTrue();

    [Fact]
    public async Task A_server_that_does_not_answer_is_worth_another_try_and_named_by_the_kind_of_failure()
    {
        await using var storage = new PostgresStorage($"Host=127.0.0.1;Port={FreePort.Take()}");

        var error = await FailureOfAsync(storage);

        storage.IsTransient(error).ShouldBeTrue();
        storage.CodeOf(error).ShouldBe(nameof(SocketException));
    }

    [Fact]
    public async Task A_server_whose_name_is_not_found_is_worth_another_try()
    {
        await using var storage = new PostgresStorage("Host=database.invalid");

        storage.IsTransient(await FailureOfAsync(storage)).ShouldBeTrue();
    }

    [Fact]
    public void Another_servers_connection_is_no_matter_of_the_database()
    {
        var refused = new SocketException((int)SocketError.ConnectionRefused);

        _storage.IsTransient(refused).ShouldBeFalse();
        _storage.IsTransient(new HttpRequestException("no gateway of messages", refused)).ShouldBeFalse();
        _storage.IsTransient(new IOException("no mail server", refused)).ShouldBeFalse();
        _storage.IsTransient(new NpgsqlException("no database", refused)).ShouldBeTrue();
    }

    private static async Task<Exception> FailureOfAsync(PostgresStorage storage)
    {
        var options = new DbContextOptionsBuilder<CreneauDb>();
        storage.Configure(options);
        await using var db = new CreneauDb(options.Options);
        return await Should.ThrowAsync<Exception>(() => db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken));
    }

    public ValueTask DisposeAsync() => _storage.DisposeAsync();
}
