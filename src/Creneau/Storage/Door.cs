using System.Text.Json;
using Creneau.Availability;
using Creneau.Notifications;
using Creneau.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Creneau.Storage;

/// <summary>What a use case decided: an outcome, and whether what it wrote is kept.</summary>
public readonly record struct Decision<T>(T Outcome, bool Keep);

/// <summary>Builds decisions, so that use cases read as sentences.</summary>
public static class Decide
{
    public static Decision<T> Keep<T>(T outcome) => new(outcome, true);

    /// <summary>Refused: everything is rolled back, a refusal has written nothing.</summary>
    public static Decision<T> Refuse<T>(T outcome) => new(outcome, false);

    /// <summary>Something moved between reading and locking: once more from the start.</summary>
    public static StartOverException StartOver() => new();
}

/// <summary>Thrown inside a decision when what it read before locking is no longer so.</summary>
public sealed class StartOverException() : Exception("What was read had moved.");

/// <summary>The database did not answer, or too many wanted the same at once; nothing was written as far as anybody can know.</summary>
public sealed class StorageOutageException(Exception inner) : Exception("The database does not answer.", inner);

/// <summary>
/// The one door of every write: idempotency row, desks by id, then the rest, in one READ COMMITTED transaction; memory
/// and the other nodes follow after the commit. See `docs/one-request.md`.
/// </summary>
public sealed class Door(
    IDbContextFactory<CreneauDb> contexts,
    StorageProvider storage,
    AvailabilityIndex availability,
    OutboxSignal outbox,
    TimeProvider clock,
    ILogger<Door> log)
{
    private const int MostTries = 4;

    // Each time, somebody else got through: among so many at the same rows everybody does
    private const int MostStarts = 16;

    /// <summary>Runs a decision in one transaction.</summary>
    /// <param name="form">The form that asks, or null when repeating does no harm.</param>
    /// <param name="otherContent">What is answered when the same form was posted before with other content.</param>
    /// <param name="decide">Load, lock, decide; it may run several times, each with a fresh context.</param>
    /// <returns>The outcome; the stored one when the same form was answered before.</returns>
    /// <exception cref="StorageOutageException">The database cannot be reached, after retries.</exception>
    public async Task<T> RunAsync<T>(FormKey? form, T otherContent, Func<DoorTransaction, Task<Decision<T>>> decide, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await AttemptAsync(form, otherContent, decide, ct);
            }
            catch (StartOverException) when (attempt < MostStarts)
            {
                log.LogDebug("What was read had moved; attempt {Attempt}", attempt);
                await PauseAsync(Random.Shared.Next(1 + (4 * attempt)), ct);
            }
            catch (StartOverException error)
            {
                throw new StorageOutageException(error);
            }
            catch (DbUpdateException error) when (storage.IsConflict(error) && attempt < MostTries)
            {
                log.LogInformation("A backstop of the database refused a write; attempt {Attempt}", attempt);
            }
            catch (Exception error) when (storage.IsTransient(error) && attempt < MostTries)
            {
                log.LogInformation("The database asks to try again ({Kind}); attempt {Attempt}", error.GetType().Name, attempt);
                await PauseAsync(20 * attempt * attempt, ct);
            }
            catch (Exception error) when (storage.IsTransient(error) || storage.IsConflict(error))
            {
                throw new StorageOutageException(error);
            }
        }
    }

    /// <summary>On the system's clock: what is waited for here is the database, whatever the time is at the door.</summary>
    private static Task PauseAsync(int milliseconds, CancellationToken ct) => Task.Delay(TimeSpan.FromMilliseconds(milliseconds), TimeProvider.System, ct);

    /// <summary>The stored answer of a form that was answered before, or null.</summary>
    public async Task<T?> EarlierAnswerAsync<T>(FormKey form, CancellationToken ct)
        where T : class
    {
        var outcomes = await contexts.ReadAsync(
            storage,
            db => db.ReadAsync(
                $"SELECT outcome FROM idempotency WHERE key_hash = {form.KeyHash} AND content_hash = {form.ContentHash} AND outcome IS NOT NULL",
                row => row.GetString(0),
                ct),
            ct);
        return outcomes is [var outcome] ? JsonSerializer.Deserialize<T>(outcome) : null;
    }

    /// <summary>Tries desks one after another, each in a transaction of its own, until one has an answer.</summary>
    /// <param name="decide">Null as the outcome: not at this desk.</param>
    /// <returns>Null when no desk has an answer; then nothing was written.</returns>
    internal async Task<T?> RunAtFirstDeskAsync<T>(FormKey form, T otherContent, IEnumerable<int> deskIds, Func<DoorTransaction, int, Task<Decision<T?>>> decide, CancellationToken ct)
        where T : class
    {
        foreach (var deskId in deskIds)
        {
            if (await RunAsync(form, otherContent, transaction => decide(transaction, deskId), ct) is { } answer)
            {
                return answer;
            }
        }

        return null;
    }

    private async Task<T> AttemptAsync<T>(FormKey? form, T otherContent, Func<DoorTransaction, Task<Decision<T>>> decide, CancellationToken ct)
    {
        using var turn = await storage.TurnAsync(ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        db.Database.AutoSavepointsEnabled = false;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (form is not null && !await form.ClaimAsync(db, clock.GetUtcNow().UtcDateTime, ct))
        {
            return await EarlierAnswerAsync(db, form, otherContent, ct);
        }

        var door = new DoorTransaction(db, storage, availability, clock);
        var decision = await decide(door);
        if (!decision.Keep)
        {
            return decision.Outcome;
        }

        await door.WriteAsync(form?.Answer(JsonSerializer.Serialize<T>(decision.Outcome)), ct);
        // Not cancellable: once we ask for the commit, the answer is wanted even if the reader has gone
        await transaction.CommitAsync(CancellationToken.None);
        door.Publish();
        if (door.WroteMessages)
        {
            outbox.Ring();
        }

        return decision.Outcome;
    }

    private static async Task<T> EarlierAnswerAsync<T>(CreneauDb db, FormKey form, T otherContent, CancellationToken ct)
    {
        var earlier = await db.IdempotencyRecords.AsNoTracking().SingleAsync(record => record.KeyHash == form.KeyHash, ct);
        return earlier.ContentHash == form.ContentHash && earlier.Action == form.Action && earlier.Outcome is not null
            ? JsonSerializer.Deserialize<T>(earlier.Outcome)!
            : otherContent;
    }
}

