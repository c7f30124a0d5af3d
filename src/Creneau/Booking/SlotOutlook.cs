using Creneau.Availability;
using Creneau.Catalogue;

namespace Creneau.Booking;

/// <summary>Looks, by memory alone, at a start that somebody had: is it still to be had, and what is nearest. Keeps nothing.</summary>
public sealed class SlotOutlook(AvailabilityIndex availability, TimeProvider clock)
{
    /// <returns>Whether a desk offers that start to this visitor; their own hold is no reason to refuse.</returns>
    public bool IsFree(WantedSlot wanted, Visitor visitor) =>
        availability.PlanFor(wanted.SiteId, wanted.KindNumbers) is { } plan
        && SlotDesk.Candidates(availability, plan, wanted, new Taker(NowUtc, visitor.BrowserHash, null)).Count > 0;

    /// <returns>The three free starts nearest in place and time, the wanted one not among them; a collection stays at its town hall.</returns>
    public IReadOnlyList<Alternative> Nearest(WantedSlot wanted) =>
        availability.PlanFor(wanted.SiteId, wanted.KindNumbers) is { } plan
            ? Alternatives.To(availability, plan, wanted, NowUtc, wanted.Kinds.Contains(ServiceKind.Collection))
            : [];

    private DateTime NowUtc => clock.GetUtcNow().UtcDateTime;
}
