using Creneau.Storage;
using Creneau.TestKit;
using Npgsql;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Storage;

public sealed class PostgresPoolTests
{
    [Fact]
    public async Task The_metrics_call_the_database_by_a_name_that_tells_nothing_of_it()
    {
        await using var town = await TestTown.FoundAsync(DatabaseProvider.Postgres);
        using var client = new HttpClient { BaseAddress = await town.OpenAsync() };

        var metrics = await client.GetStringAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken);

        metrics.ShouldContain("pool_name=\"creneau\"");
        metrics.ShouldNotContain(new NpgsqlConnectionStringBuilder(town.Database.ConnectionString).Database!);
    }

    [Theory]
    [InlineData("Host=db", 40)]
    [InlineData("Host=db;Maximum Pool Size=7", 7)]
    [InlineData("Host=db;maxpoolsize=100", 100)]
    public async Task Two_nodes_fit_a_server_as_it_comes_unless_told_otherwise(string connectionString, int most)
    {
        await using var storage = new PostgresStorage(connectionString);

        new NpgsqlConnectionStringBuilder(storage.DataSource.ConnectionString).MaxPoolSize.ShouldBe(most);
    }
}
