using System.Globalization;
using Creneau.Acting;
using Creneau.Availability;
using Creneau.Scheduling;

namespace Creneau.Hours;

/// <summary>Closures of a desk as ranges of wall-clock time.</summary>
internal static class DeskClosings
{
    /// <param name="nowLocal">Where the closure begins when it does not say.</param>
    public static Closing Of(DeskClosure closure, DateTime nowLocal)
    {
        var from = WallClock.Split(closure.From ?? nowLocal);
        var until = closure.Until is { } end ? WallClock.Split(end) : (SlotStart?)null;
        return new Closing(from.Date, from.Minute, until?.Date, until?.Minute ?? 0);
    }

    /// <summary>Whether one closes all that another would close.</summary>
    public static bool Covers(Closing one, Closing other) =>
        (one.FromDate, one.FromMinute).CompareTo((other.FromDate, other.FromMinute)) <= 0
        && (
            one.UntilDate is null
                || (other.UntilDate is { } end && (one.UntilDate.Value, one.UntilMinute).CompareTo((end, other.UntilMinute)) >= 0));

    /// <summary>Whether it closes something at or after a moment.</summary>
    public static bool IsAheadOf(Closing closing, SlotStart now) =>
        closing.UntilDate is null || (closing.UntilDate.Value, closing.UntilMinute).CompareTo((now.Date, now.Minute)) > 0;

    /// <summary>Whether it has begun.</summary>
    public static bool HasBegun(Closing closing, SlotStart now) =>
        (closing.FromDate, closing.FromMinute).CompareTo((now.Date, now.Minute)) <= 0;

    public static string Text(Closing closing) =>
        $"{Text(closing.FromDate, closing.FromMinute)}.."
        + (closing.UntilDate is { } end ? Text(end, closing.UntilMinute) : "");

    private static string Text(DateOnly date, int? minute) => string.Create(CultureInfo.InvariantCulture, $"{date:yyyy-MM-dd}+{minute}");
}

/// <summary>Whose desk it is, and what time it is there.</summary>
internal static class DeskRights
{
    public static bool May(Actor actor, AvailabilityIndex availability, int deskId) =>
        TownHallOf(availability, deskId) is { } townHall && actor.May(Rights.Hours, townHall);

    /// <summary>Null for a desk that is not known.</summary>
    public static int? TownHallOf(AvailabilityIndex availability, int deskId) =>
        availability.Places.Desks.TryGetValue(deskId, out var desk) ? availability.Places.Sites[desk.SiteId].TownHallId : null;

    public static DateTime LocalNow(AvailabilityIndex availability, int deskId, DateTime nowUtc)
    {
        var places = availability.Places;
        return WallClock.ToLocal(nowUtc, places.ZoneOf(places.Sites[places.Desks[deskId].SiteId]));
    }
}
