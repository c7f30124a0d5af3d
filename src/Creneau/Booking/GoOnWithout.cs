using System.Globalization;
using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Appointments.Auditing;
using Creneau.Availability;
using Creneau.Keys;
using Creneau.Storage;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Booking;

/// <summary>
/// In a family in which somebody has an appointment already, the others go on without that person: in one click and
/// without a new code, since the contact is proven for this hold (rule 4).
/// </summary>
public sealed class GoOnWithout(
    Transactions transactions,
    AppointmentLocks locks,
    DeskLocks desks,
    Confirmation confirmation,
    AvailabilityIndex availability,
    PlatformKeys keys)
{
    /// <summary>Shortens a hold of the actor's session and confirms it for the others; a refusal has written nothing.</summary>
    /// <param name="ordinals">Who does not come; at least one must stay.</param>
    public Task<ConfirmResult> RunAsync(Actor actor, Guid holdId, IReadOnlyCollection<int> ordinals, string formId, CancellationToken ct)
    {
        var left = string.Join(',', ordinals.Order().Select(ordinal => ordinal.ToString(CultureInfo.InvariantCulture)));
        var form = FormKey.Of(keys, "go-on", actor, formId, holdId.ToString(), left);
        return transactions.RunAsync<ConfirmResult>(actor, form, new ConfirmResult.HoldGone(), async transaction =>
        {
            transaction.Audit(AppointmentAudit.Of("go-on", holdId));
            var (hold, isLocked) = await HeldAppointment.LockAsync(transaction, locks, holdId, ct);
            if (!isLocked)
            {
                return StartAgain<ConfirmResult>();
            }

            if (hold?.ContactProvenUtc is null || hold.Applicants.All(applicant => ordinals.Contains(applicant.Ordinal)))
            {
                return Refuse<ConfirmResult>(new ConfirmResult.HoldGone());
            }

            await ShortenAsync(transaction, hold, ordinals, ct);
            return await confirmation.ConfirmAsync(transaction, hold, isNewQuestion: false, ct);
        }, ct);
    }

    private async Task ShortenAsync(Transaction transaction, Appointment hold, IReadOnlyCollection<int> ordinals, CancellationToken ct)
    {
        var ranges = await desks.RangesAsync(transaction, hold.Id, ct);
        var before = hold.Slot;
        hold.ChangeParty(
            Party.Renumbered(hold.Applicants.Where(applicant => !ordinals.Contains(applicant.Ordinal))), before, transaction.NowUtc);
        var wanted = new WantedSlot(hold.SiteId, hold.PlanningId, hold.ServiceIds, hold.Date, hold.StartMinute);
        if (availability.Plan(hold.SiteId, hold.PlanningId) is not { } plan)
        {
            return;
        }

        // The counted desk first, as an offer wants them
        var own = ranges.OrderByDescending(range => range.DeskId == before.DeskId)
            .Select(range => desks.Locked(transaction, range.DeskId))
            .ToList();
        var taker = new Taker(transaction.NowUtc, null) { Leaving = ranges };
        var atCounter = transaction.Actor.AtCounterOf(plan.TownHallId);
        var shorter = new SlotCheck(availability, plan, wanted, atCounter, ignoresWindow: true).At(own, taker, out _);
        if (shorter?.Slot.Minutes < before.Minutes)
        {
            await desks.FreeAsync(transaction, hold.Id, ct);
            hold.SetEnd(shorter.Slot.EndMinute);
            desks.Take(transaction, hold.Id, shorter.Desks, hold.HoldTerms);
        }
    }
}
