using Creneau.Agents;
using Creneau.Agents.Administration;
using Creneau.Availability;
using Creneau.Places;
using Creneau.Storage;

namespace Creneau.Administration;

/// <summary>What is administered at a town hall is changed by one at a time: its row is the lock.</summary>
internal static class ManagedTownHall
{
    /// <summary>Locks a town hall and notes in the audit what is done there.</summary>
    /// <returns>Whether the actor manages it now: its own managers do, and the platform's administrators.</returns>
    public static async Task<bool> MayAsync(Transaction transaction, int townHallId, AuditEntry entry, CancellationToken ct)
    {
        transaction.Audit(entry);
        transaction.AuditAt(townHallId);
        return await MembershipLocks.RoleOfActorAsync(transaction, townHallId, ct) is AgentRole.Manager or AgentRole.Administrator;
    }

    /// <summary>Locks the roles of the platform.</summary>
    /// <returns>Whether the actor is an administrator of the platform.</returns>
    public static async Task<bool> MayAsPlatformAsync(Transaction transaction, AuditEntry entry, CancellationToken ct)
    {
        transaction.Audit(entry);
        return await MembershipLocks.RoleOfActorAsync(transaction, null, ct) is AgentRole.Administrator;
    }

    /// <summary>« town-hall:5 ».</summary>
    public static string Subject(int townHallId) => FormattableString.Invariant($"town-hall:{townHallId}");

    public static DateOnly Today(TownHall townHall, DateTime nowUtc) => DateOnly.FromDateTime(townHall.LocalTime(nowUtc));

    /// <summary>Ends with a refusal: nothing is written but its audit row.</summary>
    public static TransactionResult<SaveResult> Refused(SaveRefusal reason) =>
        TransactionResult.Refuse<SaveResult>(new SaveResult.Refused(reason));

    public static TransactionResult<SaveResult> Refused(FieldChecks checks) => TransactionResult.Refuse(checks.Result);

    /// <summary>Ends with what was saved; every node reads the directory again.</summary>
    public static async Task<TransactionResult<SaveResult>> SavedAsync(
        Transaction transaction, AvailabilityIndex availability, int id, CancellationToken ct)
    {
        await availability.RaiseDirectoryAsync(transaction, ct);
        return TransactionResult.Commit<SaveResult>(new SaveResult.Saved(id));
    }
}
