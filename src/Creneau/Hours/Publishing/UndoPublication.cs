using Creneau.Acting;
using Creneau.Availability;
using Creneau.Hours.Drafts;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Hours.Publishing;

public abstract record UndoPublicationResult
{
    /// <param name="WithPeople">Whether moves and cancellations were taken back too; later, who was told stays as told.</param>
    /// <param name="Left">Who was moved and could not be brought back.</param>
    /// <param name="Outside">Who lies outside the hours that are in force again.</param>
    public sealed record Undone(bool WithPeople, IReadOnlyList<Guid> Left, IReadOnlyList<Guid> Outside) : UndoPublicationResult;

    /// <summary>No such publication, not one of the actor's town hall, or it was undone before.</summary>
    public sealed record NotFound : UndoPublicationResult;

    /// <summary>It closed something that is retired since: the closure stays.</summary>
    public sealed record Retired : UndoPublicationResult;

    /// <summary>What it changed has been changed since.</summary>
    public sealed record Conflicts(IReadOnlyList<DraftConflict> Items) : UndoPublicationResult;
}

/// <summary>
/// Brings the hours back to what they were before a publication; within the minute also who was moved or cancelled, of which
/// nobody is told then.
/// </summary>
public sealed class UndoPublication(
    Transactions transactions, DeskLocks desks, AvailabilityIndex availability, OutsidePeople people, PublishedRows rows)
{
    /// <summary>Undoes; a refusal has written nothing but its audit row.</summary>
    public Task<UndoPublicationResult> RunAsync(Actor actor, int townHallId, int publicationId, CancellationToken ct) =>
        transactions.RunAsync<UndoPublicationResult>(actor, "hours-undo", async transaction =>
        {
            var subject = FormattableString.Invariant($"hours-publication:{publicationId}");
            transaction.Audit(new AuditEntry("hours-undo", subject));
            transaction.AuditAt(townHallId);
            if (!actor.May(Rights.Hours, townHallId) || await LockAsync(transaction, townHallId, publicationId, ct) is not { } publication)
            {
                return Refuse<UndoPublicationResult>(new UndoPublicationResult.NotFound());
            }

            var changes = PublishedRows.Inverse(publication.ReadChanges());
            await TouchedPlaces.By(changes, availability.Places).LockAsync(transaction, desks, ct);
            var published = await PublishedHours.ReadAsync(transaction.Db, availability.Places, townHallId, ct);
            if (published.ConflictsWith(changes) is { Count: > 0 } conflicts)
            {
                return Refuse<UndoPublicationResult>(new UndoPublicationResult.Conflicts(conflicts));
            }

            if (published.ReopensRetired(availability.Places, changes, transaction.NowUtc))
            {
                return Refuse<UndoPublicationResult>(new UndoPublicationResult.Retired());
            }

            var withPeople = transaction.NowUtc < publication.AtUtc + HoursPublication.WithPeople;
            var left = withPeople ? await people.BringBackAsync(transaction, publication, ct) : [];
            await transaction.Db.SaveChangesAsync(ct);
            var change = new HoursChange(published, changes, id => desks.Locked(transaction, id));
            var outside = await Outside.ReadAsync(transaction.Db, transaction.NowUtc, availability, change, 0, ct);
            await people.EndHoldsAsync(transaction, outside.HeldOutside, ct);
            await rows.PutInForceAsync(transaction, published, changes, ct);
            publication.Undo(transaction.NowUtc);
            IReadOnlyList<Guid> stay = [.. outside.Affected];
            transaction.Audit(new AuditEntry("hours-undo", subject, null, FormattableString.Invariant(
                $"{DraftAudit.Count(changes)} outside:{stay.Count}")));
            return Commit<UndoPublicationResult>(new UndoPublicationResult.Undone(withPeople, left, stay));
        }, ct);

    private static async Task<HoursPublication?> LockAsync(
        Transaction transaction, int townHallId, int publicationId, CancellationToken ct)
    {
        await transaction.Db.ReadAsync(
            $"SELECT id FROM hours_publication WHERE id = {publicationId}{transaction.Storage.ForUpdate}", row => row.GetInt32(0), ct);
        transaction.ReadClock();
        return await transaction.Db.HoursPublications.SingleOrDefaultAsync(
            row => row.Id == publicationId && row.TownHallId == townHallId && row.UndoneUtc == null, ct);
    }
}
