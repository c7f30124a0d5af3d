using Creneau.Acting;

namespace Creneau.Availability;

/// <summary>Looks, by memory alone, at a start that somebody had: is it still to be had, and what is nearest. Keeps nothing.</summary>
public sealed class SlotOutlook(AvailabilityIndex availability, TimeProvider clock)
{
    /// <returns>Whether desks offer that start to this actor; their own hold is no reason to refuse.</returns>
    public bool IsFree(WantedSlot wanted, Actor actor) =>
        availability.PlanFor(wanted, availability.IsAtCounter(actor, wanted.SiteId)) is { } plan
        && new SlotCheck(availability, plan, wanted, actor.AtCounterOf(plan.TownHallId))
            .Candidates(new Taker(NowUtc, actor.SessionHash)).Count > 0;

    /// <returns>The three free starts nearest in place and time, the wanted one not among them.</returns>
    public IReadOnlyList<Alternative> Nearest(WantedSlot wanted, Actor actor) =>
        availability.PlanFor(wanted, availability.IsAtCounter(actor, wanted.SiteId)) is { } plan
            ? Alternatives.To(availability, plan, wanted, NowUtc, actor.AtCounterOf(plan.TownHallId))
            : [];

    private DateTime NowUtc => clock.GetUtcNow().UtcDateTime;
}
