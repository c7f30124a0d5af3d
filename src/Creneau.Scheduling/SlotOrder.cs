namespace Creneau.Scheduling;

/// <summary>The orders of found starts; total, so that every node gives the same answer.</summary>
internal static class SlotOrder
{
    internal static int Soonest(SlotFound left, SlotFound right) =>
        left.Start.CompareTo(right.Start) is not 0 and var byStart ? byStart
        : left.Km.CompareTo(right.Km) is not 0 and var byKm ? byKm
        : ById(left.Plan, right.Plan);

    internal static int Nearest(SlotFound left, SlotFound right) =>
        left.Km.CompareTo(right.Km) is not 0 and var byKm ? byKm
        : left.Start.CompareTo(right.Start) is not 0 and var byStart ? byStart
        : ById(left.Plan, right.Plan);

    /// <summary>Whether a start beats the best so far, which may be <c>default</c>: none yet.</summary>
    internal static bool IsSooner(in SlotFound candidate, in SlotFound best) =>
        best.Plan is null || Soonest(candidate, best) < 0;

    internal static int ById(SitePlan left, SitePlan right) =>
        (left.SiteId, left.PlanningId).CompareTo((right.SiteId, right.PlanningId));
}
