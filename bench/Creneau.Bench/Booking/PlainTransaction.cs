using Npgsql;

namespace Creneau.Bench.Booking;

/// <summary>A statement with its values.</summary>
internal readonly record struct Statement(string Sql, params object?[] Values);

/// <summary>A transaction by plain Npgsql; what is not committed is rolled back.</summary>
internal sealed class PlainTransaction : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;

    private PlainTransaction(NpgsqlConnection connection, NpgsqlTransaction transaction) =>
        (_connection, _transaction) = (connection, transaction);

    public static async Task<PlainTransaction> BeginAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        var connection = await source.OpenConnectionAsync(ct);
        return new(connection, await connection.BeginTransactionAsync(ct));
    }

    public Task CommitAsync() => _transaction.CommitAsync();

    /// <returns>How many rows it wrote.</returns>
    public async Task<int> WriteAsync(string sql, params object?[] values)
    {
        await using var command = new NpgsqlCommand(sql, _connection);
        Fill(command.Parameters, values);
        return await command.ExecuteNonQueryAsync();
    }

    /// <returns>The values of the first row, all read; null when there is no row.</returns>
    public async Task<object[]?> ReadAsync(string sql, params object?[] values)
    {
        await using var command = new NpgsqlCommand(sql, _connection);
        Fill(command.Parameters, values);
        await using var reader = await command.ExecuteReaderAsync();
        if (!await reader.ReadAsync())
        {
            return null;
        }

        var row = new object[reader.FieldCount];
        reader.GetValues(row);
        return row;
    }

    /// <summary>Several questions in one round trip; every value is read.</summary>
    public async Task ReadTogetherAsync(params Statement[] statements)
    {
        await using var batch = Together(statements);
        await using var reader = await batch.ExecuteReaderAsync();
        do
        {
            var row = new object[reader.FieldCount];
            while (await reader.ReadAsync())
            {
                reader.GetValues(row);
            }
        }
        while (await reader.NextResultAsync());
    }

    /// <summary>Several statements in one round trip.</summary>
    public async Task WriteTogetherAsync(params Statement[] statements)
    {
        await using var batch = Together(statements);
        await batch.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private NpgsqlBatch Together(Statement[] statements)
    {
        var batch = new NpgsqlBatch(_connection);
        foreach (var statement in statements)
        {
            var command = new NpgsqlBatchCommand(statement.Sql);
            Fill(command.Parameters, statement.Values);
            batch.BatchCommands.Add(command);
        }

        return batch;
    }

    private static void Fill(NpgsqlParameterCollection parameters, object?[] values)
    {
        foreach (var value in values)
        {
            parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        }
    }
}
