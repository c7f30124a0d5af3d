using System.Runtime.CompilerServices;
using System.Text.Json;
using Creneau.Acting;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Storage;

/// <summary>A running write: its context, who acts, and what is to be done with it at its end.</summary>
public sealed class Transaction(CreneauDb db, StorageProvider storage, Actor actor, string operation, TimeProvider clock)
{
    private readonly Dictionary<Type, object> _states = [];
    private readonly List<Func<FormattableString?>> _last = [];
    private readonly List<Func<Task>> _afterCommit = [];
    private readonly List<AuditEntry> _also = [];
    private readonly List<(Guid AppointmentId, byte[] Cipher)> _personal = [];
    private FormKey? _form;

    public CreneauDb Db => db;

    public StorageProvider Storage => storage;

    public Actor Actor => actor;

    /// <summary>The instant of the decision: read again once locks are held, so that waiting for them counts.</summary>
    public DateTime NowUtc { get; private set; } = clock.GetUtcNow().UtcDateTime;

    /// <summary>A form that was answered before was answered again.</summary>
    internal bool IsRepetition { get; private set; }

    /// <summary>What the audit says of it so far.</summary>
    internal AuditEntry Audited { get; private set; } = new(operation);

    /// <summary>To be called by whoever has waited for a lock.</summary>
    public void ReadClock() => NowUtc = clock.GetUtcNow().UtcDateTime;

    /// <summary>What a room remembers during this transaction; made when it is first asked for.</summary>
    public T State<T>(Func<T> make)
        where T : class
    {
        if (_states.TryGetValue(typeof(T), out var known))
        {
            return (T)known;
        }

        var made = make();
        _states[typeof(T)] = made;
        return made;
    }

    /// <summary>A statement that is asked for and run last, in one round trip with the others: others wait for what it locks.</summary>
    /// <param name="statement">Null: there is nothing to do after all.</param>
    public void RunLast(Func<FormattableString?> statement) => _last.Add(statement);

    /// <summary>Run once the commit has succeeded, never when it has not.</summary>
    public void AfterCommit(Func<Task> run) => _afterCommit.Add(run);

    /// <summary>
    /// Says what the audit notes, of actors that are audited; nothing is noted of others. Said again, the last word
    /// counts; a town hall that was named stays.
    /// </summary>
    public void Audit(AuditEntry entry) => Audited = entry with { TownHallId = entry.TownHallId ?? Audited.TownHallId };

    /// <summary>Adds a code to what the row says it is afterwards.</summary>
    public void AuditMore(string code) => Audited = Audited with { After = $"{Audited.After} {code}".TrimStart() };

    /// <summary>Says that something else was done with it: a row of its own, unless the whole is refused.</summary>
    public void AuditAlso(AuditEntry entry) => _also.Add(entry with { TownHallId = entry.TownHallId ?? Audited.TownHallId });

    /// <summary>Says at which town hall it is done; null: at the actor's own, or at none.</summary>
    public void AuditAt(int? townHallId) => Audited = Audited with { TownHallId = townHallId };

    /// <summary>Says that this ends with a refusal, for one that commits all the same or is not the result itself.</summary>
    public void AuditRefusal(object refusal) => Audited = Audited with { Refusal = AuditEntry.CodeOf(refusal) };

    /// <summary>Ends with a refusal of which something stays written all the same: what the answer owes.</summary>
    public TransactionResult<T> CommitRefusal<T>(T refusal)
        where T : notnull
    {
        AuditRefusal(refusal);
        return TransactionResult.Commit(refusal);
    }

    /// <summary>Says which personal fields of an appointment changed.</summary>
    /// <param name="cipher">Their values, encrypted; they go with the appointment.</param>
    public void AuditPersonal(Guid appointmentId, IEnumerable<string> fields, byte[] cipher)
    {
        _personal.Add((appointmentId, cipher));
        Audited = Audited with { After = $"{Audited.After} personal:{string.Join(',', fields)}".TrimStart() };
    }

    /// <summary>The idempotency row: the first lock of every form.</summary>
    /// <returns>False when this form was answered before: see <see cref="EarlierAnswerAsync"/>.</returns>
    public async Task<bool> ClaimFormAsync(FormKey form, CancellationToken ct)
    {
        _form = form;
        return await form.ClaimAsync(db, NowUtc, ct);
    }

    /// <returns>The answer that this form got before; <paramref name="otherContent"/> when it was posted with other content.</returns>
    public async Task<T> EarlierAnswerAsync<T>(FormKey form, T otherContent, CancellationToken ct)
    {
        IsRepetition = true;
        var earlier = await db.IdempotencyRecords.AsNoTracking().SingleAsync(record => record.KeyHash == form.KeyHash, ct);
        return earlier.ContentHash == form.ContentHash && earlier.Action == form.Action && earlier.Outcome is not null
            ? JsonSerializer.Deserialize<T>(earlier.Outcome)!
            : otherContent;
    }

    /// <summary>Writes everything, the last statements and the form's answer at the end.</summary>
    internal async Task SaveAsync<T>(IEnumerable<BeforeSave> beforeSave, T result, CancellationToken ct)
    {
        // What is listed before saving needs no comparison of every value; saving makes that one
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        foreach (var step in beforeSave)
        {
            await step.RunAsync(this, ct);
        }

        AddAudit();
        db.ChangeTracker.AutoDetectChangesEnabled = true;
        await db.SaveChangesAsync(ct);
        if (_form is { } form)
        {
            _last.Add(() => form.StoreOutcome(JsonSerializer.Serialize(result)));
        }

        var statements = _last.Select(statement => statement()).OfType<FormattableString>().ToArray();
        if (statements.Length > 0)
        {
            var format = string.Join("; ", Enumerable.Range(0, statements.Length).Select(index => $"{{{index}}}"));
            await db.WriteAsync(FormattableStringFactory.Create(format, [.. statements]), ct);
        }
    }

    internal async Task RunAfterCommitAsync()
    {
        foreach (var run in _afterCommit)
        {
            await run();
        }
    }

    private void AddAudit()
    {
        if (!actor.IsAudited)
        {
            return;
        }

        var row = new AuditRow(actor, Audited, NowUtc);
        db.Add(row);
        if (Audited.Refusal is null)
        {
            db.AddRange(_also.Select(entry => new AuditRow(actor, entry, NowUtc)));
        }

        db.AddRange(_personal.Select(personal => new AuditDetail(row, personal.AppointmentId, personal.Cipher)));
    }
}
