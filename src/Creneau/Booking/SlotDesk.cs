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
        var nowLocal = availability.Places.LocalNow(taker.NowUtc)[plan.ZoneIndex];
        var ranked = SlotRanking.LeastFragmentingFirst(plan, new SlotStart(wanted.Date, wanted.StartMinute), ask, nowLocal, ignoreWindow)
            .Select(desk => desk.Desk.DeskId);
        var others = plan.Desks.Select(desk => desk.DeskId)
            .Where(id => Minutes(availability.Desk(id)!.State, plan, wanted, taker, nowLocal, ignoreWindow) > 0);
        return [.. ranked.Union(others)];
    }

    /// <summary>How long the appointment would take at this desk.</summary>
    /// <returns>Minutes; 0 when the desk does not offer that start to this person.</returns>
    public static int Minutes(DeskState desk, SitePlan plan, WantedSlot wanted, Taker taker, DateTime nowLocal, bool ignoreWindow)
    {
        if (!plan.TryAsk(wanted.KindNumbers, atCounter: false, out var ask) || Window(plan, wanted, nowLocal, ignoreWindow) is not null)
        {
            return 0;
        }

        var daysAhead = wanted.Date.DayNumber - DateOnly.FromDateTime(nowLocal).DayNumber;
        var open = desk.Calendar.OpenOn(wanted.Date);
        return open.Offers(wanted.StartMinute, desk.FreeFor(wanted.Date, taker), ask, daysAhead)
            ? open.DurationFor(wanted.StartMinute, ask, daysAhead)
            : 0;
    }

    /// <summary>Why nobody can have it, as far as place and window go; then closed or taken, by what is open there.</summary>
    public static SlotRefusal WhyNot(AvailabilityIndex availability, SitePlan plan, WantedSlot wanted, DateTime nowUtc)
    {
        var nowLocal = availability.Places.LocalNow(nowUtc)[plan.ZoneIndex];
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
