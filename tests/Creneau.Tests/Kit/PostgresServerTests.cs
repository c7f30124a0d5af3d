using Creneau.TestKit;
using Npgsql;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Kit;

public sealed class PostgresServerTests
{
    [Fact]
    public async Task A_new_database_answers_as_PostgreSQL_15()
    {
        var server = await PostgresServer.SharedAsync();

        var database = await server.CreateDatabaseAsync("kit_answers");

        (await AskAsync(database, "SHOW server_version")).ShouldStartWith("15.");
    }

    [Fact]
    public async Task A_database_made_from_a_template_has_its_rows()
    {
        var server = await PostgresServer.SharedAsync();
        var template = await server.CreateDatabaseAsync("kit_template");
        await AskAsync(template, "CREATE TABLE desk AS SELECT 'DR 1' AS name");

        var copy = await server.CreateDatabaseAsync("kit_copy", template: "kit_template");

        (await AskAsync(copy, "SELECT name FROM desk")).ShouldBe("DR 1");
    }

    [Fact]
    public async Task A_crash_keeps_what_was_committed()
    {
        await using var server = await PostgresServer.StartNewAsync(durable: true);
        var database = await server.CreateDatabaseAsync("kit_crash");
        await AskAsync(database, "CREATE TABLE desk AS SELECT 'DR 1' AS name");

        await server.StopImmediatelyAsync();
        await Should.ThrowAsync<NpgsqlException>(() => AskAsync(database, "SELECT name FROM desk"));
        await server.StartAsync();

        (await AskAsync(database, "SELECT name FROM desk")).ShouldBe("DR 1");
    }

    private static async Task<string> AskAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync() as string ?? "";
    }
}
