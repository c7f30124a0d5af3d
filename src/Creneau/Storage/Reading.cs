using Microsoft.EntityFrameworkCore;

namespace Creneau.Storage;

/// <summary>
/// Outside <see cref="Transactions"/>: reads, of which nothing is changed, so that a connection that was cut is worth one
/// more try, and single writes.
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

    /// <summary>
    /// One write of the platform itself, outside <see cref="Transactions"/>: drafts and what jobs keep name no actor and are
    /// not audited. It waits for its turn, and is not tried again.
    /// </summary>
    public static async Task<T> WriteAsync<T>(
        this IDbContextFactory<CreneauDb> contexts, StorageProvider storage, Func<CreneauDb, Task<T>> write, CancellationToken ct)
    {
        using var turn = await storage.TurnAsync(ct);
        return await OnceAsync(contexts, write, ct);
    }

    private static async Task<T> OnceAsync<T>(IDbContextFactory<CreneauDb> contexts, Func<CreneauDb, Task<T>> read, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await read(db);
    }
}
