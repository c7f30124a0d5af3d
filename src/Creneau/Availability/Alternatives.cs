using Creneau.Scheduling;

namespace Creneau.Availability;

/// <summary>A free start that is offered instead.</summary>
public sealed record Alternative(int SiteId, double Km, DateOnly Date, int StartMinute)
{
    /// <summary>So many are offered at a time.</summary>
    public const int Most = 3;
}

/// <summary>« Ce créneau vient d'être pris ; voici les trois plus proches. »</summary>
public static class Alternatives
{
    private const double RadiusKm = 60;

    /// <param name="plan">Where the start was wanted.</param>
    /// <param name="atCounter">
    /// True for an agent of the town hall where it was wanted, who may also have what is kept for the counter there: their own
    /// sites come first, elsewhere they have what the public has.
    /// </param>
    /// <returns>Nearest in place and time; services that must stay where they were filed stay at the town hall.</returns>
    public static IReadOnlyList<Alternative> To(
        AvailabilityIndex availability, SitePlan plan, WantedSlot wanted, DateTime nowUtc, bool atCounter)
    {
        if (!TryQuery(availability, plan, wanted.ServiceIds, nowUtc, out var query))
        {
            return [];
        }

        var start = new SlotStart(wanted.Date, Math.Clamp(wanted.StartMinute, 0, DayBits.MinutesPerDay - 1));
        var around = availability.Map.Nearest(query, start, Alternative.Most, plan.SiteId);
        if (atCounter)
        {
            var own = availability.Map.Nearest(
                query with { TownHallId = plan.TownHallId, AtCounter = true }, start, Alternative.Most, plan.SiteId);
            return
            [
                .. own.Concat(around.Where(slot => slot.Plan.TownHallId != plan.TownHallId)).Take(Alternative.Most)
                    .Select(slot => new Alternative(slot.Plan.SiteId, slot.Km, slot.Start.Date, slot.Start.Minute)),
            ];
        }

        // Who chose this town hall may care more for the place than for the day: one of the three is always there, if it has any.
        var found = around.Any(slot => slot.Plan.TownHallId == plan.TownHallId)
            ? around
            :
            [
                .. around.Take(Alternative.Most - 1),
                .. availability.Map.Nearest(query with { TownHallId = plan.TownHallId }, start, 1, plan.SiteId),
            ];
        return [.. found.Select(slot => new Alternative(slot.Plan.SiteId, slot.Km, slot.Start.Date, slot.Start.Minute))];
    }

    /// <summary>Whatever is free around a plan for the same people, in the order of nearness.</summary>
    /// <returns>False when one of the services is no more.</returns>
    internal static bool TryQuery(
        AvailabilityIndex availability, SitePlan plan, IReadOnlyList<int> serviceIds, DateTime nowUtc, out SlotQuery query)
    {
        var places = availability.Places;
        if (serviceIds.Any(id => !places.Services.ContainsKey(id)))
        {
            query = default;
            return false;
        }

        int[] kinds = [.. places.KindsOf(serviceIds)?.Select(kind => kind.Id) ?? []];
        int[] services = [.. serviceIds.Select(id => places.Services[id].Ordinal)];
        var today = DateOnly.FromDateTime(nowUtc);
        query = new SlotQuery
        {
            Near = plan.Place,
            RadiusKm = RadiusKm,
            Kinds = kinds,
            Services = services,
            PlanningId = kinds.Length > 0 ? null : plan.PlanningId,
            From = today,
            To = today.AddDays(places.LongestHorizonDays),
            NowLocal = places.LocalNow(nowUtc),
            TownHallId = serviceIds.Any(id => places.Services[id].OnlyWhereFiled) ? plan.TownHallId : null,
        };
        return true;
    }
}
