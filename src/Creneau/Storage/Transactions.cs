using System.Text.Json;
using Creneau.Acting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Creneau.Storage;

/// <summary>
/// The database did not answer, or what was wanted changed again and again; nothing was written as far as anybody can
/// know.
/// </summary>
public sealed class StorageOutageException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Runs in every transaction that commits, before its changes are saved. A room registers what it has to add.</summary>
public sealed record BeforeSave(Func<Transaction, CancellationToken, Task> RunAsync)
{
    /// <param name="run">What needs nothing of the database.</param>
    public BeforeSave(Action<Transaction> run)
        : this((transaction, _) =>
        {
            run(transaction);
            return Task.CompletedTask;
        })
    {
    }
}

/// <summary>
/// Runs every write: idempotency row first, then what the use case locks, in one READ COMMITTED transaction; audit rows
/// in the same transaction; what is to be done after the commit after it. It knows no appointment, desk or message.
/// See `docs/one-request.md`.
/// </summary>
public sealed class Transactions(
    IDbContextFactory<CreneauDb> contexts,
    StorageProvider storage,
    IEnumerable<BeforeSave> beforeSave,
    TimeProvider clock,
    ILogger<Transactions> log)
{
    private const int MostFailures = 4;
    // Each time somebody else got through: among so many at the same rows everybody does
    private const int MostStarts = 16;

    /// <summary>Runs a decision in one transaction.</summary>
    /// <param name="operation">What it is called in the audit, such as "desk-close".</param>
    /// <param name="decide">Load, lock, decide; it may run several times, each with a fresh context.</param>
    /// <returns>The result of the decision; one that does not commit has written nothing.</returns>
    /// <exception cref="StorageOutageException">The database cannot be reached, after retries.</exception>
    public async Task<T> RunAsync<T>(
        Actor actor, string operation, Func<Transaction, Task<TransactionResult<T>>> decide, CancellationToken ct)
    {
        for (int failures = 0, starts = 0; ;)
        {
            try
            {
                var (end, result) = await AttemptAsync(actor, operation, decide, ct);
                if (end is TransactionEnd.Commit or TransactionEnd.Refuse)
                {
                    return result;
                }

                starts += end == TransactionEnd.StartAgain ? 1 : 0;
                if (starts >= MostStarts)
                {
                    throw new StorageOutageException($"What {operation} reads changes again and again.");
                }

                await (end == TransactionEnd.StartAgain ? PauseAsync(Random.Shared.Next(1 + (4 * starts)), ct) : Task.CompletedTask);
            }
            catch (Exception error) when (storage.IsConflict(error) && ++failures < MostFailures)
            {
                log.LogInformation("A constraint of the database refused {Operation}; attempt {Attempt}", operation, failures);
            }
            catch (Exception error) when (storage.IsTransient(error))
            {
                if (++failures >= MostFailures)
                {
                    throw new StorageOutageException("The database does not answer.", error);
                }

                log.LogInformation(
                    "The database asks to try {Operation} again ({Kind}); attempt {Attempt}", operation, error.GetType().Name, failures);
                await PauseAsync(20 * failures * failures, ct);
            }
        }
    }

    /// <summary>The same for a form: one that was answered before gets the same answer again, and nothing more is written.</summary>
    /// <param name="otherContent">What is answered when the same form was posted before with other content.</param>
    public Task<T> RunAsync<T>(
        Actor actor, FormKey form, T otherContent, Func<Transaction, Task<TransactionResult<T>>> decide, CancellationToken ct) =>
        RunAsync(
            actor,
            form.Action,
            async transaction => await transaction.ClaimFormAsync(form, ct)
                ? await decide(transaction)
                : TransactionResult.Refuse(await transaction.EarlierAnswerAsync(form, otherContent, ct)),
            ct);

    /// <summary>The stored answer of a form that was answered before, or null.</summary>
    public async Task<T?> EarlierAnswerAsync<T>(FormKey form, CancellationToken ct)
        where T : class
    {
        var outcomes = await contexts.ReadAsync(
            storage,
            db => db.ReadAsync(
                $"""
                SELECT outcome FROM idempotency
                WHERE key_hash = {form.KeyHash} AND content_hash = {form.ContentHash} AND outcome IS NOT NULL
                """,
                row => row.GetString(0),
                ct),
            ct);
        return outcomes is [var outcome] ? JsonSerializer.Deserialize<T>(outcome) : null;
    }

    /// <summary>
    /// Notes in the audit what writes nothing else: a refusal, a sign-in, a search over people, a print, an export. Of
    /// actors that are not audited nothing is noted.
    /// </summary>
    public Task AuditAsync(Actor actor, AuditEntry entry, CancellationToken ct) => !actor.IsAudited
        ? Task.CompletedTask
        : RunAsync(actor, entry.Operation, transaction =>
        {
            transaction.Audit(entry);
            return Task.FromResult(TransactionResult.Commit(true));
        }, ct);

    /// <summary>Notes a refusal in the audit, in a transaction of its own; for one that was found before any was begun.</summary>
    /// <param name="asked">What was asked for.</param>
    /// <returns>The refusal.</returns>
    public async Task<T> RefuseAsync<T>(Actor actor, AuditEntry asked, T refusal, CancellationToken ct)
    {
        await AuditAsync(actor, asked with { Refusal = asked.Refusal ?? AuditEntry.CodeOf(refusal), After = null }, ct);
        return refusal;
    }

    /// <summary>On the system's clock: what is waited for here is the database, whatever time the platform's clock shows.</summary>
    private static Task PauseAsync(int milliseconds, CancellationToken ct) =>
        Task.Delay(TimeSpan.FromMilliseconds(milliseconds), TimeProvider.System, ct);

    private async Task<TransactionResult<T>> AttemptAsync<T>(
        Actor actor, string operation, Func<Transaction, Task<TransactionResult<T>>> decide, CancellationToken ct)
    {
        Transaction transaction;
        TransactionResult<T> result;
        using (await storage.TurnAsync(ct))
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            db.Database.AutoSavepointsEnabled = false;
            await using var running = await db.Database.BeginTransactionAsync(ct);
            transaction = new Transaction(db, storage, actor, operation, clock);
            result = await decide(transaction);
            if (result.End == TransactionEnd.Commit)
            {
                await transaction.SaveAsync(beforeSave, result.Result, ct);
                // Not cancellable: once the commit is asked for, the answer is wanted even if the reader has gone
                await running.CommitAsync(CancellationToken.None);
            }
        }

        await FollowUpAsync(transaction, result);
        return result;
    }

    private async Task FollowUpAsync<T>(Transaction transaction, TransactionResult<T> result)
    {
        if (result.End == TransactionEnd.Commit)
        {
            await transaction.RunAfterCommitAsync();
        }
        else if (result.End == TransactionEnd.Refuse && !transaction.IsRepetition)
        {
            // Not cancellable: what was refused is noted even if the reader has gone
            await RefuseAsync(transaction.Actor, transaction.Audited, result.Result, CancellationToken.None);
        }
    }
}
