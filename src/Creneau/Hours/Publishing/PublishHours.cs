using Creneau.Acting;
using Creneau.Availability;
using Creneau.Hours.Drafts;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Hours.Publishing;

public abstract record PublishResult
{
    /// <param name="HoldsEnded">Holds of people who were booking a start that is no more.</param>
    public sealed record Published(int PublicationId, int Moved, int Cancelled, int HoldsEnded) : PublishResult;

    public sealed record Refused(HoursRefusal Reason) : PublishResult;

    /// <summary>Somebody else has published what this draft changes too.</summary>
    public sealed record Conflicts(IReadOnlyList<DraftConflict> Items) : PublishResult;

    /// <summary>Somebody falls outside who was not shown: booked meanwhile.</summary>
    public sealed record OthersOutside : PublishResult;

    /// <summary>The start to which somebody shall move is not to be had any more.</summary>
    public sealed record StartTaken(Guid AppointmentId) : PublishResult;
}

/// <summary>
/// Puts a draft in force: rows, moves and cancellations that were chosen, all in one transaction. Who falls outside and was not
/// chosen otherwise stays (rule 6). Holds on starts that are no more end.
/// </summary>
public sealed class PublishHours(
    Transactions transactions,
    DeskLocks desks,
    AvailabilityIndex availability,
    DraftHolds holds,
    OutsidePeople people,
    PublishedRows rows)
{
    /// <summary>Publishes; a refusal has written nothing but its audit row.</summary>
    /// <param name="seenOutside">The appointments that were shown as newly outside.</param>
    public Task<PublishResult> RunAsync(Actor actor, DraftOf of, IReadOnlyCollection<Guid> seenOutside, CancellationToken ct) =>
        transactions.RunAsync<PublishResult>(actor, "hours-publish", async transaction =>
        {
            transaction.Audit(new AuditEntry("hours-publish", DraftAudit.Subject(of)));
            transaction.AuditAt(of.TownHallId);
            if (of.DraftId is null || await DraftRows.LockAsync(transaction, of, ct) is not { } draft)
            {
                return Refused(HoursRefusal.NotFound);
            }

            var changes = draft.ReadChanges();
            if (draft.Revision != of.SeenRevision || changes.Count == 0)
            {
                return Refused(HoursRefusal.ChangedSince);
            }

            await holds.LockAsync(transaction, draft.Id, TouchedPlaces.By(changes, availability.Places).DeskIds, ct);
            var published = await PublishedHours.ReadAsync(transaction.Db, availability.Places, of.TownHallId, ct);
            if (published.ConflictsWith(changes) is { Count: > 0 } conflicts)
            {
                return Refuse<PublishResult>(new PublishResult.Conflicts(conflicts));
            }

            if (published.ReopensRetired(availability.Places, changes, transaction.NowUtc))
            {
                return Refused(HoursRefusal.Retired);
            }

            var change = new HoursChange(published, changes, id => desks.Locked(transaction, id));
            var outside = await Outside.ReadAsync(transaction.Db, transaction.NowUtc, availability, change, 0, ct);
            if (outside.Effect.NewlyOutside.Any(id => !seenOutside.Contains(id)))
            {
                return Refuse<PublishResult>(new PublishResult.OthersOutside());
            }

            return await PublishAsync(transaction, draft, published, outside, ct);
        }, ct);

    private async Task<TransactionResult<PublishResult>> PublishAsync(
        Transaction transaction, HoursDraft draft, PublishedHours published, Outside outside, CancellationToken ct)
    {
        var publication = new HoursPublication(draft.TownHallId, draft.Id, transaction.Actor.Id, transaction.NowUtc);
        await holds.FreeAsync(transaction, draft.Id, outside.Plans, ct);
        var settled = await people.SettleAsync(transaction, outside, draft.ReadChoices(), ct);
        if (settled.Taken is { } taken)
        {
            return Refuse<PublishResult>(new PublishResult.StartTaken(taken));
        }

        var changes = await rows.PutInForceAsync(transaction, published, draft.ReadChanges(), ct);
        publication.Note(changes, settled.Moves, settled.Cancelled);
        transaction.Db.Add(publication);
        draft.End(DraftState.Published, transaction.Actor.Id, transaction.NowUtc);
        await transaction.Db.SaveChangesAsync(ct);
        transaction.Audit(new AuditEntry(
            "hours-publish",
            FormattableString.Invariant($"hours-publication:{publication.Id}"),
            null,
            FormattableString.Invariant(
                $"{DraftAudit.Count(changes)} moved:{settled.Moves.Count} cancelled:{settled.Cancelled.Count} ")
            + FormattableString.Invariant($"outside:{outside.Effect.NewlyOutside.Count}")));
        return Commit<PublishResult>(new PublishResult.Published(
            publication.Id, settled.Moves.Count, settled.Cancelled.Count, outside.HeldOutside.Count));
    }

    private static TransactionResult<PublishResult> Refused(HoursRefusal reason) =>
        Refuse<PublishResult>(new PublishResult.Refused(reason));
}
