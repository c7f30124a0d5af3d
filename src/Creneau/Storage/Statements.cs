using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Creneau.Storage;

/// <summary>
/// Statements as they stand, in the context's transaction: those that lock, count or claim have nothing to translate or
/// to track. Values travel beside the text as parameters; an array becomes the list of an IN, a statement a part of the other.
/// </summary>
public static class Statements
{
    /// <returns>How many rows were written.</returns>
    public static async Task<int> WriteAsync(this CreneauDb db, FormattableString sql, CancellationToken ct)
    {
        await using var command = await CommandAsync(db, sql, ct);
        return await command.ExecuteNonQueryAsync(ct);
    }

    /// <param name="read">Turns the current row into a value.</param>
    public static async Task<List<T>> ReadAsync<T>(
        this CreneauDb db, FormattableString sql, Func<DbDataReader, T> read, CancellationToken ct)
    {
        await using var command = await CommandAsync(db, sql, ct);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await RowsAsync(reader, read, ct);
    }

    /// <summary>Two questions in one round trip; the second sees what others have committed while the first waited for locks.</summary>
    public static async Task<(List<TFirst> First, List<TSecond> Second)> ReadAsync<TFirst, TSecond>(
        this CreneauDb db, Question<TFirst> first, Question<TSecond> second, CancellationToken ct)
    {
        await using var command = await CommandAsync(db, $"{first.Sql}; {second.Sql}", ct);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = await RowsAsync(reader, first.Read, ct);
        await reader.NextResultAsync(ct);
        return (rows, await RowsAsync(reader, second.Read, ct));
    }

    private static async Task<List<T>> RowsAsync<T>(DbDataReader reader, Func<DbDataReader, T> read, CancellationToken ct)
    {
        List<T> rows = [];
        while (await reader.ReadAsync(ct))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    private static async Task<DbCommand> CommandAsync(CreneauDb db, FormattableString sql, CancellationToken ct)
    {
        if (db.Database.CurrentTransaction is null)
        {
            await db.Database.OpenConnectionAsync(ct);
        }

        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = TextOf(sql, command);
        return command;
    }

    private static string TextOf(FormattableString sql, DbCommand command) =>
        string.Format(CultureInfo.InvariantCulture, sql.Format, [.. sql.GetArguments().Select(value => PlaceOf(value, command))]);

    private static string PlaceOf(object? value, DbCommand command) => value switch
    {
        FormattableString part => TextOf(part, command),
        int[] list => string.Join(", ", list.Select(one => PlaceOf(one, command))),
        Guid[] list => string.Join(", ", list.Select(one => PlaceOf(one, command))),
        _ => Add(value, command),
    };

    private static string Add(object? value, DbCommand command)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"@p{command.Parameters.Count}");
        parameter.Value = value ?? DBNull.Value;
        command.Parameters.Add(parameter);
        return parameter.ParameterName;
    }
}

/// <summary>A SELECT and what turns one of its rows into a value.</summary>
public readonly record struct Question<T>(FormattableString Sql, Func<DbDataReader, T> Read);
