using System.Data.Common;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Creneau.Jobs;

/// <summary>
/// Deletes what its deletion date has reached, in batches, so that nobody waits long for a turn to write. A row that cannot
/// be deleted (something still refers to it) keeps no other: its batch is deleted row by row, and its id is logged.
/// </summary>
public sealed class Purge(
    IEnumerable<PurgeRule> rules, IDbContextFactory<CreneauDb> contexts, StorageProvider storage, TimeProvider clock, ILogger<Purge> log)
{
    public const int BatchSize = 500;
    public static readonly TimeSpan Between = TimeSpan.FromMinutes(10);

    /// <summary>What was due before this instant should have been deleted twice since.</summary>
    public static DateTime MissedBeforeUtc(DateTime nowUtc) => nowUtc - Between - Between;

    /// <summary>Applies every rule, also when one fails.</summary>
    /// <returns>How many rows were deleted, those that went along with another row left out.</returns>
    /// <exception cref="AggregateException">
    /// Rules that failed as a whole, such as by a lost connection; what was deleted before, and by the others, is gone.
    /// </exception>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var nowUtc = clock.GetUtcNow().UtcDateTime;
        var deleted = 0;
        List<Exception> failures = [];
        foreach (var rule in rules)
        {
            try
            {
                deleted += await ApplyAsync(new PurgeStatements(rule, nowUtc), ct);
            }
            catch (Exception error) when (!ct.IsCancellationRequested)
            {
                failures.Add(error);
            }
        }

        return failures.Count == 0 ? deleted : throw new AggregateException("The purge could not be finished.", failures);
    }

    private async Task<int> ApplyAsync(PurgeStatements statements, CancellationToken ct)
    {
        var deleted = 0;
        object[]? last = null;
        while (await NextKeysAsync(statements, last, ct) is { Count: > 0 } keys)
        {
            deleted += await DeleteBatchAsync(statements, keys, ct);
            last = keys[^1];
        }

        return deleted;
    }

    private async Task<List<object[]>> NextKeysAsync(PurgeStatements statements, object[]? after, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.ReadAsync(statements.NextKeys(after, BatchSize), row => statements.KeyOf(row), ct);
    }

    private async Task<int> DeleteBatchAsync(PurgeStatements statements, List<object[]> keys, CancellationToken ct)
    {
        try
        {
            return await WriteAsync(statements.DeleteBetween(keys[0], keys[^1]), ct);
        }
        catch (DbException error) when (!storage.IsTransient(error))
        {
            return await DeleteOneByOneAsync(statements, keys, ct);
        }
    }

    private async Task<int> DeleteOneByOneAsync(PurgeStatements statements, List<object[]> keys, CancellationToken ct)
    {
        var deleted = 0;
        List<object> kept = [];
        foreach (var key in keys)
        {
            try
            {
                deleted += await WriteAsync(statements.DeleteBetween(key, key), ct);
            }
            catch (DbException error) when (!storage.IsTransient(error))
            {
                kept.Add(key[^1]);
            }
        }

        var ids = string.Join(' ', kept);
        log.LogWarning("{Count} rows of {Table} are due and cannot be deleted: {Ids}", kept.Count, statements.Table, ids);
        return deleted;
    }

    /// <summary>One statement, one transaction, one turn.</summary>
    private Task<int> WriteAsync(FormattableString sql, CancellationToken ct) =>
        contexts.WriteAsync(storage, db => db.Database.ExecuteSqlRawAsync(sql.Format, sql.GetArguments()!, ct), ct);
}
