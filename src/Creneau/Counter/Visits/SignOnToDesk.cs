using Creneau.Acting;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Counter.Visits;

public abstract record SignOnResult
{
    public sealed record Done : SignOnResult;

    /// <summary>Somebody else is there; the actor may take over.</summary>
    public sealed record Taken(SignedOn By) : SignOnResult;

    /// <summary>No such desk at the actor's town hall.</summary>
    public sealed record NotFound : SignOnResult;
}

/// <summary>
/// Signs an agent on at the desk to which they call, and off the one before; one agent per desk, until the night. Whoever is there
/// already is shown first, and taken over from by choice.
/// </summary>
public sealed class SignOnToDesk(Transactions transactions, Availability.DeskLocks desks, VisitLocks locks)
{
    /// <summary>Signs on, or off; a refusal has written nothing.</summary>
    /// <param name="deskId">Null: leaves the desk.</param>
    /// <param name="takesOver">Whether the actor has seen who is there and takes over.</param>
    public Task<SignOnResult> RunAsync(Actor actor, int? deskId, bool takesOver, CancellationToken ct) =>
        transactions.RunAsync<SignOnResult>(actor, "desk-sign-on", async transaction =>
        {
            transaction.Audit(new AuditEntry("desk-sign-on", deskId is { } id ? FormattableString.Invariant($"desk:{id}") : ""));
            if (actor is not { AtCounter: true, Id: { } agent })
            {
                return Refuse<SignOnResult>(new SignOnResult.NotFound());
            }

            if (deskId is null)
            {
                transaction.Db.RemoveRange(await transaction.Db.DeskSignOns.Where(one => one.AgentId == agent).ToListAsync(ct));
                return Commit<SignOnResult>(new SignOnResult.Done());
            }

            return await SignOnAsync(transaction, agent, deskId.Value, takesOver, ct);
        }, ct);

    private async Task<TransactionResult<SignOnResult>> SignOnAsync(
        Transaction transaction, int agent, int deskId, bool takesOver, CancellationToken ct)
    {
        if (!locks.Places.Desks.TryGetValue(deskId, out var desk)
            || !transaction.Actor.May(Rights.Appointments, locks.Places.Sites[desk.SiteId].TownHallId))
        {
            return Refuse<SignOnResult>(new SignOnResult.NotFound());
        }

        await desks.LockAsync(transaction, [deskId], ct);
        var today = locks.TodayAt(desk.SiteId, transaction.NowUtc);
        if (await VisitLocks.SignedOnAsync(transaction, deskId, today, ct) is { } there)
        {
            if (there.AgentId == agent)
            {
                return Commit<SignOnResult>(new SignOnResult.Done());
            }

            if (!takesOver)
            {
                return Refuse<SignOnResult>(new SignOnResult.Taken(there));
            }

            transaction.Audit(new AuditEntry(
                "desk-sign-on", FormattableString.Invariant($"desk:{deskId}"), FormattableString.Invariant($"agent:{there.AgentId}")));
        }

        await transaction.Db.DeskSignOns.Where(one => one.DeskId == deskId || one.AgentId == agent).ExecuteDeleteAsync(ct);
        transaction.Db.Add(new DeskSignOn(deskId, agent, today, transaction.NowUtc));
        return Commit<SignOnResult>(new SignOnResult.Done());
    }
}
