using Creneau.Acting;
using Creneau.Availability;
using Creneau.Hours.Publishing;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Hours.Drafts;

public abstract record ChangeDraftResult
{
    /// <param name="Revision">Of the draft from now on.</param>
    public sealed record Changed(int DraftId, long Revision) : ChangeDraftResult;

    /// <param name="Other">Of an overlap: the range that is in the way.</param>
    public sealed record Refused(HoursRefusal Reason, RuleItem? Other = null) : ChangeDraftResult;
}

/// <summary>The draft that an edit is for.</summary>
/// <param name="DraftId">Null: a new one is begun.</param>
/// <param name="SeenRevision">Its revision as it was shown.</param>
public sealed record DraftOf(int TownHallId, int? DraftId, long SeenRevision);

/// <summary>Edits a draft of a town hall's hours, or begins one. Nothing is in force before it is published.</summary>
public sealed class ChangeDraft(Transactions transactions, AvailabilityIndex availability, DraftHolds holds)
{
    /// <summary>Writes the edits, all or none; a refusal has written nothing but its audit row.</summary>
    /// <param name="edits">Computed on the draft as it was shown.</param>
    public Task<ChangeDraftResult> RunAsync(Actor actor, DraftOf of, IReadOnlyList<HoursEdit> edits, CancellationToken ct) =>
        transactions.RunAsync<ChangeDraftResult>(actor, "hours-draft", async transaction =>
        {
            transaction.Audit(new AuditEntry("hours-draft", DraftAudit.Subject(of)));
            transaction.AuditAt(of.TownHallId);
            if (await DraftRows.LockAsync(transaction, of, ct) is not { } draft)
            {
                return Refused(HoursRefusal.NotFound);
            }

            if (draft.Revision != of.SeenRevision)
            {
                return Refused(HoursRefusal.ChangedSince);
            }

            var places = availability.Places;
            var rules = new ItemRules(places, of.TownHallId);
            var faults = edits.Select(edit => edit.Item).OfType<HoursItem>().Select(rules.WhyNot);
            if (faults.FirstOrDefault(why => why is not null) is { } refusal)
            {
                return Refused(refusal);
            }

            var published = await PublishedHours.ReadAsync(transaction.Db, places, of.TownHallId, ct);
            if (edits.Any(edit => edit.Key is { } key && !IsKnown(key, draft, published)))
            {
                return Refused(HoursRefusal.NotFound);
            }

            if (published.ReopensRetired(places, Keyed(edits), transaction.NowUtc))
            {
                return Refused(HoursRefusal.Retired);
            }

            var changes = DraftEdits.Apply(draft.ReadChanges(), published, edits, transaction.NowUtc);
            if (rules.Overlap(published.With(changes), places.DateAt(of.TownHallId, transaction.NowUtc)) is { } overlap)
            {
                return Refuse<ChangeDraftResult>(new ChangeDraftResult.Refused(HoursRefusal.Overlaps, overlap.Other));
            }

            await holds.ProlongAsync(transaction, draft, ct);
            draft.Change(changes, transaction.Actor.Id, transaction.NowUtc);
            await transaction.Db.SaveChangesAsync(ct);
            transaction.Audit(
                new AuditEntry("hours-draft", DraftAudit.Subject(of with { DraftId = draft.Id }), null, DraftAudit.Count(changes)));
            return Commit<ChangeDraftResult>(new ChangeDraftResult.Changed(draft.Id, draft.Revision));
        }, ct);

    private static IEnumerable<DraftChange> Keyed(IEnumerable<HoursEdit> edits) =>
        edits.Where(edit => edit.Key is not null).Select(edit => new DraftChange(edit.Key!, null, edit.Item));

    private static bool IsKnown(string key, HoursDraft draft, PublishedHours published) =>
        published.Items.ContainsKey(key) || draft.ReadChanges().Any(change => change.Key == key);

    private static TransactionResult<ChangeDraftResult> Refused(HoursRefusal reason) =>
        Refuse<ChangeDraftResult>(new ChangeDraftResult.Refused(reason));
}

/// <summary>Who edits hours.</summary>
internal static class HoursRights
{
    /// <summary>
    /// A town hall's own do; so do the platform's administrators, who open a new one. They are shown nobody's appointment: what they
    /// publish leaves nobody outside.
    /// </summary>
    public static bool MayEdit(Actor actor, int townHallId) =>
        actor.May(Rights.Hours, townHallId) || actor.MayForPlatform(Rights.Accounts);
}

/// <summary>Locks drafts.</summary>
internal static class DraftRows
{
    /// <summary>The open draft, locked, or a new one: the first lock of whatever follows.</summary>
    /// <returns>Null when the actor may not, or it is published, discarded or unknown.</returns>
    public static async Task<HoursDraft?> LockAsync(Transaction transaction, DraftOf of, CancellationToken ct)
    {
        if (!HoursRights.MayEdit(transaction.Actor, of.TownHallId))
        {
            return null;
        }

        if (of.DraftId is not { } id)
        {
            var begun = new HoursDraft(of.TownHallId, transaction.Actor.Id, transaction.NowUtc);
            transaction.Db.Add(begun);
            return begun;
        }

        await transaction.Db.ReadAsync(
            $"SELECT id FROM hours_draft WHERE id = {id}{transaction.Storage.ForUpdate}", row => row.GetInt32(0), ct);
        transaction.ReadClock();
        return await transaction.Db.HoursDrafts.SingleOrDefaultAsync(
            row => row.Id == id && row.TownHallId == of.TownHallId && row.State == DraftState.Open, ct);
    }
}

/// <summary>How the audit names drafts.</summary>
internal static class DraftAudit
{
    public static string Subject(DraftOf of) =>
        of.DraftId is { } id ? FormattableString.Invariant($"hours-draft:{id}") : FormattableString.Invariant($"town-hall:{of.TownHallId}");

    /// <summary>Such as `added:2 changed:1 removed:3`.</summary>
    public static string Count(IReadOnlyList<DraftChange> changes)
    {
        var added = changes.Count(change => change.IsNew);
        var removed = changes.Count(change => change.After is null);
        return FormattableString.Invariant($"added:{added} changed:{changes.Count - added - removed} removed:{removed}");
    }
}
