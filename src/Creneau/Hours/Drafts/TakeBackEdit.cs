using Creneau.Acting;
using Creneau.Availability;
using Creneau.Hours.Publishing;
using Creneau.Storage;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Hours.Drafts;

/// <summary>Takes back the last edit of a draft of hours, whoever of its editors made it; then the one before.</summary>
public sealed class TakeBackEdit(Transactions transactions, AvailabilityIndex availability, DraftHolds holds)
{
    /// <summary>
    /// Writes the draft as it was before the edit; a refusal has written nothing but its audit row. What was chosen for those
    /// who fall outside stays chosen.
    /// </summary>
    public Task<ChangeDraftResult> RunAsync(Actor actor, DraftOf of, CancellationToken ct) =>
        transactions.RunAsync<ChangeDraftResult>(actor, "hours-take-back", async transaction =>
        {
            transaction.Audit(new AuditEntry("hours-take-back", DraftAudit.Subject(of)));
            transaction.AuditAt(of.TownHallId);
            if (of.DraftId is null || await DraftRows.LockAsync(transaction, of, ct) is not { } draft)
            {
                return Refused(HoursRefusal.NotFound);
            }

            if (draft.Revision != of.SeenRevision || !draft.HasSteps)
            {
                return Refused(HoursRefusal.ChangedSince);
            }

            var before = draft.ReadChanges();
            draft.TakeBack(transaction.Actor.Id, transaction.NowUtc);
            var places = availability.Places;
            var published = await PublishedHours.ReadAsync(transaction.Db, places, of.TownHallId, ct);
            var today = places.DateAt(of.TownHallId, transaction.NowUtc);
            if (new ItemRules(places, of.TownHallId).Overlap(published.With(draft.ReadChanges()), today) is { } overlap)
            {
                return Refuse<ChangeDraftResult>(new ChangeDraftResult.Refused(HoursRefusal.Overlaps, overlap.Other));
            }

            await holds.ProlongAsync(transaction, draft, ct);
            await transaction.Db.SaveChangesAsync(ct);
            transaction.Audit(new AuditEntry(
                "hours-take-back", DraftAudit.Subject(of), DraftAudit.Count(before), DraftAudit.Count(draft.ReadChanges())));
            return Commit<ChangeDraftResult>(new ChangeDraftResult.Changed(draft.Id, draft.Revision));
        }, ct);

    private static TransactionResult<ChangeDraftResult> Refused(HoursRefusal reason) =>
        Refuse<ChangeDraftResult>(new ChangeDraftResult.Refused(reason));
}
