using Creneau.Acting;
using Creneau.Availability;
using Creneau.Hours.Drafts;
using Creneau.Scheduling;
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
public sealed class PublishHours(Transactions transactions, DeskLocks desks, AvailabilityIndex availability, OutsidePeople people)
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

            var touched = TouchedPlaces.By(changes, availability.Places);
            await touched.LockAsync(transaction, desks, ct);
            var published = await PublishedHours.ReadAsync(transaction.Db, availability.Places, of.TownHallId, ct);
            if (published.ConflictsWith(changes) is { Count: > 0 } conflicts)
            {
                return Refuse<PublishResult>(new PublishResult.Conflicts(conflicts));
            }

            var outside = await OutsideAsync(transaction, published, changes, touched, ct);
            if (outside.Effect.NewlyOutside.Any(id => !seenOutside.Contains(id)))
            {
                return Refuse<PublishResult>(new PublishResult.OthersOutside());
            }

            return await PublishAsync(transaction, draft, published, touched, outside, ct);
        }, ct);

    private async Task<TransactionResult<PublishResult>> PublishAsync(
        Transaction transaction, HoursDraft draft, PublishedHours published, TouchedPlaces touched, Outside outside, CancellationToken ct)
    {
        var publication = new HoursPublication(draft.TownHallId, draft.Id, transaction.Actor.Id, transaction.NowUtc);
        var settled = await people.SettleAsync(transaction, outside, draft.ReadChoices(), ct);
        if (settled.Taken is { } taken)
        {
            return Refuse<PublishResult>(new PublishResult.StartTaken(taken));
        }

        var changes = await PublishedRows.ApplyAsync(
            transaction, published, [.. draft.ReadChanges().Where(change => !published.IsInForce(change))], ct);
        publication.Note(changes, settled.Moves, settled.Cancelled);
        transaction.Db.Add(publication);
        draft.End(DraftState.Published, transaction.Actor.Id, transaction.NowUtc);
        desks.ScheduleChanged(transaction, touched.DeskIds);
        if (changes.Any(change => change.After is WindowItem))
        {
            await availability.RaiseDirectoryAsync(transaction, ct);
        }

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

    private async Task<Outside> OutsideAsync(
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
        return new Outside(
            plans,
            HoursComparison.Of(plans.Sites, appointments.Confirmed, today, 0),
            HoursComparison.Of(plans.Sites, appointments.Held, today, 0).NewlyOutside);
    }

    private static TransactionResult<PublishResult> Refused(HoursRefusal reason) =>
        Refuse<PublishResult>(new PublishResult.Refused(reason));
}

/// <summary>Who falls outside once the desks are locked.</summary>
public sealed record Outside
{
    internal Outside(DraftPlans plans, HoursEffect effect, IReadOnlyList<Guid> heldOutside) =>
        (Plans, Effect, HeldOutside) = (plans, effect, heldOutside);

    internal DraftPlans Plans { get; }

    public HoursEffect Effect { get; }

    /// <summary>Holds on starts that are no more.</summary>
    public IReadOnlyList<Guid> HeldOutside { get; }
}
