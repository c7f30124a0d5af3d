using System.Globalization;
using System.Text.Json;
using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Appointments.Auditing;
using Creneau.Keys;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Audit;

/// <summary>One personal field before and after an audited change.</summary>
/// <param name="Field">"email", or with the ordinal of the person "0.birth-name"…</param>
/// <param name="Before">Null when nothing was noted.</param>
/// <param name="After">The same afterwards.</param>
public sealed record PersonalValue(string Field, string? Before, string? After);

/// <summary>
/// Shows what an audited change wrote into personal fields, to whoever may see that appointment, as long as it is kept.
/// </summary>
public sealed class ReadPersonalValues(Transactions transactions, PlatformKeys keys)
{
    private const string Operation = "audit-values";

    /// <summary>Reads the values and notes in the audit who did; a refusal has written its audit row only.</summary>
    /// <param name="rowId">Of the audit.</param>
    /// <returns>Null when there are none, or when they are not the actor's to see.</returns>
    public Task<IReadOnlyList<PersonalValue>?> RunAsync(Actor actor, int? townHallId, long rowId, CancellationToken ct) =>
        transactions.RunAsync<IReadOnlyList<PersonalValue>?>(actor, Operation, async transaction =>
        {
            var row = string.Create(CultureInfo.InvariantCulture, $"audit:{rowId}");
            transaction.Audit(new AuditEntry(Operation, row));
            var db = transaction.Db;
            if (AuditScope.Of(actor, townHallId) is not { } scope || await new AuditQuery(db, scope).FindAsync(rowId, ct) is null)
            {
                return Refuse<IReadOnlyList<PersonalValue>?>(null);
            }

            var details = await db.Set<AuditDetail>().AsNoTracking().Where(detail => detail.Row.Id == rowId)
                .Join(db.Appointments, detail => detail.AppointmentId, of => of.Id, (detail, of) => new { detail.Cipher, Of = of })
                .ToListAsync(ct);
            var seen = details.Where(detail => MayRead(actor, detail.Of)).ToList();
            if (seen.Count == 0)
            {
                return Refuse<IReadOnlyList<PersonalValue>?>(null);
            }

            transaction.Audit(AppointmentAudit.Of(Operation, seen[0].Of.Id, null, row));
            transaction.AuditAt(seen[0].Of.TownHallId);
            return Commit<IReadOnlyList<PersonalValue>?>([.. seen.SelectMany(detail => ValuesIn(detail.Cipher))]);
        }, ct);

    internal static bool MayRead(Actor reader, Appointment appointment) =>
        appointment.Status is not (AppointmentStatus.Held or AppointmentStatus.Expired)
        && AppointmentAccess.ForAgent(reader, appointment) is not null;

    private IEnumerable<PersonalValue> ValuesIn(byte[] cipher) =>
        JsonSerializer.Deserialize<List<PersonalChange>>(keys.Decrypt(cipher))!
            .Select(change => new PersonalValue(change.Field, change.Before, change.After));
}
