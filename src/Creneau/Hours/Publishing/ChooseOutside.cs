using Creneau.Acting;
using Creneau.Availability;
using Creneau.Hours.Drafts;
using Creneau.Storage;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Hours.Publishing;

/// <summary>
/// Notes what becomes of an appointment that a draft leaves outside, and keeps the starts of moves for a while. Nothing happens to
/// the appointment before the draft is published.
/// </summary>
public sealed class ChooseOutside(Transactions transactions, DeskLocks desks, AvailabilityIndex availability, DraftHolds holds)
{
    /// <summary>Writes the choices over earlier ones for the same appointments; a refusal has written nothing but its audit row.</summary>
    public Task<ChangeDraftResult> RunAsync(Actor actor, DraftOf of, IReadOnlyList<OutsideChoice> choices, CancellationToken ct) =>
        transactions.RunAsync<ChangeDraftResult>(actor, "hours-choose", async transaction =>
        {
            transaction.Audit(new AuditEntry("hours-choose", DraftAudit.Subject(of)));
            transaction.AuditAt(of.TownHallId);
            if (of.DraftId is null || await DraftRows.LockAsync(transaction, of, ct) is not { } draft)
            {
                return Refuse<ChangeDraftResult>(new ChangeDraftResult.Refused(HoursRefusal.NotFound));
            }

            var changes = draft.ReadChanges();
            await holds.LockAsync(transaction, draft.Id, TouchedPlaces.By(changes, availability.Places).DeskIds, ct);
            var published = await PublishedHours.ReadAsync(transaction.Db, availability.Places, of.TownHallId, ct);
            var change = new HoursChange(published, changes, id => desks.Locked(transaction, id));
            var outside = await Outside.ReadAsync(transaction.Db, transaction.NowUtc, availability, change, 0, ct);
            var chosen = choices.IntersectBy(outside.Affected, choice => choice.AppointmentId)
                .ToDictionary(choice => choice.AppointmentId);
            IReadOnlyList<OutsideChoice> all =
                [.. draft.ReadChoices().Where(choice => !chosen.ContainsKey(choice.AppointmentId)), .. chosen.Values];
            draft.Choose(
                await holds.KeepAsync(transaction, draft, outside, all, ct), transaction.Actor.Id, transaction.NowUtc);
            return Commit<ChangeDraftResult>(new ChangeDraftResult.Changed(draft.Id, draft.Revision));
        }, ct);
}
