using Creneau.Acting;
using Creneau.Storage;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Hours.Drafts;

/// <summary>
/// Notes what becomes of an appointment that a draft leaves outside. Nothing happens to it before the draft is published.
/// </summary>
public sealed class ChooseOutside(Transactions transactions)
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

            var chosen = choices.ToDictionary(choice => choice.AppointmentId);
            draft.Choose(
                [.. draft.ReadChoices().Where(choice => !chosen.ContainsKey(choice.AppointmentId)), .. choices],
                transaction.Actor.Id,
                transaction.NowUtc);
            return Commit<ChangeDraftResult>(new ChangeDraftResult.Changed(draft.Id, draft.Revision));
        }, ct);
}
