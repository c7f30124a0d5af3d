using Creneau.Acting;
using Creneau.Availability;
using Creneau.Hours.Drafts;
using Creneau.Scheduling;
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

    /// <summary>What it changed has been changed since.</summary>
    public sealed record Conflicts(IReadOnlyList<DraftConflict> Items) : UndoPublicationResult;
}

/// <summary>
/// Brings the hours back to what they were before a publication; within the minute also who was moved or cancelled, of which
/// nobody is told then.
/// </summary>
public sealed class UndoPublication(Transactions transactions, DeskLocks desks, AvailabilityIndex availability, OutsidePeople people)
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
            var touched = TouchedPlaces.By(changes, availability.Places);
            await touched.LockAsync(transaction, desks, ct);
            var published = await PublishedHours.ReadAsync(transaction.Db, availability.Places, townHallId, ct);
            if (published.ConflictsWith(changes) is { Count: > 0 } conflicts)
            {
                return Refuse<UndoPublicationResult>(new UndoPublicationResult.Conflicts(conflicts));
            }

            var withPeople = transaction.NowUtc < publication.AtUtc + HoursPublication.WithPeople;
            var left = withPeople ? await people.BringBackAsync(transaction, publication, ct) : [];
            await transaction.Db.SaveChangesAsync(ct);
            var outside = await OutsideAsync(transaction, published, changes, touched, ct);
            await PublishedRows.ApplyAsync(transaction, published, changes, ct);
            publication.Undo(transaction.NowUtc);
            desks.ScheduleChanged(transaction, touched.DeskIds);
            if (changes.Any(change => change.After is WindowItem))
            {
                await availability.RaiseDirectoryAsync(transaction, ct);
            }

            transaction.Audit(new AuditEntry("hours-undo", subject, null, FormattableString.Invariant(
                $"{DraftAudit.Count(changes)} outside:{outside.Count}")));
            return Commit<UndoPublicationResult>(new UndoPublicationResult.Undone(withPeople, left, outside));
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

    private async Task<IReadOnlyList<Guid>> OutsideAsync(
        Transaction transaction,
        PublishedHours published,
        IReadOnlyList<DraftChange> changes,
        TouchedPlaces touched,
        CancellationToken ct)
    {
        var places = availability.Places;
        var plans = new DraftPlans(places, published, changes, id => desks.Locked(transaction, id), availability.FirstDay);
        var today = DateOnly.FromDateTime(places.LocalNow(transaction.NowUtc).Min());
        var appointments = await TouchedAppointments.ReadAsync(transaction.Db, places, touched, (today, transaction.NowUtc), ct);
        var effect = HoursComparison.Of(plans.Sites, appointments.Confirmed, today, 0);
        return [.. effect.NewlyOutside, .. effect.AlreadyOutside];
    }
}
