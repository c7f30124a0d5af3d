using Creneau.Availability;
using Creneau.Scheduling;

namespace Creneau.Booking;

/// <summary>The one place that says whether a desk offers a start; list, check before locking and check under the lock agree.</summary>
internal static class SlotDesk
{
    /// <summary>Desks of a plan that may take the wanted start, by memory; the one whose day it fragments least comes first.</summary>
    public static IReadOnlyList<int> Candidates(AvailabilityIndex availability, SitePlan plan, WantedSlot wanted, Taker taker, bool ignoreWindow = false)
    {
        plan.TryAsk(wanted.KindNumbers, atCounter: false, out var ask);
        var nowLocal = NowAt(availability, plan, taker.NowUtc);
        var ranked = SlotRanking.LeastFragmentingFirst(plan, new SlotStart(wanted.Date, wanted.StartMinute), ask, nowLocal, ignoreWindow)
            .Select(desk => desk.Desk.DeskId);
        var others = plan.Desks.Select(desk => desk.DeskId)
            .Where(id => Offer(availability, availability.Desk(id)?.State, plan, wanted, taker, ignoreWindow) is not null);
        return [.. ranked.Union(others)];
    }

    /// <summary>The slot that the appointment would take at this desk.</summary>
    /// <param name="desk">Null for one that is gone.</param>
    /// <returns>Null when the desk does not offer that start to this person.</returns>
    public static SlotTime? Offer(AvailabilityIndex availability, DeskState? desk, SitePlan plan, WantedSlot wanted, Taker taker, bool ignoreWindow = false)
    {
        var nowLocal = NowAt(availability, plan, taker.NowUtc);
        if (desk is null || !plan.TryAsk(wanted.KindNumbers, atCounter: false, out var ask) || Window(plan, wanted, nowLocal, ignoreWindow) is not null)
        {
            return null;
        }

        var daysAhead = wanted.Date.DayNumber - DateOnly.FromDateTime(nowLocal).DayNumber;
        var open = desk.Calendar.OpenOn(wanted.Date);
        return open.Offers(wanted.StartMinute, desk.FreeFor(wanted.Date, taker), ask, daysAhead)
            ? new SlotTime(plan.TownHallId, plan.PlanningId, plan.SiteId, desk.DeskId, wanted.Date, wanted.StartMinute, wanted.StartMinute + open.DurationFor(wanted.StartMinute, ask, daysAhead))
            : null;
    }

    /// <summary>Why nobody can have it, as far as place and window go; then closed or taken, by what is open there.</summary>
    public static SlotRefusal WhyNot(AvailabilityIndex availability, SitePlan plan, WantedSlot wanted, DateTime nowUtc)
    {
        var nowLocal = NowAt(availability, plan, nowUtc);
        if (!plan.TryAsk(wanted.KindNumbers, atCounter: false, out var ask))
        {
            return SlotRefusal.NotServedHere;
        }

        if (Window(plan, wanted, nowLocal, ignoreWindow: false) is { } outside)
        {
            return outside;
        }

        var daysAhead = wanted.Date.DayNumber - DateOnly.FromDateTime(nowLocal).DayNumber;
        return plan.Desks.Any(desk => desk.Calendar.OpenOn(wanted.Date).Offers(wanted.StartMinute, DayBits.Full, ask, daysAhead))
            ? SlotRefusal.Taken
            : SlotRefusal.NotOffered;
    }

    /// <summary>Wall clock of the town hall.</summary>
    private static DateTime NowAt(AvailabilityIndex availability, SitePlan plan, DateTime nowUtc) => availability.Places.LocalNow(nowUtc)[plan.ZoneIndex];

    private static SlotRefusal? Window(SitePlan plan, WantedSlot wanted, DateTime nowLocal, bool ignoreWindow)
    {
        if (wanted.StartMinute is < 0 or >= DayBits.MinutesPerDay || wanted.StartMinute % DayBits.UnitMinutes != 0)
        {
            return SlotRefusal.NotOffered;
        }

        if (wanted.Date.ToDateTime(TimeOnly.MinValue).AddMinutes(wanted.StartMinute) < nowLocal)
        {
            return SlotRefusal.Past;
        }

        var bounds = plan.Bounds(nowLocal, atCounter: false, ignoreWindow);
        if (wanted.Date > bounds.LastDate)
        {
            return SlotRefusal.TooFar;
        }

        return bounds.Cut(wanted.Date, DayBits.Full)[wanted.StartMinute / DayBits.UnitMinutes] ? null : SlotRefusal.TooSoon;
    }
}
