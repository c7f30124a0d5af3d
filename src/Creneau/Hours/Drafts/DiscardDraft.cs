using Creneau.Acting;
using Creneau.Hours.Publishing;
using Creneau.Storage;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Hours.Drafts;

public enum DiscardDraftResult
{
    Discarded,
    /// <summary>No such open draft, or not one of the actor's town hall.</summary>
    NotFound,
}

/// <summary>Throws a draft away; what is published stays as it is, starts that it kept come free.</summary>
public sealed class DiscardDraft(Transactions transactions, DraftHolds holds)
{
    /// <summary>Ends the draft; a refusal has written nothing but its audit row.</summary>
    public Task<DiscardDraftResult> RunAsync(Actor actor, int townHallId, int draftId, CancellationToken ct) =>
        transactions.RunAsync(actor, "hours-discard", async transaction =>
        {
            var of = new DraftOf(townHallId, draftId, 0);
            transaction.Audit(new AuditEntry("hours-discard", DraftAudit.Subject(of)));
            transaction.AuditAt(townHallId);
            if (await DraftRows.LockAsync(transaction, of, ct) is not { } draft)
            {
                return Refuse(DiscardDraftResult.NotFound);
            }

            await holds.EndAsync(transaction, draft, ct);
            draft.End(DraftState.Discarded, transaction.Actor.Id, transaction.NowUtc);
            transaction.Audit(new AuditEntry("hours-discard", DraftAudit.Subject(of), DraftAudit.Count(draft.ReadChanges())));
            return Commit(DiscardDraftResult.Discarded);
        }, ct);
}
