using Microsoft.EntityFrameworkCore;

namespace Creneau.Storage;

/// <summary>
/// Reads outside <see cref="Transactions"/>: nothing is changed, so that a connection that was cut is worth one more
/// try.
/// </summary>
public static class Reading
{
    /// <param name="read">May run twice, each time with a fresh context.</param>
    /// <returns>What was read; the second failure is thrown as it is.</returns>
    public static async Task<T> ReadAsync<T>(
        this IDbContextFactory<CreneauDb> contexts, StorageProvider storage, Func<CreneauDb, Task<T>> read, CancellationToken ct)
    {
        try
        {
            return await OnceAsync(contexts, read, ct);
        }
        catch (Exception error) when (storage.IsTransient(error) && !ct.IsCancellationRequested)
        {
            return await OnceAsync(contexts, read, ct);
        }
    }

    private static async Task<T> OnceAsync<T>(IDbContextFactory<CreneauDb> contexts, Func<CreneauDb, Task<T>> read, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await read(db);
    }
}