/// <summary>
/// One form of one browser: the same form with the same content gets the same answer for a day, which also settles a
/// commit whose outcome is unknown.
/// </summary>
public sealed record FormKey(string Action, string KeyHash, string ContentHash)
{
    /// <param name="browser">The browser's secret; without it nobody can replay another's form.</param>
    /// <param name="formId">A random id that was written into the form.</param>
    /// <param name="content">What was posted, in a fixed order.</param>
    public static FormKey Of(Keys keys, string action, string browser, string formId, params ReadOnlySpan<string> content) =>
        new(action, keys.Browsers.Of("form", action, browser, formId), keys.Browsers.Of(content));

    /// <returns>False when this form was answered before. Waits for a transaction that is answering it right now.</returns>
    internal async Task<bool> ClaimAsync(CreneauDb db, DateTime nowUtc, CancellationToken ct) =>
        await db.WriteAsync(
            $"INSERT INTO idempotency (key_hash, action, content_hash, created_utc) VALUES ({KeyHash}, {Action}, {ContentHash}, {nowUtc}) ON CONFLICT (key_hash) DO NOTHING",
            ct) == 1;

    /// <summary>The statement that notes the answer.</summary>
    internal FormattableString Answer(string outcome) => $"UPDATE idempotency SET outcome = {outcome} WHERE key_hash = {KeyHash}";
}
