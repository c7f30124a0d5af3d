using Creneau.Storage;
using Npgsql;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Storage;

public sealed class PostgresPoolTests
{
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
