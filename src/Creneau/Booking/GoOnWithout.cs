using System.Globalization;
using Creneau.Availability;
using Creneau.Privacy;
using Creneau.Storage;

namespace Creneau.Booking;

/// <summary>
/// In a family in which somebody has an appointment already, the others go on without that person: in one click and
/// without a new code, since the contact is proven for this hold (rule 4).
/// </summary>
public sealed class GoOnWithout(Door door, Confirmation confirmation, AvailabilityIndex availability, Keys keys)
{
    /// <param name="ordinals">Who does not come; at least one must stay.</param>
    public Task<ConfirmResult> RunAsync(Guid appointmentId, Visitor visitor, IReadOnlyCollection<int> ordinals, string formId, CancellationToken ct)
    {
        var left = string.Join(',', ordinals.Order().Select(ordinal => ordinal.ToString(CultureInfo.InvariantCulture)));
        var form = FormKey.Of(keys, "go-on", visitor.BrowserHash, formId, appointmentId.ToString(), left);
        return door.RunAsync<ConfirmResult>(form, new ConfirmResult.HoldGone(), async transaction =>
        {
            var hold = await HoldOfVisitor.LockAsync(transaction, appointmentId, visitor, ct);
            if (hold?.ContactProvenUtc is null || hold.Applicants.All(applicant => ordinals.Contains(applicant.Ordinal)))
            {
                return Decide.Refuse<ConfirmResult>(new ConfirmResult.HoldGone());
            }

            await ShortenAsync(transaction, hold, ordinals, ct);
            return Decide.Keep(await confirmation.DecideAsync(transaction, hold, visitor, ct));
        }, ct);
    }

    private async Task ShortenAsync(DoorTransaction transaction, Appointment hold, IReadOnlyCollection<int> ordinals, CancellationToken ct)
    {
        var before = hold.Slot;
        var staying = hold.Applicants.Where(applicant => !ordinals.Contains(applicant.Ordinal)).ToList();
        var kinds = staying.Select(applicant => hold.Kinds[applicant.Ordinal]).ToArray();
        hold.ChangeParty(Party.Renumbered(staying), kinds, before, transaction.NowUtc);
        var plan = availability.Plan(hold.SiteId, hold.PlanningId)!;
        var wanted = new WantedSlot(hold.SiteId, kinds, hold.Date, hold.StartMinute);
        var shorter = SlotDesk.Offer(availability, transaction.Locked(hold.DeskId), plan, wanted, new Taker(transaction.NowUtc, null, before), ignoreWindow: true);
        if (shorter?.Minutes < before.Minutes)
        {
            await transaction.FreeAsync(hold.Id, before, ct);
            hold.LastUntil(shorter.EndMinute);
            transaction.Take(hold);
        }
    }
}
